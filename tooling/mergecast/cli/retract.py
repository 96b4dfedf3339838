"""`mergecast retract`: take a post back, by a change that is reviewed."""

from __future__ import annotations

import click

from mergecast.cli import completing
from mergecast.cli.session import Session


@click.command(
    epilog="Example: mergecast retract launch-2026 "
    '--reason "the date in the image is wrong"'
)
@click.argument("post", metavar="FILE|ID", shell_complete=completing.posts)
@click.option("--reason", required=True, help="Why; it is reviewed, and kept for ever.")
@click.pass_obj
def command(session: Session, *, post: str, reason: str) -> None:
    """Take a post back: what is not out is cancelled, what is live is deleted.

    Writes the reason into the post's file as `retract:`, and does nothing else: commit
    it, and have it approved and merged like any other change. The next run of `publish`
    then does the rest, the last part of a thread first, also while everything is
    frozen. The file stays, so that its id is never used again.
    """
    from mergecast.cli.settling.retracting import (  # noqa: PLC0415 - not for --help
        report,
        retract,
    )

    click.echo(report(retract(session, post, reason), quiet=session.quiet), nl=False)
