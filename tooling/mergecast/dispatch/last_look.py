"""May this send still begin? Asked at the very last moment, by every clock there is.

A machine can be suspended between any two lines: its monotonic clock may then stand
still while the world goes on, and its wall clock may be set. So the longer of both
counts, and a wall clock that went backwards proves nothing: no send.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from mergecast.dispatch.again import in_doubt
from mergecast.dispatch.decision import Decision, Verb
from mergecast.dispatch.ports import Clock, Recent
from mergecast.dispatch.words import digest_of
from mergecast.model.event import Event, EventKind
from mergecast.model.key import Key, is_reserved

SEND_BY = timedelta(seconds=300)
"""No send begins later than this after its claim; well under the lease."""

AFTER_LOOK = timedelta(seconds=10)
"""Nor later than this after the ledger was seen not to be frozen."""

_OPEN = frozenset({EventKind.CLAIM, EventKind.SENDING, EventKind.UNKNOWN})


@dataclass(frozen=True, slots=True)
class Watch:
    """When something began, by both clocks."""

    wall: datetime
    seconds: float

    @classmethod
    def start(cls, clock: Clock) -> Watch:
        """From now on."""
        return cls(clock.now(), clock.monotonic())

    def within(self, limit: timedelta, clock: Clock) -> bool:
        """Whether certainly no more than ``limit`` has passed."""
        counted = timedelta(seconds=clock.monotonic() - self.seconds)
        # Read last: it is the clock that sees a machine sleep until this very line.
        wall = clock.now() - self.wall
        return timedelta(0) <= wall and max(wall, counted) <= limit


def after_its_twin(other: Key) -> str:
    """Why a part waits for one with the same words, in words."""
    return (
        f"the same words are on their way as '{other}', and nobody knows yet whether "
        "they are live: it goes once that one is settled"
    )


def twin(part: Key, text: str, view: Recent) -> Key | None:
    """Another part of the account with the same words, of which nobody knows yet.

    Two such parts could not be told apart on the timeline, so one waits for the other,
    for as long as that may be live and a person has not said so.

    Args:
        part: what is to be claimed.
        text: the digest of its words, as claims keep it.
        view: the ledger.
    """
    last: dict[str, Event] = {}
    words: dict[str, str | None] = {}
    for event in view.tail.events:
        last[event.key] = event
        if event.kind is EventKind.CLAIM:
            words[event.key] = event.body.get("seek", {}).get("text")
    for name, event in last.items():
        maybe = event.kind in _OPEN or event.body.get("may_be_live") is True
        if maybe and not is_reserved(name) and words.get(name) == text:
            other = Key.parse(name)
            if other.account == part.account and other != part:
                return other
    return None


def behind_its_twin(found: Decision, ledger: Recent) -> Decision:
    """What would go out now, as a plan tells it: a run stops it at its last look."""
    sent = found.target.payload
    if found.verb is not Verb.PUBLISH or sent is None:
        return found
    part = sent.parts[found.part - 1]
    if in_doubt(part.key, ledger) is not None:
        return found
    other = twin(part.key, digest_of(str(part.body["text"])), ledger)
    if other is None:
        return found
    return replace(found, verb=Verb.WAIT, reason=after_its_twin(other))
