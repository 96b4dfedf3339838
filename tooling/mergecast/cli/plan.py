"""`mergecast plan`: what goes out when, and why not."""

from __future__ import annotations

from datetime import timedelta

import click

from mergecast.cli.reviewing.pull_number import PullRequest
from mergecast.cli.session import Session
from mergecast.errors import UsageError

_FURTHEST = 3660
"""Ten years of days: nobody means more, and dates come to an end."""


@click.command(epilog="Example: mergecast plan --days 14")
@click.option(
    "--days",
    type=click.IntRange(0, _FURTHEST),
    metavar="N",
    default=7,
    show_default=True,
    help="How far to look ahead.",
)
@click.option("--cost", is_flag=True, help="Say what each takes, and the month.")
@click.option("--worktree", is_flag=True, help="Look at drafts on disk instead.")
@click.option(
    "--pr",
    "base",
    metavar="BASE",
    help="What this branch brings since it left BASE, for its reviewers.",
)
@click.option(
    "--head", metavar="COMMIT", help="With --pr: the end of the branch.  [HEAD]"
)
@click.option(
    "--comment",
    type=PullRequest(),
    metavar="NUMBER|head",
    help="With --pr: keep the one comment on that pull request up to date; head: on "
    "the one that ends in COMMIT.",
)
@click.option(
    "--request",
    is_flag=True,
    help="With --comment: ask the people who are missing for a review.",
)
@click.option(
    "--status",
    is_flag=True,
    help="With --comment: set the statuses check and approvals of COMMIT.",
)
@click.option(
    "--summary", is_flag=True, help="With --pr: add it to the page of the job."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "markdown"]),
    help="[text, or markdown with --pr]",
)
@click.pass_obj
def command(  # noqa: PLR0913 - one argument an option
    session: Session,
    *,
    days: int,
    cost: bool,
    worktree: bool,
    base: str | None,
    head: str | None,
    comment: int | None,
    request: bool,
    status: bool,
    summary: bool,
    form: str | None,
) -> None:
    """Show what goes out when, and why not.

    Reads the publishing branch as the remote has it, never the disk; `--worktree`
    shows what drafts would do. Changes and sends nothing.

    With `--pr main` it shows what a branch brings: how each post will look, when it
    goes out, what was found, and who has to approve.
    """
    if base is not None:
        from mergecast.cli.reviewing.showing import (  # noqa: PLC0415 - not for --help
            Showing,
            show,
        )

        if form == "text" or worktree:
            raise UsageError("--pr is for markdown or json, and for commits alone")
        if (request or status) and comment is None:
            raise UsageError(
                f"--{'request' if request else 'status'} needs a pull request",
                hint="name it with --comment NUMBER",
            )
        asked = Showing(comment, form or "markdown", summary, request, status)
        show(session, base, head or "HEAD", asked)
        return
    about = (head, comment is not None, request, status, summary, form == "markdown")
    if any(about):
        raise UsageError(
            "--head, --comment, --request, --status, --summary and markdown are about "
            "a branch",
            hint="say from where: `mergecast plan --pr main`",
        )
    from mergecast.cli.publishing.planning import look_ahead  # noqa: PLC0415 - not for --help
    from mergecast.renderers.plan import plan_json, plan_text  # noqa: PLC0415 - not for --help

    ahead = timedelta(days=days)
    report = look_ahead(session, ahead, worktree=worktree, cost=cost)
    if form == "json":
        click.echo(plan_json(report), nl=False)
    else:
        click.echo(plan_text(report, colour=session.colour, with_costs=cost), nl=False)
