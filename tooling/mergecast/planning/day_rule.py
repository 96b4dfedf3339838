"""A rule of days (RFC 5545 RRULE, as much of it as a series may use), read strictly.

What a calendar program would silently ignore or guess is refused with a sentence: a
series is approved for what its rule says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

_FREQUENCIES = ("YEARLY", "MONTHLY", "WEEKLY", "DAILY")
"""In dateutil's order: each is its own number there."""

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WEEKDAY = re.compile(r"([+-]?[1-9][0-9]?)?(MO|TU|WE|TH|FR|SA|SU)")
_NUMBER = re.compile(r"[+-]?[0-9]{1,3}")
_BELOW_A_DAY = frozenset({"BYHOUR", "BYMINUTE", "BYSECOND"})
_RARE = frozenset({"BYWEEKNO", "BYYEARDAY", "BYEASTER"})
_ENDS = {"COUNT": "count", "UNTIL": "until"}
_YEARLY, _MONTHLY, _WEEKLY, _DAILY = range(4)


class DayRuleError(ValueError):
    """A text is no rule of days; ``hint`` says what to write."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


@dataclass(frozen=True, slots=True)
class DayRule:
    """A rule, as ``dateutil.rrule`` takes it.

    ``frequency`` and weekdays (from Monday, 0) are its numbers; a weekday has the
    place in its month or year that is meant, None where each one is.
    """

    frequency: int
    interval: int = 1
    days: tuple[tuple[int, int | None], ...] = ()
    month_days: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    positions: tuple[int, ...] = ()
    week_start: int = 0

    def weekdays(self) -> Any:  # noqa: ANN401 - a value of dateutil, which has no types
        """The weekdays as dateutil has them; None where none is named."""
        from dateutil.rrule import weekday  # noqa: PLC0415 - only where there are series

        return [weekday(day, place) for day, place in self.days] or None


@lru_cache(maxsize=64)  # pure
def parse_rule(text: str) -> DayRule:
    """Read a rule such as ``FREQ=WEEKLY;BYDAY=TU,TH``.

    Raises:
        DayRuleError: it is none, or more than a series can do.
    """
    told = _pairs(text)
    frequency = told.pop("FREQ", None)
    if frequency not in _FREQUENCIES:
        raise DayRuleError(
            f"'{frequency or text}' says nothing of days",
            "begin with FREQ=DAILY, WEEKLY, MONTHLY or YEARLY",
        )
    found: dict[str, Any] = {"frequency": _FREQUENCIES.index(frequency)}
    for name, value in told.items():
        if name not in _READERS:
            raise _unknown(name)
        field, read = _READERS[name]
        found[field] = read(name, value)
    rule = DayRule(**found)
    _refuse_what_is_ignored(rule)
    return rule


def _pairs(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for each in text.split(";"):
        name, equals, value = each.partition("=")
        if not equals or not value:
            raise DayRuleError(
                f"'{each}' is no part of a rule",
                "write NAME=VALUE, and ';' between two: FREQ=WEEKLY;BYDAY=TU",
            )
        if name in found:
            raise DayRuleError(f"'{name}' stands there twice", "keep one of them")
        found[name] = value
    return found


def _unknown(name: str) -> DayRuleError:
    if name in _ENDS:
        field = _ENDS[name]
        return DayRuleError(
            f"'{name}' does not stand in the rule: reviewers look for its end in the "
            "file",
            f"take it out, and say it in '{field}:'",
        )
    if name in _BELOW_A_DAY:
        return DayRuleError(
            f"'{name}' is of less than a day, and a series comes once a day at most",
            "the time of day is that of 'starts:'; for another time, make another "
            "series",
        )
    if name in _RARE:
        return DayRuleError(
            f"'{name}' is not understood",
            "use BYMONTH, BYMONTHDAY, BYDAY and BYSETPOS, or posts of their own",
        )
    return DayRuleError(
        f"'{name}' is no part of a rule",
        f"FREQ and {', '.join(_READERS)} are understood",
    )


def _interval(name: str, value: str) -> int:
    return _numbers(1, 400, signed=False)(name, value)[0]


def _numbers(
    least: int, most: int, *, signed: bool = True
) -> Callable[[str, str], tuple[int, ...]]:
    """A reader of numbers between these, or as far from the end."""

    def read(name: str, value: str) -> tuple[int, ...]:
        found = []
        for each in value.split(","):
            number = int(each) if _NUMBER.fullmatch(each) else 0
            if not least <= (abs(number) if signed else number) <= most:
                either = f", or -{least} to -{most} from the end" if signed else ""
                raise DayRuleError(
                    f"'{each}' is no number for {name}",
                    f"write {least} to {most}{either}",
                )
            found.append(number)
        return tuple(sorted(set(found)))

    return read


def _weekdays(name: str, value: str) -> tuple[tuple[int, int | None], ...]:
    found = []
    for each in value.split(","):
        match = _WEEKDAY.fullmatch(each)
        if match is None:
            raise DayRuleError(
                f"'{each}' is no weekday for {name}",
                "write MO, TU, WE, TH, FR, SA or SU, with a number before it in a "
                "month: 1MO is its first Monday, -1FR its last Friday",
            )
        place = int(match[1]) if match[1] else None
        found.append((_DAYS.index(match[2]), place))
    return tuple(dict.fromkeys(found))


def _week_start(name: str, value: str) -> int:
    if value not in _DAYS:
        raise DayRuleError(f"'{value}' is no day for {name}", "write MO or SU")
    return _DAYS.index(value)


_READERS: Mapping[str, tuple[str, Callable[[str, str], Any]]] = {
    "INTERVAL": ("interval", _interval),
    "BYDAY": ("days", _weekdays),
    "BYMONTHDAY": ("month_days", _numbers(1, 31)),
    "BYMONTH": ("months", _numbers(1, 12, signed=False)),
    "BYSETPOS": ("positions", _numbers(1, 366)),
    "WKST": ("week_start", _week_start),
}


def _refuse_what_is_ignored(rule: DayRule) -> None:
    """RFC 5545 gives no meaning to these, or programs take them as they like."""
    name = _FREQUENCIES[rule.frequency]
    places = [place for _, place in rule.days if place is not None]
    if places and rule.frequency in {_WEEKLY, _DAILY}:
        raise DayRuleError(
            f"a number before a weekday has no meaning in a rule that is {name}",
            "leave the number away, or write FREQ=MONTHLY",
        )
    if places and len(places) < len(rule.days):
        raise DayRuleError(
            "BYDAY names weekdays with a number and without one, and programs do not "
            "agree on what that means",
            "give each of them a number, or none",
        )
    in_month = rule.frequency == _MONTHLY or bool(rule.months)
    if in_month and any(abs(place) > 5 for place in places):
        raise DayRuleError("no month has six of a weekday", "write 1 to 5, or -1 to -5")
    if any(abs(place) > 53 for place in places):
        raise DayRuleError("no year has 54 of a weekday", "write 1 to 53")
    _refuse_in_weeks(rule)
    if rule.positions and not (rule.days or rule.month_days or rule.months):
        raise DayRuleError(
            "BYSETPOS picks among days, and the rule names none",
            "name them by BYDAY, BYMONTHDAY or BYMONTH",
        )


def _refuse_in_weeks(rule: DayRule) -> None:
    """What counts within a month or a year, in a rule of weeks."""
    if rule.month_days and rule.frequency == _WEEKLY:
        raise DayRuleError(
            "BYMONTHDAY has no meaning in a rule that is WEEKLY",
            "write FREQ=MONTHLY for days of the month",
        )
    if rule.positions and rule.frequency == _WEEKLY:
        raise DayRuleError(
            "BYSETPOS in a rule that is WEEKLY is read in two ways in its first week",
            "name the weekday itself by BYDAY",
        )
