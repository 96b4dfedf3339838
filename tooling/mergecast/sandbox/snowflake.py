"""Ids as X makes them: the millisecond in the upper bits, always growing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

EPOCH_MS = 1_288_834_974_657
_SHIFT = 22
_GREATEST = 2**63 - 1
_LATEST = (2**41 - 1) << _SHIFT
"""The last millisecond that an id can tell, in 2080; what comes later is counted on."""
_UNIX = datetime(1970, 1, 1, tzinfo=UTC)


def milliseconds(instant: datetime) -> int:
    """Whole milliseconds since 1970, without the rounding of a float."""
    return (instant - _UNIX) // timedelta(milliseconds=1)


def instant(epoch_ms: int) -> datetime:
    """The instant of a number of milliseconds since 1970."""
    return _UNIX + timedelta(milliseconds=epoch_ms)


def following(last: int, now: datetime) -> int:
    """The next id after ``last``: it tells ``now``, unless the clock went backwards."""
    told = min((milliseconds(now) - EPOCH_MS) << _SHIFT, _LATEST)
    return max(last + 1, told, 1)


def made_at(snowflake: int) -> datetime:
    """The instant an id tells."""
    return instant((snowflake >> _SHIFT) + EPOCH_MS)


def from_text(digits: str) -> int:
    """An id of up to 19 digits, capped at what SQLite can hold (no id is greater)."""
    return min(int(digits), _GREATEST)
