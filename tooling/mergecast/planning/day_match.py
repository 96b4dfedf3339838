"""Whether a rule of days falls on a day, asked of that day alone.

Calendars of others hold rules that begin decades ago, or that never fall on any day;
to look at a few weeks of them costs those weeks, whatever the rule says.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from mergecast.planning.day_rule import DayRule

_YEARLY, _MONTHLY, _WEEKLY, _DAILY = range(4)
_DAY = timedelta(days=1)


def falls_on(rule: DayRule, starts: date, day: date) -> bool:
    """Whether a rule that begins on a day falls on another one."""
    if day < starts or not _in_turn(rule, starts, day):
        return False
    if not rule.positions:
        return _is_named(rule, starts, day)
    named = [each for each in _period(rule, day) if _is_named(rule, starts, each)]
    chosen = (
        named[place - 1 if place > 0 else place]
        for place in rule.positions
        if -len(named) <= place <= len(named)
    )
    return day in chosen


def _in_turn(rule: DayRule, starts: date, day: date) -> bool:
    """Whether its period is one of every so many from the beginning."""
    if rule.frequency == _DAILY:
        passed = (day - starts).days
    elif rule.frequency == _WEEKLY:
        passed = (_week(day, rule) - _week(starts, rule)).days // 7
    else:
        passed = day.year - starts.year
        if rule.frequency == _MONTHLY:
            passed = passed * 12 + day.month - starts.month
    return passed % rule.interval == 0


def _week(day: date, rule: DayRule) -> date:
    return day - (day.weekday() - rule.week_start) % 7 * _DAY


def _period(rule: DayRule, day: date) -> Iterator[date]:
    """The days of the day's year, month or week; or the day itself."""
    if rule.frequency == _DAILY:
        first, count = day, 1
    elif rule.frequency == _WEEKLY:
        first, count = _week(day, rule), 7
    elif rule.frequency == _MONTHLY:
        first, count = day.replace(day=1), monthrange(day.year, day.month)[1]
    else:
        first = date(day.year, 1, 1)
        count = (date(day.year, 12, 31) - first).days + 1
    return (first + number * _DAY for number in range(count))


def _is_named(rule: DayRule, starts: date, day: date) -> bool:
    """Whether the rule names a day of its period, or means it by where it begins."""
    if rule.months and day.month not in rule.months:
        return False
    if rule.month_days:
        left = day.day - monthrange(day.year, day.month)[1] - 1
        if day.day not in rule.month_days and left not in rule.month_days:
            return False
    if rule.days:
        return any(_is_weekday(rule, day, *each) for each in rule.days)
    return bool(rule.month_days) or _is_like(rule, starts, day)


def _is_like(rule: DayRule, starts: date, day: date) -> bool:
    """Where nothing is named, its days are like the one on which it begins."""
    if rule.frequency == _DAILY:
        return True
    if rule.frequency == _WEEKLY:
        return day.weekday() == starts.weekday()
    if rule.frequency == _MONTHLY or rule.months:
        return day.day == starts.day
    return (day.month, day.day) == (starts.month, starts.day)


def _is_weekday(rule: DayRule, day: date, weekday: int, place: int | None) -> bool:
    if day.weekday() != weekday:
        return False
    if place is None:
        return True
    if rule.frequency == _MONTHLY or rule.months:
        before, length = day.day - 1, monthrange(day.year, day.month)[1]
    else:
        before = day.timetuple().tm_yday - 1
        length = date(day.year, 12, 31).timetuple().tm_yday
    from_the_end = -((length - before - 1) // 7) - 1
    return place in {before // 7 + 1, from_the_end}
