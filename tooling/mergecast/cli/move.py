"""`mergecast move`: give a post another time."""

from __future__ import annotations

import click

from mergecast.cli import completing
from mergecast.cli.session import Session


@click.command(epilog='Example: mergecast move launch-2026 "2026-11-25 10:00"')
@click.argument("post", metavar="FILE|ID", shell_complete=completing.posts)
@click.argument("when", required=False)
@click.option(
    "--which",
    type=click.Choice(["first", "second"]),
    help="Which one, where clocks are set back and the time happens twice.",
)
@click.option("--zone", help="The zone of WHEN, if it is not the post's.")
@click.option(
    "--slot",
    metavar="next|NAME[@DAY]",
    shell_complete=completing.slots,
    help="Instead of WHEN: a free slot of its accounts.",
)
@click.pass_obj
def command(session: Session, /, **options: str) -> None:
    """Set when a post goes out, and put its file under the right day.

    WHEN is a date and time; a day (2026-11-25) keeps the time, a time (10:00) keeps
    the day. +2h, +30m, +1d and +1w count from the present time; to go back, write two
    dashes before it: mergecast move launch-2026 -- -1d

    Of an `asap` post the end moves (`until`); a draft from the queue gets its first
    time. Comments and layout stay as they are.

    --slot next is the next free slot of all its accounts; --slot morning keeps the
    day, where the post has one; --slot morning@2026-11-25 names it. The time is
    written into the file.
    """
    from mergecast.cli.drafting.moving import Asked, move, report  # noqa: PLC0415 - not for --help

    asked = Asked(**options)  # type: ignore[arg-type]  # click has typed each option
    moved = move(session, asked)
    click.echo(report(moved, quiet=session.quiet), nl=False)
