"""Read dates and times as people write them, to say how they are written here.

Nothing is ever published by what is read here: it only makes the hint exact.
"""

from __future__ import annotations

import re
from calendar import month_name, monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from unicodedata import normalize


@dataclass(frozen=True, slots=True)
class Repair:
    """How a value could be written.

    ``text`` is the whole value, corrected; ``sure`` says that nothing else can have
    been meant. ``why`` says what is wrong, ``hint`` what to do where ``text`` alone
    would not do.
    """

    text: str | None = None
    why: str = ""
    hint: str = ""
    sure: bool = False


_YEAR_FIRST = re.compile(r"(\d{4}) ?[-/.年] ?(\d{1,2}) ?[-/.月] ?(\d{1,2})日?")
_YEAR_LAST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_TIME = re.compile(
    r"(\d{1,2})(?:[:.h時时点](\d{2})分?)?(?::(\d{2}))?(\.\d+)?"
    r" ?(?:([ap])\.?m\.?)? ?(z|utc|gmt|(?:utc|gmt)?[+-]\d{1,2}(?::?\d{2})?"
    r"|[a-z_]+/[a-z_/]+)?",
    re.IGNORECASE,
)
_AT_ONCE = {"asap", "now", "immediately", "at once", "as soon as possible"}


@dataclass(frozen=True, slots=True)
class _Clock:
    text: str
    days: int = 0
    zone: str = ""
    exact: bool = True


def moment(value: str) -> Repair:
    """A date and time, ``2026-11-24 09:00``."""
    text = normalize("NFKC", value).strip()
    found = _YEAR_FIRST.match(text) or _YEAR_LAST.match(text)
    if found is None:
        timed = _clock(text) is not None
        return Repair(why="it has no day" if timed else "")
    day = _date(found)
    if isinstance(day, Repair):
        return day
    rest = text[found.end() :].lstrip("Tt, ").strip()
    return _joined(day, rest, sure=found.re is _YEAR_FIRST)


def _joined(day: date, rest: str, *, sure: bool) -> Repair:
    """The day and what follows it."""
    if not rest:
        return Repair(
            why="it has no time", hint=f"write {day} 09:00, or the time meant"
        )
    clock = _clock(rest)
    if clock is None:
        return Repair(why=f"'{rest[:20]}' is no time of day")
    corrected = f"{day + timedelta(days=clock.days)} {clock.text}"
    if clock.zone:
        place = "UTC" if clock.zone in "zZ" else clock.zone
        named = place == "UTC" or "/" in place
        zone = f"timezone: {place}" if named else "its place in 'timezone'"
        hint = f"write {corrected}, and on a line of its own {zone}"
        return Repair(why="its zone belongs elsewhere", hint=hint)
    return Repair(corrected, sure=sure and clock.exact)


def publish_at(value: str) -> Repair:
    """A date and time, or ``asap``."""
    if value.strip().casefold() in _AT_ONCE:
        return Repair("asap", sure=value.strip().casefold() == "asap")
    return moment(value)


def day(value: str) -> Repair:
    """A day, ``2026-11-24``."""
    text = normalize("NFKC", value).strip()
    found = _YEAR_FIRST.match(text) or _YEAR_LAST.match(text)
    if found is None:
        return Repair()
    read = _date(found)
    if isinstance(read, Repair):
        return read
    alone = found.end() == len(text)
    return Repair(
        read.isoformat(),
        why="" if alone else "it has a time",
        sure=alone and found.re is _YEAR_FIRST,
    )


def time_of_day(value: str) -> Repair:
    """A time of day, ``09:00``."""
    clock = _clock(normalize("NFKC", value).strip())
    if clock is None or clock.days or len(clock.text) != len("09:00"):
        return Repair()
    return Repair(clock.text, sure=clock.exact and not clock.zone)


def _date(found: re.Match[str]) -> date | Repair:
    numbers = [int(group) for group in found.groups()]
    if found.re is _YEAR_LAST:
        numbers.reverse()
        if numbers[1] > 12 >= numbers[2]:
            numbers[1:] = reversed(numbers[1:])
        elif numbers[2] <= 12 and numbers[1] != numbers[2]:
            return Repair(
                why="which number is the month is not clear",
                hint=f"write the year first: {numbers[0]}-MM-DD",
            )
    year, month, number = numbers
    if not 2000 <= year <= 2999:
        return Repair(why=f"{year} is no year to publish in")
    if not 1 <= month <= 12:
        return Repair(why=f"there is no month {month}")
    last = monthrange(year, month)[1]
    if not 1 <= number <= last:
        return Repair(why=f"{month_name[month]} {year} has {last} days")
    return date(year, month, number)


def _clock(text: str) -> _Clock | None:
    """A time of day, as it would be written here; None where it is none."""
    found = _TIME.fullmatch(text)
    if found is None or (found[2] is None and found[5] is None):
        return None
    hour, minute, second = (int(found[group] or 0) for group in (1, 2, 3))
    if found[5] is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found[5] in "pP" else 0)
    midnight = hour == 24 and minute == second == 0
    if (hour > 23 and not midnight) or minute > 59 or second > 59:
        return None
    shown = f"{hour % 24:02}:{minute:02}"
    if found[3] is not None:
        shown += f":{second:02}"
    exact = found[4] is None and not midnight
    return _Clock(shown, int(midnight), found[6] or "", exact)
