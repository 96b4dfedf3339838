"""Years, quarters, months and ISO weeks by their names: ``2026-Q4``, ``2026-W48``.

A week belongs to the year of its Thursday, as ISO 8601 has it: 2026 has 53 of them,
and 2027-W01 begins on Monday the 4th of January.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

_DAY = timedelta(days=1)
_NAME = re.compile(
    r"(?P<year>2[0-9]{3})"
    r"(?:-(?:Q(?P<quarter>[1-4])|(?P<month>0[1-9]|1[0-2])|W(?P<week>[0-9]{2})))?"
)


class Span(StrEnum):
    """How long a period is; the values are the keys that name one in a plan."""

    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"
    WEEK = "week"


@dataclass(frozen=True, slots=True)
class Period:
    """Some days with a name, both ends inclusive."""

    name: str
    span: Span
    first: date
    last: date

    def holds(self, day: date) -> bool:
        """Whether a day is one of them."""
        return self.first <= day <= self.last

    def meets(self, other: Period) -> bool:
        """Whether they share a day."""
        return self.first <= other.last and other.first <= self.last

    @property
    def next(self) -> Period:
        """The period of the same length that follows."""
        return period_of(self.span, self.last + _DAY)


def span_of(name: str) -> Span | None:
    """How long the period of that name is, None where there is no such period."""
    found = period(name)
    return None if found is None else found.span


def period(name: str) -> Period | None:
    """The period of that name, None where there is none (``2026-W54``)."""
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    year = int(found["year"])
    if found["week"]:
        return _week(name, year, int(found["week"]))
    if found["quarter"]:
        first = date(year, 3 * int(found["quarter"]) - 2, 1)
        return period_of(Span.QUARTER, first)
    if found["month"]:
        return period_of(Span.MONTH, date(year, int(found["month"]), 1))
    return period_of(Span.YEAR, date(year, 1, 1))


def _week(name: str, year: int, number: int) -> Period | None:
    try:
        monday = date.fromisocalendar(year, number, 1)
    except ValueError:
        return None
    return Period(name, Span.WEEK, monday, monday + 6 * _DAY)


def period_of(span: Span, day: date) -> Period:
    """The period of that length which a day lies in."""
    if span is Span.WEEK:
        year, week, _ = day.isocalendar()
        monday = day - _DAY * day.weekday()
        return Period(f"{year}-W{week:02}", span, monday, monday + 6 * _DAY)
    months = {Span.YEAR: 12, Span.QUARTER: 3, Span.MONTH: 1}[span]
    start = (day.month - 1) // months * months + 1
    first = date(day.year, start, 1)
    end = start + months - 1
    last = date(day.year + end // 12, end % 12 + 1, 1) - _DAY
    names = {
        Span.YEAR: f"{day.year}",
        Span.QUARTER: f"{day.year}-Q{(start + 2) // 3}",
        Span.MONTH: f"{day.year}-{start:02}",
    }
    return Period(names[span], span, first, last)
