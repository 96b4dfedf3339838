"""When an account's posts went out, as far as the ledger's newest events know it.

By the ledger alone: the clocks of machines are minutes apart, so of all that was
written of a part the latest time counts, and what came after what is its order there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from mergecast.dispatch.pauses import Pause, is_of, kept_back, pause
from mergecast.dispatch.ports import Tail
from mergecast.model.event import Event, EventKind
from mergecast.model.fast_lane import REALTIME
from mergecast.model.freeze import PASSES
from mergecast.model.key import Key, is_reserved
from mergecast.model.ledger_state import Resolution

_NOT_OUT = frozenset(
    {
        EventKind.RELEASED,
        EventKind.MISSED,
        EventKind.CANCELLED,
        EventKind.RESOLVED,
        EventKind.HELD,
    }
)
"""What says of a part, as its last word, that it did not just go out."""


@dataclass(frozen=True, slots=True)
class Traffic:
    """One account by the newest events: when it posted, whether it rests, and did.

    ``sent`` is when each post went out, or began to; ``last`` is the same of the newest
    part of any, the rest of a thread too. ``hurried`` is of posts in the fast lane.
    """

    sent: tuple[datetime, ...]
    last: datetime | None
    pause: Pause | None
    kept_back: datetime | None
    hurried: tuple[datetime, ...] = ()

    def with_another(self, now: datetime, part: int, *, hurried: bool) -> Traffic:
        """The same after one more part, which goes out now."""
        if part > 1:
            return replace(self, last=now)
        fast = (*self.hurried, now) if hurried else self.hurried
        return replace(self, sent=(*self.sent, now), last=now, hurried=fast)


def traffic(tail: Tail, account: str, now: datetime) -> Traffic:
    """What the newest events say of an account."""
    out = list(_out(tail, account))
    fast = _hurried(tail, account)
    return Traffic(
        tuple(at for key, at in out if key.part == 1),
        max((at for _, at in out), default=None),
        pause(tail, account, now),
        kept_back(tail, account),
        tuple(at for key, at in out if key.part == 1 and str(key) in fast),
    )


def _hurried(tail: Tail, account: str) -> set[str]:
    """The keys that were claimed in the fast lane; what answers in a crisis is not."""
    found: set[str] = set()
    for event in tail.events:
        if event.kind is EventKind.CLAIM and is_of(event.key, account):
            report = event.body.get("report")
            crisis = any(one.startswith(PASSES) for one in event.body.get("scopes", ()))
            fast = isinstance(report, dict) and report.get("lane") == REALTIME
            if fast and not crisis:
                found.add(event.key)
    return found


def _out(tail: Tail, account: str) -> Iterator[tuple[Key, datetime]]:
    """The account's parts of the last days that went out, or began to, and when."""
    found: dict[str, datetime | None] = {}
    for event in tail.events:
        if is_of(event.key, account) and not is_reserved(event.key):
            before = found.get(event.key)
            found[event.key] = _went(event, before)
    for text, at in found.items():
        key = Key.parse(text)
        if at is not None and key.account == account and not key.delete:
            yield key, at


def _went(event: Event, before: datetime | None) -> datetime | None:
    """When a part went out, after one more event of it; None where it did not."""
    if event.kind is EventKind.RESOLVED:
        # A person may say much later that it did: it went out when it was sent.
        return before if event.body.get("outcome") == Resolution.POSTED else None
    if event.kind in _NOT_OUT and not event.body.get("may_be_live"):
        return None
    return event.at if before is None else max(before, event.at)


def claimed_since(key: Key, scopes: Iterable[str], tail: Tail) -> bool:
    """Whether a part was claimed after the last thaw of one of these scopes."""
    text, own = str(key), set(scopes)
    for event in reversed(tail.events):
        if event.kind is EventKind.THAW and event.body.get("scope") in own:
            return False
        if event.kind is EventKind.CLAIM and event.key == text:
            return True
    return False
