"""When shifts are worked: each on its day, by its own clocks, over a span of time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from mergecast.model.moments import UnknownZoneError, zone
from mergecast.model.rota import Holidays, Hours, Rota, Shift
from mergecast.people.clocks import first_at
from mergecast.people.stretches import Stretch

NO_HOLIDAYS: Holidays = {}
_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Worked:
    """A shift on one day: from when to when, in UTC.

    ``change`` is by how much it is shorter (longer: negative) than on other days,
    since clocks are put forward (or back) while it lasts; nothing may be left of it.
    ``closed`` is why nobody works it; empty where somebody does.
    """

    shift: Shift
    day: date
    start: datetime
    end: datetime
    change: timedelta
    closed: str = ""

    @property
    def stretch(self) -> Stretch:
        """From when to when, in minutes."""
        return minute_of(self.start), minute_of(self.end)


def minute_of(at: datetime) -> int:
    """The minute since the epoch that an instant lies in."""
    return (at - _EPOCH) // _MINUTE


def instant_of(minute: int) -> datetime:
    """The instant, in UTC, at which a minute since the epoch begins."""
    return _EPOCH + minute * _MINUTE


def worked(
    rota: Rota, start: datetime, end: datetime, holidays: Holidays = NO_HOLIDAYS
) -> list[Worked]:
    """Every shift that lies, if only in part, between two instants; in order of time.

    Shifts that nobody works that day are there, too, and say why.
    """
    found = [
        each
        for shift in rota.shifts.values()
        for each in _days_of(shift, start, end, holidays)
    ]
    return sorted(found, key=lambda each: (each.start, each.end, each.shift.key))


def _days_of(
    shift: Shift, start: datetime, end: datetime, holidays: Holidays
) -> Iterator[Worked]:
    for day, begins, ends in hours_on(shift.hours, start, end):
        usual = timedelta(minutes=shift.hours.end - shift.hours.start)
        closed = shift.closed_for(day, holidays)
        yield Worked(shift, day, begins, ends, usual - (ends - begins), closed)


def hours_on(
    hours: Hours, start: datetime, end: datetime
) -> Iterator[tuple[date, datetime, datetime]]:
    """The hours of each day that lie, if only in part, between two instants.

    Nothing where the zone is not known; that is said elsewhere.
    """
    try:
        where = zone(hours.timezone)
    except UnknownZoneError:
        return
    # Hours may end on the next day; one more where clocks repeat or skip a midnight.
    day = start.astimezone(where).date() - 2 * _DAY
    last = end.astimezone(where).date()
    while day <= last:
        if day.weekday() in hours.days:
            begins = first_at(day, hours.start, where)
            ends = first_at(day, hours.end, where)
            if begins < end and ends > start:
                yield day, begins, ends
        day += _DAY


def demanded(rota: Rota, start: datetime, end: datetime) -> Iterable[Stretch]:
    """The minutes in which somebody has to be on shift, between two instants."""
    for hours in rota.cover:
        for _, begins, ends in hours_on(hours, start, end):
            yield minute_of(max(begins, start)), minute_of(min(ends, end))
