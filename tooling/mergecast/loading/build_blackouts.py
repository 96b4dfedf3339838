"""Turn what keeps posts from going out into the model's values.

Blackouts, quiet hours, where readers are, and calendars of other departments.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from mergecast.model.blackout import Blackout, Blackouts, Force, HolidayRule, Reach
from mergecast.model.departments import DepartmentCalendar
from mergecast.model.settings import Audience, QuietHours

# What the schema has proved is not proved again: a loaded mapping is ``Any`` here.
Data = Mapping[str, Any]


def blackouts(data: Data) -> Blackouts:
    """All of them; ``data`` is valid by the blackouts schema."""
    days = data.get("days", ())
    holidays = data.get("holidays", ())
    return Blackouts(
        tuple(_day(number, own) for number, own in enumerate(days)),
        tuple(_holidays(number, own) for number, own in enumerate(holidays)),
        data.get("owner"),
    )


def _day(number: int, data: Data) -> Blackout:
    start = data["from"]
    return Blackout(
        data["name"],
        Force(data["kind"]),
        start,
        data.get("to", start[: len("2026-11-26")]),
        _reach(data),
        data.get("timezone"),
        data.get("reason", ""),
        data.get("decided_by"),
        _spared(data),
        number,
    )


def _holidays(number: int, data: Data) -> HolidayRule:
    return HolidayRule(
        data["region"],
        _reach(data),
        data.get("timezone"),
        frozenset(data.get("open", ())),
        _spared(data),
        number,
    )


def _reach(data: Data) -> Reach:
    narrowed = ("networks", "accounts", "buckets")
    return Reach(
        tuple(data.get("regions", ())),
        *(frozenset(data.get(name, ())) for name in narrowed),
    )


def _spared(data: Data) -> frozenset[str]:
    return frozenset(own["post"] for own in data.get("except", ()))


def audience(data: Data | None) -> Audience:
    """Where an account's readers are."""
    if data is None:
        return Audience()
    return Audience(tuple(data.get("zones", ())), tuple(data.get("regions", ())))


def quiet_hours(data: Data | None) -> QuietHours | None:
    """Quiet hours, None where there are none."""
    if data is None:
        return None
    start, end = (_minute(data[name]) for name in ("from", "to"))
    return QuietHours(start, end, data.get("timezone"))


def calendars(data: Iterable[Data]) -> tuple[DepartmentCalendar, ...]:
    """The calendars of other departments."""
    return tuple(_calendar(own) for own in data)


def _calendar(data: Data) -> DepartmentCalendar:
    marked = data.get("keep_free", "all")
    return DepartmentCalendar(
        data["name"],
        data["file"],
        data.get("owner"),
        frozenset() if marked == "all" else frozenset(map(str.casefold, marked)),
        data.get("timezone"),
        tuple(data.get("accounts", ())),
    )


def _minute(time_of_day: str) -> int:
    hour, rest = time_of_day.split(":")
    return int(hour) * 60 + int(rest)
