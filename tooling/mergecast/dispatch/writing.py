"""Write what a decision asks for, however busy the ledger is: people cannot be refused.

A tick that loses a race leaves its work to the next one. A person who freezes, thaws or
settles something is waiting, so the decision is made again on what the winner wrote,
for up to a minute.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from mergecast.dispatch.ports import Clock, LedgerView
from mergecast.errors import WorkspaceError
from mergecast.model.event import Event
from mergecast.model.ledger_state import Appended, Draft

AT_MOST = 60.0
"""Seconds until a person is told that the ledger is too busy."""


View = TypeVar("View", bound=LedgerView)


@dataclass(frozen=True, slots=True)
class Written(Generic[View]):
    """The ledger after it, and the events; none where nothing was asked for."""

    view: View
    events: tuple[Event, ...] = ()


def write(
    view: View, decide: Callable[[View], Sequence[Draft]], clock: Clock
) -> Written[View]:
    """Append what ``decide`` asks for; decide anew after each race that is lost.

    The ledger itself waits a moment, by chance, after a push that was refused.

    Raises:
        WorkspaceError: others wrote first for a whole minute.
        RefusedEventError: the rules do not allow one of the events.
        GitError: no answer; whether the events were written is not known.
    """
    started = clock.monotonic()
    while True:
        drafts = decide(view)
        if not drafts:
            return Written(view)
        written = view.append(drafts, at=clock.now())
        if isinstance(written, Appended):
            return Written(written.view, written.events)
        if clock.monotonic() - started > AT_MOST:
            raise WorkspaceError(
                f"others wrote to the ledger first for {AT_MOST:g} s",
                hint="run the same command again",
                not_done="nothing was recorded",
            )
        view = written.view
