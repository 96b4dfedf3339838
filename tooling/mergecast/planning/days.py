"""Days of a month or a week in somebody's zone, and what falls on each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from mergecast.planning.agenda import Entry, in_order

_WEEK = timedelta(weeks=1)
_DAY = timedelta(days=1)


class View(StrEnum):
    """How much is looked at: a month in whole weeks, a week, or two from a day on."""

    MONTH = "month"
    WEEK = "week"
    AGENDA = "agenda"


@dataclass(frozen=True, slots=True)
class Days:
    """Days in a row, both inclusive, as a zone has them."""

    first: date
    last: date

    def __iter__(self) -> Iterator[date]:
        day = self.first
        while day <= self.last:
            yield day
            day += _DAY

    @property
    def weeks(self) -> list[list[date]]:
        """The days in rows of seven."""
        each = list(self)
        return [each[start : start + 7] for start in range(0, len(each), 7)]

    def begin(self, zone: ZoneInfo) -> datetime:
        """The first instant."""
        return datetime.combine(self.first, time(), zone)

    def end(self, zone: ZoneInfo) -> datetime:
        """The first instant that is no longer of these days."""
        return datetime.combine(self.last + _DAY, time(), zone)


def days(view: View, day: date, *, whole_weeks: bool = True) -> Days:
    """The days that a view shows for ``day``.

    A month is shown in whole weeks from Monday, so that every row has seven days.
    """
    if view is View.AGENDA:
        return Days(day, day + 2 * _WEEK - _DAY)
    if view is View.WEEK:
        monday = _monday(day)
        return Days(monday, monday + _WEEK - _DAY)
    first = day.replace(day=1)
    last = (first + timedelta(days=31)).replace(day=1) - _DAY
    if not whole_weeks:
        return Days(first, last)
    return Days(_monday(first), _monday(last) + _WEEK - _DAY)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def by_day(
    entries: Iterable[Entry], shown: Days, zone: ZoneInfo
) -> Mapping[date, list[Entry]]:
    """What falls on each of the days; what has no time, or another, is left out."""
    found: dict[date, list[Entry]] = {day: [] for day in shown}
    for each in in_order(entries):
        if each.at is not None:
            day = each.at.astimezone(zone).date()
            if day in found:
                found[day].append(each)
    return found
