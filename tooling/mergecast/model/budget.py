"""What publishing may cost: thresholds in whole micro-dollars, by calendar month.

``warn`` is where review begins to say so. ``wait`` is what nothing may go over: a post
that would waits, until the next month or a merged higher threshold lets it go.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from mergecast.model.moments import zone


@dataclass(frozen=True, slots=True)
class Threshold:
    """In micro-dollars; None where nothing is said."""

    warn: int | None = None
    wait: int | None = None


NO_LIMIT = Threshold()


@dataclass(frozen=True, slots=True)
class Budget:
    """``month`` is of all accounts together, ``accounts`` of each alone.

    ``timezone`` is by whose clock a month begins.
    """

    month: Threshold = NO_LIMIT
    accounts: Mapping[str, Threshold] = field(default_factory=dict)
    timezone: str = "UTC"


@dataclass(frozen=True, slots=True)
class Month:
    """A calendar month as two instants: ``start`` is in it, ``end`` is not."""

    name: str
    start: datetime
    end: datetime

    def __contains__(self, at: datetime) -> bool:
        """Whether an instant is in it."""
        return self.start <= at < self.end


def month_of(at: datetime, place: str) -> Month:
    """The month that an instant is in, by the clock of a place.

    >>> from datetime import UTC
    >>> month_of(datetime(2026, 11, 30, 17, tzinfo=UTC), "Asia/Kuala_Lumpur").name
    'December 2026'
    """
    here = zone(place)
    local = at.astimezone(here)
    start = datetime(local.year, local.month, 1, tzinfo=here)
    after = start.replace(tzinfo=None) + timedelta(days=31)
    end = datetime(after.year, after.month, 1, tzinfo=here)
    return Month(f"{_NAMES[local.month - 1]} {local.year}", start, end)


_NAMES = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
