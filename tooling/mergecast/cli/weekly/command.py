"""`mergecast calendar week`: a week's plan beside what is scheduled in it."""

from __future__ import annotations

import click

from mergecast.cli.session import Session


@click.command(epilog="Example: mergecast calendar week --draft")
@click.option(
    "--week",
    "name",
    metavar="WEEK",
    help="An ISO week like 2026-W48. Default: this one; with --draft the next.",
)
@click.option("--draft", is_flag=True, help="Write the plan of that week.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.pass_obj
def week(session: Session, *, name: str | None, draft: bool, form: str) -> None:
    """Show who does what in a week, what goes out, and what it lacks, with owners.

    The plan is calendar/plan/2026-W48.yaml. --draft writes it, from the plans of the
    month and the quarter and from the posts that are scheduled already; a file that is
    there is never touched. Edit it, and open a pull request.
    """
    from mergecast.cli.weekly.showing_week import drafted, shown  # noqa: PLC0415 - not for --help

    click.echo((drafted if draft else shown)(session, name, form), nl=False)
