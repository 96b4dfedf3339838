"""When clocks first show a time, or more than it: where shifts begin and end.

A time that clocks skip is the instant at which they skip it; a time that they show
twice is the first of the two. So the end of one shift and the beginning of the next
are the same instant whenever they are the same words, on every day of the year.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_ZERO = timedelta(0)
_MINUTE = timedelta(minutes=1)


def first_at(day: date, minute: int, where: ZoneInfo) -> datetime:
    """The first instant, in UTC, at which clocks show this time of the day or more.

    ``minute`` counts from midnight, and may lie beyond the day.
    """
    naive = datetime.combine(day, time()) + timedelta(minutes=minute)
    first = naive.replace(tzinfo=where)
    before = first.utcoffset() or _ZERO
    after = first.replace(fold=1).utcoffset() or _ZERO
    if before >= after:
        return first.astimezone(UTC)
    return _skipped((naive - after).replace(tzinfo=UTC), naive - before, where)


def _skipped(low: datetime, high: datetime, where: ZoneInfo) -> datetime:
    """The instant between the two at which the clocks are put forward."""
    high = high.replace(tzinfo=UTC)
    old = low.astimezone(where).utcoffset()
    while high - low > _MINUTE:
        middle = low + (high - low) // _MINUTE // 2 * _MINUTE
        if middle.astimezone(where).utcoffset() == old:
            low = middle
        else:
            high = middle
    return high
