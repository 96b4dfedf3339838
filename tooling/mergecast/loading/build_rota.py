"""Turn a loaded, schema-valid rota into the model's values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mergecast.model.moments import parse_duration
from mergecast.model.rota import DAY, WEEKDAYS, Hours, OnCall, Rota, Shift

# What the schema has proved is not proved again: a loaded mapping is ``Any`` here.
Data = Mapping[str, Any]

_ALWAYS = Hours("UTC", 0, DAY)


def rota(data: Data) -> Rota:
    """The rota; ``data`` is valid by the rota schema."""
    cover = tuple(_hours(own) for own in data.get("cover", ()))
    said = data.get("on_call")
    return Rota(
        {key: _shift(key, own) for key, own in data["shifts"].items()},
        (_ALWAYS, *cover) if data.get("around_the_clock") else cover,
        int(parse_duration(data.get("overlap", "2h")).total_seconds() // 60),
        None if said is None else _on_call(said),
        data.get("owner"),
        data.get("review_by"),
    )


def _shift(key: str, data: Data) -> Shift:
    return Shift(
        key,
        _hours(data),
        tuple(data["members"]),
        data.get("holidays"),
        frozenset(data.get("closed", ())),
        frozenset(data.get("open", ())),
    )


def _hours(data: Data) -> Hours:
    start, end = minute(data["from"]), minute(data["to"])
    days = data.get("days", WEEKDAYS)
    return Hours(
        data["timezone"],
        start,
        end if end > start else end + DAY,
        frozenset(WEEKDAYS.index(day) for day in days),
    )


def _on_call(data: Data) -> OnCall:
    return OnCall(
        tuple(data["members"]),
        data["timezone"],
        data["first"],
        minute(data.get("at", "09:00")),
        int(data.get("days", 7)),
    )


def minute(time_of_day: str) -> int:
    """The minutes after midnight of ``HH:MM``."""
    hour, rest = time_of_day.split(":")
    return int(hour) * 60 + int(rest)
