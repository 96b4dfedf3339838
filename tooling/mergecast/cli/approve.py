"""`mergecast approve`: say yes to a post, where no forge holds reviews."""

from __future__ import annotations

import sys

import click

from mergecast.cli.session import Session
from mergecast.errors import UsageError


@click.command(epilog="Example: mergecast approve launch-2026")
@click.argument("post")
@click.option("--yes", "-y", is_flag=True, help="Do not ask.")
@click.pass_obj
def command(session: Session, *, post: str, yes: bool) -> None:
    """Approve exactly what POST (an id) sends, or takes back, as of your commit.

    Shows it, asks, and writes an empty commit with your name; push it like any other.
    If anything that readers get changes later, the approval no longer counts.
    """
    from mergecast.cli.approving import about, write  # noqa: PLC0415 - not for --help

    asked = about(session, post)
    click.echo(asked.text)
    if yes or _agreed():
        click.echo(f"approved in commit {write(session, asked)[:10]}; push it")
    else:
        click.echo("not approved; nothing was written")


def _agreed() -> bool:
    try:
        return click.confirm("Approve this?", default=False)
    except click.Abort:
        if sys.stdin.isatty():
            raise
        click.echo()
        raise UsageError(
            "nobody is there to be asked",
            hint="read what is shown above, then add --yes",
            not_done="nothing was approved",
        ) from None
