"""Times and counts in words, as a reader of the page meets them."""

from __future__ import annotations

from datetime import datetime, timedelta

_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()  # noqa: SIM905 - twelve words read better in a row
_MINUTE = timedelta(minutes=1)
_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)


def age(then: datetime, now: datetime) -> str:
    """How long ago, as short as X says it; a date from a day on."""
    passed = now - then
    if timedelta(0) <= passed < _MINUTE:
        return "now"
    if _MINUTE <= passed < _HOUR:
        return f"{passed // _MINUTE}m"
    if _HOUR <= passed < _DAY:
        return f"{passed // _HOUR}h"
    day = f"{then.day} {_MONTHS[then.month - 1]}"
    return day if then.year == now.year else f"{day} {then.year}"


def moment(instant: datetime) -> str:
    """The exact minute. Always UTC: the page does not know where its reader is."""
    month = _MONTHS[instant.month - 1]
    return f"{instant.day} {month} {instant.year}, {instant:%H:%M} UTC"


def count(number: int, one: str, many: str) -> str:
    """``1 reply``, ``2 replies``."""
    return f"{number} {one if number == 1 else many}"


def remaining(end: datetime, now: datetime) -> str:
    """What is left of a poll."""
    left = end - now
    if left <= timedelta(0):
        return "Final results"
    if left >= _DAY:
        return f"{count(left // _DAY, 'day', 'days')} left"
    if left >= _HOUR:
        return f"{count(left // _HOUR, 'hour', 'hours')} left"
    return f"{count(max(1, left // _MINUTE), 'minute', 'minutes')} left"
