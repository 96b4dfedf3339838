"""Says whether data has the form of quarter.schema.json, in plain Python.

Written by ``python -m mergecast.schemas.generate``; edit the schema instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from mergecast.schemas.accepts.numeric import is_number

_QUARTER = partial(re.search, r"^2[0-9]{3}-Q[1-4](?!\n)$")
_KEY = partial(re.search, r"^[a-z0-9][a-z0-9-]{0,63}(?!\n)$")
_DATE = partial(
    re.search,
    r"^(?:2[0-9]{3}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|2(?:[0-9](?:0[48]|[2468][048]|[13579][26])|[048]00)-02-29)(?!\n)$",
)
_LINE = partial(re.search, r"^[^\s](?:[^\r\n]*[^\s])?(?!\n)$")


def accept(v: object) -> bool:
    """Whether ``v`` has the form."""
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _ACCEPT_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return "quarter" in v


def _quarter(v: object) -> bool:
    return isinstance(v, str) and _QUARTER(v) is not None


def _key(v: object) -> bool:
    return isinstance(v, str) and _KEY(v) is not None


def _date(v: object) -> bool:
    return isinstance(v, str) and _DATE(v) is not None


def _goals(v: object) -> bool:
    return (
        isinstance(v, list)
        and len(v) >= 1
        and len(v) <= 200
        and all(map(_line, v))
        and len(set(v)) == len(v)
    )


def _line(v: object) -> bool:
    return isinstance(v, str) and _LINE(v) is not None


def _themes(v: object) -> bool:
    return isinstance(v, list) and len(v) >= 1 and len(v) <= 100 and all(map(_theme, v))


def _theme(v: object) -> bool:
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _THEME_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return "id" in v and "title" in v


def _measures(v: object) -> bool:
    return (
        isinstance(v, list) and len(v) >= 1 and len(v) <= 100 and all(map(_plan_kpi, v))
    )


def _plan_kpi(v: object) -> bool:
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _PLAN_KPI_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return "name" in v


def _plan_kpi_target(v: object) -> bool:
    return is_number(v)


def _campaigns(v: object) -> bool:
    return (
        isinstance(v, list)
        and len(v) >= 1
        and len(v) <= 200
        and all(map(_key, v))
        and len(set(v)) == len(v)
    )


def _notes(v: object) -> bool:
    return isinstance(v, str) and len(v) >= 1


_PLAN_KPI_FIELDS: dict[str, Callable[[object], bool]] = {
    "name": _line,
    "target": _plan_kpi_target,
    "unit": _line,
    "owner": _key,
}

_THEME_FIELDS: dict[str, Callable[[object], bool]] = {
    "id": _key,
    "title": _line,
    "why": _line,
    "owner": _key,
    "kpis": _measures,
}

_ACCEPT_FIELDS: dict[str, Callable[[object], bool]] = {
    "quarter": _quarter,
    "keeper": _key,
    "review_by": _date,
    "goals": _goals,
    "themes": _themes,
    "campaigns": _campaigns,
    "kpis": _measures,
    "notes": _notes,
}
