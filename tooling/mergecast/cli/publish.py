"""`mergecast publish`: send what is due."""

from __future__ import annotations

from datetime import timedelta

import click

from mergecast.cli.session import Session
from mergecast.cli.times.duration import Duration, MaybeDuration
from mergecast.errors import UsageError


@click.command(epilog="Example: mergecast publish --dry-run")
@click.option("--dry-run", is_flag=True, help="Say what would go out; send nothing.")
@click.option(
    "--wait",
    type=MaybeDuration(),
    is_flag=False,
    flag_value="",
    metavar="[SPAN]",
    help="Stay up to this long (30m) for what is due soon, to the second; without a "
    "length as long as `publishing.wait` says (15m). Give the job a limit of this and "
    "10 minutes more.",
)
@click.option("--loop", is_flag=True, help="Stay for good, on a server of your own.")
@click.option(
    "--rehearse",
    type=Duration(),
    metavar="SPAN",
    help="While `live: false`: show what goes out in this span (7d), and keep nothing.",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.pass_obj
def command(  # noqa: PLR0913 - one argument an option
    session: Session,
    *,
    dry_run: bool,
    wait: timedelta | None,
    loop: bool,
    rehearse: timedelta | None,
    form: str,
) -> int:
    """Send what is approved and due, exactly once.

    Any trigger may start it, any number of times, and several at once: the ledger lets
    one of them send each part. Exit status 4 means that a person must look. Asked to
    stop, it finishes the part in flight.

    A run that stays looks at main and at the ledger every 30 seconds, and takes up what
    is new.

    While `live: false` stands in mergecast.yaml it only rehearses, with an emulator of
    its own and a record on the branch mergecast-rehearsal.
    """
    from mergecast.cli.publishing import answering  # noqa: PLC0415 - not for --help

    if rehearse is not None:
        _refuse_both("--rehearse", dry_run=dry_run, wait=wait, loop=loop)
        return answering.walk(session, rehearse, form)
    if loop:
        _refuse_both("--loop", dry_run=dry_run, wait=wait)
        return answering.stay(session, form)
    if dry_run or session.pinned is not None:
        # A rehearsal is no sign of life.
        return answering.once(session, form, dry_run=dry_run, wait=wait)
    return answering.watched(session, form, wait)


def _refuse_both(
    option: str, *, dry_run: bool, wait: timedelta | None, loop: bool = False
) -> None:
    others = (("--dry-run", dry_run), ("--wait", wait is not None), ("--loop", loop))
    for name, given in others:
        if given:
            raise UsageError(
                f"{option} and {name} exclude each other",
                hint=f"leave out {name}, or {option}",
                not_done="nothing was posted",
            )
