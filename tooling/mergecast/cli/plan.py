"""`mergecast plan`: what goes out when, and why not."""

from __future__ import annotations

from datetime import timedelta

import click

from mergecast.cli.session import Session


@click.command(epilog="Example: mergecast plan --days 14")
@click.option("--days", default=7, show_default=True, help="How far to look ahead.")
@click.option("--worktree", is_flag=True, help="Look at drafts on disk instead.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.pass_obj
def command(session: Session, *, days: int, worktree: bool, form: str) -> None:
    """Show what goes out when, and why not.

    Reads the publishing branch as the remote has it, never the disk; `--worktree`
    shows what drafts would do. Changes and sends nothing.
    """
    from mergecast.cli.planning import look_ahead  # noqa: PLC0415 - not for --help
    from mergecast.renderers.plan import plan_json, plan_text  # noqa: PLC0415 - as above

    report = look_ahead(session, timedelta(days=days), worktree=worktree)
    if form == "json":
        click.echo(plan_json(report), nl=False)
    else:
        click.echo(plan_text(report, colour=session.colour), nl=False)
