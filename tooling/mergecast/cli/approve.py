"""`mergecast approve`: say yes to a post, where no forge holds reviews."""

from __future__ import annotations

import click

from mergecast.cli.session import Session


@click.command(epilog="Example: mergecast approve launch-2026")
@click.argument("post")
@click.option("--yes", "-y", is_flag=True, help="Do not ask.")
@click.pass_obj
def command(session: Session, *, post: str, yes: bool) -> None:
    """Approve exactly what POST (an id) sends as of your current commit.

    Shows it, asks, and writes an empty commit with your name; push it like any other.
    If anything that readers get changes later, the approval no longer counts.
    """
    from mergecast.cli.approving import about, write  # noqa: PLC0415 - not for --help

    asked = about(session, post)
    click.echo(asked.text)
    if yes or click.confirm("Approve this?", default=False):
        click.echo(f"approved in commit {write(session, asked)[:10]}; push it")
    else:
        click.echo("not approved; nothing was written")
