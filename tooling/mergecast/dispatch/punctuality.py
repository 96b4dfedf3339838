"""How long it took from the moment at which a post could go out until it was live.

By the receipts in the ledger alone: each claim says when its post was due, merged and
approved, and the latest of these is when it could go out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from mergecast.model.event import Event, EventKind
from mergecast.model.key import Key, is_reserved
from mergecast.model.ledger_state import Via

SPAN = timedelta(days=30)

_REPORTED = ("due", "merged", "approved_last")


@dataclass(frozen=True, slots=True)
class Punctuality:
    """How late posts were. ``worst`` is the first part that took longest."""

    posts: int
    median: timedelta
    longest: timedelta
    worst: Key


def punctuality(events: Iterable[Event], now: datetime) -> Punctuality | None:
    """From due to live, over the last 30 days; None where nothing went out.

    Of a thread the first part counts. What was found on the timeline counts from its
    claim, and what once waited for a person does not count.
    """
    claims: dict[str, Event] = {}
    by_hand: set[str] = set()
    found: list[tuple[timedelta, str]] = []
    for event in events:
        if event.kind is EventKind.CLAIM:
            claims[event.key] = event
        elif event.kind is EventKind.RESOLVED:
            by_hand.add(event.key)
        elif event.kind is EventKind.POSTED and _counts(event, now):
            took = _took(event, claims.get(event.key))
            if took is not None and event.key not in by_hand:
                found.append((took, event.key))
    if not found:
        return None
    longest, worst = max(found)
    middle = timedelta(seconds=median(took.total_seconds() for took, _ in found))
    return Punctuality(len(found), middle, longest, Key.parse(worst))


def _counts(event: Event, now: datetime) -> bool:
    if is_reserved(event.key) or not now - SPAN <= event.at <= now:
        return False
    key = Key.parse(event.key)
    return key.part == 1 and not key.delete


def _took(posted: Event, claim: Event | None) -> timedelta | None:
    due = _due(claim) if claim else None
    if claim is None or due is None:
        return None
    looked_up = posted.body.get("via") == Via.LOOKUP.value
    return max((claim.at if looked_up else posted.at) - due, timedelta(0))


def _due(claim: Event) -> datetime | None:
    report = claim.body.get("report") or {}
    known = [report.get(name) for name in _REPORTED]
    return max(
        (datetime.fromisoformat(str(at)) for at in known if at is not None),
        default=None,
    )
