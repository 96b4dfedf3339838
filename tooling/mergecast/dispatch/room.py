"""Room for what is late, beside the posts of its account that keep their minute.

What goes out at its own minute is not moved. So what is late gives way to one that is
due now, or within a minute, and comes ``spacing`` after it. To give way to more, or for
longer than half of its time to be late, costs too much where runs are rare: what waits
for a wide gap then often goes out not at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo

from mergecast.dispatch.decision import Decision, Verb
from mergecast.dispatch.pauses import Pause
from mergecast.dispatch.plan import too_late_at
from mergecast.dispatch.target import Target
from mergecast.model.moments import UnknownZoneError, zone
from mergecast.model.settings import Account
from mergecast.model.spoken import clock, span

_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another post of the account, and the minute that it is to keep."""

    at: datetime
    target: Target


def in_haste(target: Target, now: datetime) -> bool:
    """Whether so much of its time to be late is over that it gives way no more."""
    due, end = target.schedule.at, too_late_at(target)
    return due is not None and end is not None and now > due + (end - due) / 2


def neighbours(
    target: Target, among: Iterable[Target], since: datetime
) -> list[Neighbour]:
    """The other posts of its account whose minute is not before ``since``, in order."""
    found = [
        Neighbour(each.schedule.at, each)
        for each in among
        if each.account.key == target.account.key
        and each.schedule.at is not None
        and each.schedule.at >= since
        and each.post.name != target.post.name
    ]
    return sorted(found, key=lambda each: (each.at, each.target.post.name))


def goes(found: Decision, now: datetime) -> bool:
    """Whether something that is decided on goes out at its own minute, or is to."""
    if found.part > 1 or found.target.payload is None or found.target.trouble:
        return False
    ahead = found.until is not None and found.until > now
    return found.verb is Verb.PUBLISH or (found.verb is Verb.WAIT and ahead)


def free_from(
    now: datetime,
    others: Sequence[Neighbour],
    spacing: timedelta,
    going: Callable[[Target], bool],
) -> tuple[datetime, Neighbour | None]:
    """When something late may go out, and after which post; now where that is none.

    Args:
        now: the earliest.
        others: ``neighbours``.
        spacing: how far it has to be behind one of them.
        going: whether a post goes out; asked only where that matters.
    """
    at, before = now, None
    for each in others:
        if each.at - min(spacing, _MINUTE) >= at:
            break
        if at < each.at + spacing and going(each.target):
            at, before = each.at + spacing, each
    return at, before


def after_the_last(
    last: datetime | None, spacing: timedelta, *, let_go: bool
) -> Pause | None:
    """Until ``spacing`` has passed since the last post of the account."""
    if last is None:
        return None
    why = "a freeze was lifted lately" if let_go else "late"
    return Pause(
        last + spacing,
        f"{why}; the account's last post was at {clock(last)}, and "
        f"`spacing` keeps {span(spacing)} between them",
    )


def lane_full(
    hurried: Iterable[datetime], account: Account, per_day: int | None, now: datetime
) -> Pause | None:
    """Until the account's next midnight, once its fast lane is full for the day."""
    found = tomorrow(hurried, account, per_day, now)
    if found is None:
        return None
    reason = (
        f"the account has had its {per_day} posts of today by the fast lane "
        "(`fast_lane.per_day`); with 'lane: planned' the usual people approve it"
    )
    return Pause(found.until, reason)


def tomorrow(
    sent: Iterable[datetime], account: Account, per_day: int | None, now: datetime
) -> Pause | None:
    """Until the account's next midnight, once it has had its posts of the day."""
    if per_day is None:
        return None
    place = _place(account)
    today = now.astimezone(place).date()
    if sum(at.astimezone(place).date() == today for at in sent) < per_day:
        return None
    midnight = datetime.combine(today + timedelta(days=1), datetime.min.time(), place)
    reason = f"late; the account has had its {per_day} posts of today (`per_day`)"
    return Pause(midnight.astimezone(UTC), reason)


def _place(account: Account) -> tzinfo:
    try:
        return zone(account.timezone)
    except UnknownZoneError:
        return UTC
