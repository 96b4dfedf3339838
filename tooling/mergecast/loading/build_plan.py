"""Turn loaded, schema-valid data into plans of years, quarters, months and weeks."""

from __future__ import annotations

from collections.abc import Mapping
from posixpath import basename
from typing import Any

from mergecast.model.keeping import Keeping
from mergecast.model.periods import period
from mergecast.model.plan import NO_PLANS, Assignment, Measure, Plan, Plans, Theme
from mergecast.source import Route

# What the schema has proved is not proved again: a loaded mapping is ``Any`` here.
Data = Mapping[str, Any]


def plans(files: Mapping[str, Data | None]) -> Plans:
    """All plans; a file that cannot be read is left out, and findings say why."""
    found = [plan(path, data) for path, data in files.items() if data is not None]
    return Plans.made(found) if found else NO_PLANS


def plan(path: str, data: Data) -> Plan:
    """A file of ``calendar/plan/``; its name is that of a period."""
    own = period(basename(path).removesuffix(".yaml"))
    if own is None:
        raise ValueError(f"{path} is named after no period")
    return Plan(
        path,
        own,
        str(data[own.span.value]),
        Keeping(data.get("keeper"), data.get("review_by")),
        tuple(data.get("goals", ())),
        tuple(
            _theme(path, ("themes", number), each)
            for number, each in enumerate(data.get("themes", ()))
        ),
        tuple(data.get("focus", ())),
        tuple(data.get("campaigns", ())),
        _measures((), data),
        tuple(
            _assignment(("assignments", number), each)
            for number, each in enumerate(data.get("assignments", ()))
        ),
        data.get("notes"),
        data,
    )


def _theme(path: str, route: Route, data: Data) -> Theme:
    return Theme(
        *(data["id"], data["title"], path, route),
        *(data.get("owner"), data.get("why"), _measures(route, data)),
    )


def _measures(route: Route, data: Data) -> tuple[Measure, ...]:
    return tuple(
        Measure(
            (*route, "kpis", number),
            *(each["name"], each.get("target"), each.get("unit"), each.get("owner")),
        )
        for number, each in enumerate(data.get("kpis", ()))
    )


def _assignment(route: Route, data: Data) -> Assignment:
    names = ("post", "idea", "theme", "campaign", "day")
    return Assignment(route, data["who"], *(data.get(name) for name in names))
