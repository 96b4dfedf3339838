"""What `mergecast ledger verify` does: read it all, and name what is wrong."""

from __future__ import annotations

import sys

import click

from mergecast import clock
from mergecast.cli.publishing.offline import offline, offline_ledger
from mergecast.cli.record.reaching import named
from mergecast.cli.record.rehearsed_record import say
from mergecast.cli.session import Session
from mergecast.cli.wiring import published
from mergecast.ledger.ledger import Ledger
from mergecast.renderers.verified import Verified

_PATIENCE = 2.0
"""Seconds until somebody who waits is told how far it is, and then again."""


def verify(session: Session, *, away: bool) -> Verified:
    """What is wrong with the workspace's ledger, each place named.

    Args:
        session: how the command was called.
        away: whether to look at what this clone has, and ask no remote.

    Raises:
        MergecastError: there is no ledger, or it cannot be reached.
    """
    from mergecast.ledger.verify import examine  # noqa: PLC0415 - needs jsonschema

    ledger = say(_ledger(session, away=away))
    tip = ledger.access.store.tip()
    if tip is None:
        ledger.open()  # says what that means here
    progress = Progress()
    found = examine(ledger, str(tip), progress)
    progress.end()
    return Verified(
        tip=str(tip),
        genesis=found.genesis,
        events=found.events,
        keys=found.keys,
        unjudged=found.unjudged,
        problems=[(one.path, one.line, one.seq, one.message) for one in found.problems],
    )


def _ledger(session: Session, *, away: bool) -> Ledger:
    if away:
        return offline_ledger(offline(session.workspace))
    return named(published(session.workspace))


class Progress:
    """How far it is, on standard error: one line that changes, or one now and then."""

    def __init__(self) -> None:
        self._last = clock.monotonic()
        self._shown = False

    def __call__(self, what: str, done: int, total: int) -> None:
        """Say it, unless something was said a moment ago."""
        if clock.monotonic() - self._last < _PATIENCE:
            return
        self._last = clock.monotonic()
        self._shown = True
        self._say(f"{done} of {total} {what}")

    def end(self) -> None:
        """Leave a clean line."""
        if self._shown and sys.stderr.isatty():
            self._say("")

    def _say(self, text: str) -> None:
        if sys.stderr.isatty():
            click.echo(f"\r{text:<60}\r", err=True, nl=False)
        else:
            click.echo(text, err=True)
