"""The ledger only grows: what its commits wrote is in it, and stands at its end.

Each commit of a run says what it wrote: the kind, key and second of its first event,
and how many came with it. So the commits tell, without a look at any file, which events
there must be. Somebody who commits older files on top takes events back by a plain
push, which no rule against force forbids; the commits below that one give it away.

A commit of a person's hands is judged by nothing here: it may have touched a README.
Who forges the words of a run's commit is found only where more commits are looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from mergecast.ledger.damage import DamageError
from mergecast.ledger.store import Commit, Store
from mergecast.model.event import Event

_FAR = 50
"""Commits by hand that a tick looks past, for the newest of a run."""

_WROTE = re.compile(r"([a-z]+ \S+)(?: \(\+([0-9]{1,4})\))?")
"""The message of a run's commit: its first event, and how many more there are."""


def message_of(events: Sequence[Event]) -> str:
    """What a commit says that writes these events."""
    first, *more = events
    return f"{first.kind} {first.key}" + (f" (+{len(more)})" if more else "")


def taken_back(
    commits: Iterable[Commit], events: Sequence[Event]
) -> tuple[Commit, str] | None:
    """The newest commit whose events are not in the ledger any more, and why.

    Args:
        commits: the newest first, without a gap.
        events: those of the ledger in order, up to its end; its beginning may be left
            out, and what would stand there is not judged.
    """
    end = len(events)
    for commit in commits:
        found = _WROTE.fullmatch(commit.message) if commit.ours else None
        if found is None:
            continue
        start = end - 1 - int(found[2] or 0)
        if start < 0:
            whole = not events or events[0].seq == 0
            return (commit, _told(found[1], None)) if whole else None
        wrote = events[start:end]
        same = message_of(wrote) == commit.message
        if not same or int(wrote[0].at.timestamp()) != commit.at:
            return commit, _told(found[1], wrote[0])
        end = start
    return None


def refuse_taken_back(store: Store, tip: str, events: Sequence[Event]) -> None:
    """Stop where the newest commit of a run wrote something else than the last events.

    Nothing is fetched for it, unless the tip is a commit by hand.

    Raises:
        LedgerDamagedError: the ledger was taken back to an older state.
    """
    commits = store.history(tip, 1)
    if commits and not commits[0].ours:
        commits = store.history(tip, _FAR)
    newest = next(((one,) for one in commits if one.ours), ())
    if found := taken_back(newest, events):
        commit, why = found
        raise DamageError(f"commit {commit.id[:10]}", why)


def _told(first: str, instead: Event | None) -> str:
    there = f"event {instead.seq}, {instead.kind} {instead.key}," if instead else "none"
    return (
        f"it wrote '{first}', and the ledger has {there} in that place: later commits "
        "took back what had happened"
    )
