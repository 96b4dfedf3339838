"""Write down what people said while the ledger could not be reached."""

from __future__ import annotations

import click

from mergecast import clock
from mergecast.cli.session import Session
from mergecast.cli.settling.outbox import Waiting, alone, waiting
from mergecast.cli.times.pretending import Somewhere, refuse_pretended_time
from mergecast.cli.wiring import session_clock
from mergecast.dispatch.resolving import later
from mergecast.dispatch.writing import write
from mergecast.errors import MergecastError, UsageError
from mergecast.ledger.ledger import Ledger
from mergecast.ledger.snapshot import Snapshot
from mergecast.renderers.encoders.terminal import encode_terminal


def deliver(session: Session, source: Somewhere, ledger: Ledger) -> None:
    """Write down all that waits in this clone, and say so on standard error.

    It never stops the command that found the ledger within reach: what cannot be
    written now goes on waiting, and is told of again.
    """
    if not waiting(source.git):
        return
    with alone(source.git) as found:
        try:
            for each in found:
                _one(session, source, ledger, each)
        except MergecastError as error:
            _say(f"{len(found)} answers wait here still: {error.message}")


def _one(session: Session, source: Somewhere, ledger: Ledger, each: Waiting) -> None:
    if each.answer is None:
        _say(f"an answer that waits here is of no use: {each}")
        return
    view = ledger.open()
    refuse_pretended_time(session, source, view)
    if each.genesis != view.genesis:
        _say(f"this waits here, and was said of another ledger: {each}")
        return
    try:
        _write(session, view, each)
    except UsageError as error:
        hint = f"; {error.hint}" if error.hint else ""
        _say(f"this waits here, and cannot be: {each}: {error.message}{hint}")
    else:
        each.file.unlink(missing_ok=True)
        _say(f"recorded what waited here: {each}")


def _write(session: Session, view: Snapshot, each: Waiting) -> None:
    answer = each.answer
    assert answer is not None  # noqa: S101 - the caller looked
    write(view, lambda now: later(answer, now), session_clock(session) or clock)


def _say(text: str) -> None:
    click.echo(f"mergecast: {encode_terminal(text)}", err=True)
