"""On which days a series comes, and with which of its texts.

A rule is a part of RFC 5545: whole days only, and no end inside. The days are counted
from the rule's start, days that are left out included, so the text of a day never
depends on what was left out before it. python-dateutil works the days out, without a
zone: when a day's time comes is asked of the zone later, where clocks that are set
forward or back are said out loud (``model.schedule``).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import islice
from typing import Any

from mergecast.model.post import Post
from mergecast.model.series import Series
from mergecast.planning.day_rule import DayRule, parse_rule

MOST = 2_000
"""So many days of a rule count; a series that has more is refused in review."""

LONGEST = timedelta(days=3_653)
"""From its start to its last day: what is looked ten years ahead is nobody's plan."""

_CYCLE = 400
"""Years after which days, leap days and weekdays come again as they were."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A day on which a series comes; ``number`` is its place in the rule, from 0."""

    number: int
    day: date

    @property
    def text(self) -> str:
        """The day as keys have it."""
        return self.day.isoformat()


@dataclass(frozen=True, slots=True)
class Span:
    """Which days are asked for, both inclusive; ``also`` are days of single series."""

    first: date
    last: date
    also: Collection[tuple[str, str]] = ()

    @staticmethod
    def only(days: Collection[tuple[str, str]]) -> Span:
        """No other days than these: each a series' id and a date."""
        return Span(date.max, date.min, days)

    @property
    def is_named(self) -> bool:
        """Whether it names its days one by one, so that no other is meant."""
        return self.first > self.last

    def wants(self, series: Series, day: date) -> bool:
        """Whether a day of a series is asked for."""
        return self.first <= day <= self.last or (
            (series.id, day.isoformat()) in self.also
        )


def too_long(series: Series) -> bool:
    """Whether it goes on longer than a series may: then none of its days comes."""
    return series.last_day - series.first_day > LONGEST


def rule_days(series: Series, last: date | None = None) -> tuple[Turn, ...]:
    """The days of the rule, those that are left out included.

    Args:
        series: the series.
        last: days after this one are not asked for; default: up to its end.

    Raises:
        DayRuleError: the rule is none.
    """
    rule = parse_rule(series.rule)
    end = series.last_day if last is None else min(last, series.last_day)
    if end < series.first_day or too_long(series):
        return ()
    most = MOST if series.count is None else min(series.count, MOST)
    return _days(rule, series.first_day, end, most)


def turns(series: Series, last: date | None = None) -> Iterator[Turn]:
    """The days on which it comes.

    Raises:
        DayRuleError: the rule is none.
    """
    for turn in rule_days(series, last):
        if turn.text not in series.left_out:
            yield turn


def occurrences(series: Series, span: Span) -> Iterator[Post]:
    """What goes out on the days that are asked for, as posts.

    A day that is taken back is asked for by any span that goes from day to day: what
    is live has to go, also where the rule names its day no more.

    Raises:
        DayRuleError: the rule is none.
    """
    back = {
        day
        for day in series.retracted
        if not span.is_named or (series.id, day) in span.also
    }
    wanted = [
        *(span.last, *(date.fromisoformat(day) for day in back)),
        *(date.fromisoformat(day) for name, day in span.also if name == series.id),
    ]
    last = max(wanted)
    nothing_early = len(wanted) == 1 and series.last_day < span.first
    if nothing_early:
        return
    found: set[str] = set()
    for turn in turns(series, last):
        if span.wants(series, turn.day) or turn.text in back:
            found.add(turn.text)
            yield series.on(turn.day, turn.number)
    for day in sorted(back - found):
        yield series.on(date.fromisoformat(day), 0)


@lru_cache(maxsize=64)  # pure; a series is asked for its days by many
def _days(rule: DayRule, starts: date, end: date, most: int) -> tuple[Turn, ...]:
    from dateutil.rrule import rrule  # noqa: PLC0415 - only where there are series

    # A rule that never falls on any day is tried up to the end of the calendar, year
    # 9999. It is the same question 19 times 400 years later, and soon over there.
    ahead = (9_989 - starts.year) // _CYCLE * _CYCLE
    frequency: Any = rule.frequency
    days = rrule(
        frequency,
        dtstart=_moved(starts, ahead),
        until=_moved(end, ahead),
        interval=rule.interval,
        wkst=rule.week_start,
        bysetpos=rule.positions or None,
        bymonth=rule.months or None,
        bymonthday=rule.month_days or None,
        byweekday=rule.weekdays(),
    )
    each = (day.date() for day in islice(days, most))
    return tuple(
        Turn(number, day.replace(year=day.year - ahead))
        for number, day in enumerate(each)
    )


def _moved(day: date, years: int) -> datetime:
    return datetime(day.year + years, day.month, day.day)  # noqa: DTZ001 - of no zone
