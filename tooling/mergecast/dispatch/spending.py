"""What was spent, by the ledger alone: sends, deletions, and reads of own posts.

A claim says what its part takes. It counts from the claim on, since it may be live from
then on, until it is known that nothing was sent. What a run read is in its tick.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from mergecast.dispatch.ports import Recent
from mergecast.model.event import Event, EventKind
from mergecast.model.key import Key
from mergecast.model.ledger_state import Resolution
from mergecast.networks.charges import micro_dollars


class What(StrEnum):
    """What money goes for."""

    POSTS = "posts"
    DELETIONS = "deletions"
    READS = "reads"


@dataclass(frozen=True, slots=True)
class Spent:
    """One amount in micro-dollars; ``sure`` is whether it is known to be charged."""

    at: datetime
    account: str
    amount: int
    what: What = What.POSTS
    campaign: str | None = None
    sure: bool = False


_LIVE = frozenset({EventKind.POSTED, EventKind.RETRACTED})
_OVER = frozenset({EventKind.HELD, EventKind.MISSED})
_WAS_LIVE = frozenset({Resolution.POSTED.value, Resolution.GONE.value})


def spent(events: Iterable[Event]) -> tuple[Spent, ...]:
    """What these events say was spent, in their order."""
    found: dict[tuple[str, int], Spent] = {}
    for number, event in enumerate(events):
        one = (event.key, event.try_)
        if event.kind is EventKind.TICK:
            found.update(((f"!{own.account}", number), own) for own in _reads(event))
        elif event.kind is EventKind.CLAIM:
            found.update((one, each) for each in _claimed(event))
        elif one in found and _was_charged(event):
            found[one] = replace(found[one], sure=True)
        elif one in found and _was_not_sent(event):
            del found[one]
    return tuple(found.values())


def _claimed(event: Event) -> Iterator[Spent]:
    report = event.body.get("report")
    said = report if isinstance(report, dict) else {}
    amount, key = _amount(said.get("cost")), Key.parse(event.key)
    if amount is not None and key.account is not None:
        what = What.DELETIONS if key.delete else What.POSTS
        yield Spent(event.at, key.account, amount, what, said.get("campaign"))


def _reads(event: Event) -> Iterator[Spent]:
    said = event.body.get("reads")
    for account, cost in said.items() if isinstance(said, dict) else ():
        amount = _amount(cost)
        if amount is not None:
            yield Spent(event.at, account, amount, What.READS, sure=True)


def _amount(said: object) -> int | None:
    try:
        return micro_dollars(said) if isinstance(said, str) else None
    except ValueError:
        return None


def _was_charged(event: Event) -> bool:
    if event.kind is EventKind.RESOLVED:
        return event.body.get("outcome") in _WAS_LIVE
    return event.kind in _LIVE


def _was_not_sent(event: Event) -> bool:
    if event.kind is EventKind.RESOLVED:
        return bool(event.body.get("outcome") == Resolution.RESEND.value)
    if event.kind in _OVER:
        return not event.body.get("may_be_live")
    return event.kind is EventKind.RELEASED


@dataclass(slots=True)
class Books:
    """What is on record as spent since a day: read once, then kept up to date.

    ``read`` gives the events of the days from one on; what is newer is in the tail of
    each later view.
    """

    read: Callable[[date], Iterable[Event]]
    since: date
    _events: list[Event] | None = None
    _spent: tuple[Spent, ...] = ()

    def of(self, view: Recent) -> tuple[Spent, ...]:
        """What was spent, as of one view."""
        first = self._events is None
        known = self._events = list(self.read(self.since)) if first else self._events
        assert known is not None  # noqa: S101 - for the type alone
        last = known[-1].seq if known else -1
        newer = [event for event in view.tail.events if event.seq > last]
        newer = [event for event in newer if event.at.date() >= self.since]
        if newer or first:
            known += newer
            self._spent = spent(known)
        return self._spent


@dataclass(slots=True)
class Reads:
    """How many of its own posts a run read of each account: each is charged."""

    posts: dict[str, int] = field(default_factory=dict)

    def add(self, account: str, count: int) -> None:
        """So many more."""
        if count:
            self.posts[account] = self.posts.get(account, 0) + count
