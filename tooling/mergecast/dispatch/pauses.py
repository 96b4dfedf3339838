"""Accounts that rest: a fault of the whole account keeps back its posts, and no others.

Keys that are refused, credit that is gone, a suspension, a rate limit: what failed for
one post would fail for the next. The try that met it is ``released`` with ``account``
and ``until``. While that is the account's newest word and ``until`` lies ahead, nothing
of it is claimed. A post that went out since is a newer word, and so is a person who
thaws the account.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from mergecast.dispatch.ports import Recorded, Tail
from mergecast.model.event import Event, EventKind
from mergecast.model.ledger_state import Via
from mergecast.model.outcome import LIMITED, NotSent
from mergecast.model.spoken import clock

_LONGEST = timedelta(days=1)
"""A network that asks for more patience than this was misunderstood."""


@dataclass(frozen=True, slots=True)
class Pause:
    """Until when an account rests, and why."""

    until: datetime
    reason: str


def words(outcome: NotSent, now: datetime) -> dict[str, object]:
    """What a ``released`` event says of a try that was not sent."""
    until = _until(outcome, now)
    body: dict[str, object] = {"reason": outcome.reason}
    if until is not None:
        body["until"] = until.isoformat()
    if outcome.account:
        body["account"] = True
    return body


def _until(outcome: NotSent, now: datetime) -> datetime | None:
    """The network's word where it makes sense, else a rest that fits the fault."""
    if outcome.until is not None and outcome.until > now:
        return min(outcome.until, now + _LONGEST)
    rest = outcome.rest or (LIMITED if outcome.account else None)
    return None if rest is None else now + rest


def pause(tail: Tail, account: str, now: datetime) -> Pause | None:
    """Why an account rests now, by its newest word; None where it does not."""
    for event in reversed(tail.events):
        if _goes_on(event, account):
            return None
        if _stands_still(event, account):
            until = _instant(event)
            if until is None or until <= now:
                return None
            return Pause(until, str(event.body["reason"]))
    return None


def kept_back(tail: Tail, account: str) -> datetime | None:
    """Until when posts of the account were last kept back, as far as is known lately.

    By a pause, by a freeze of more than one post, or since a machine had no keys.
    """
    end: datetime | None = None
    for event in tail.events:
        if end is not None and event.at < end and _goes_on(event, account):
            end = event.at
        until = _end(event, account)
        end = max(end or until, until) if until is not None else end
    return end


def resting(account: str, until: datetime, reason: str) -> str:
    """That an account rests, for people."""
    return f"{account} rests until {clock(until)}: {reason}"


def own_rest(tail: Tail, key: str, now: datetime) -> Pause | None:
    """Why one part alone has to wait a moment before it is tried again."""
    last = next((one for one in reversed(tail.events) if one.key == key), None)
    if last is None or last.kind is not EventKind.RELEASED or last.body.get("account"):
        return None
    until = _instant(last)
    if until is None or until <= now:
        return None
    return Pause(until, str(last.body["reason"]))


def told_before(ledger: Recorded, account: str) -> str | None:
    """Why the last run on record could not send for an account; None where it could."""
    last = ledger.tick()
    return last.paused.get(account) if last else None


def _end(event: Event, account: str) -> datetime | None:
    if event.kind is EventKind.TICK:
        paused = event.body.get("paused")
        return event.at if isinstance(paused, dict) and account in paused else None
    if event.kind is EventKind.THAW:
        scope = str(event.body.get("scope"))
        narrow = scope.startswith(("post:", "account:"))
        return event.at if not narrow or scope == f"account:{account}" else None
    return _instant(event) if _stands_still(event, account) else None


def _stands_still(event: Event, account: str) -> bool:
    released = event.kind is EventKind.RELEASED and event.body.get("account") is True
    return released and is_of(event.key, account)


def _goes_on(event: Event, account: str) -> bool:
    if event.kind is EventKind.THAW:
        return bool(event.body.get("scope") == f"account:{account}")
    sent = event.kind is EventKind.POSTED and event.body.get("via") == Via.SEND
    return sent and is_of(event.key, account)


def is_of(key: str, account: str) -> bool:
    """Whether the text of a key is one of the account; thousands are asked."""
    return f"@{account}:" in key


def _instant(event: Event) -> datetime | None:
    """``until`` of an event; None where it says nothing that can be understood."""
    try:
        at = datetime.fromisoformat(str(event.body.get("until")))
    except ValueError:
        return None
    return at if at.tzinfo is not None else None
