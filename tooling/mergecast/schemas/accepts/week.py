"""Says whether data has the form of week.schema.json, in plain Python.

Written by ``python -m mergecast.schemas.generate``; edit the schema instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

_WEEK = partial(re.search, r"^2[0-9]{3}-W(?:0[1-9]|[1-4][0-9]|5[0-3])(?!\n)$")
_KEY = partial(re.search, r"^[a-z0-9][a-z0-9-]{0,63}(?!\n)$")
_LINE = partial(re.search, r"^[^\s](?:[^\r\n]*[^\s])?(?!\n)$")
_POST_ID = partial(re.search, r"^[a-z0-9][a-z0-9-]{2,63}(?!\n)$")
_DATE = partial(
    re.search,
    r"^(?:2[0-9]{3}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|2(?:[0-9](?:0[48]|[2468][048]|[13579][26])|[048]00)-02-29)(?!\n)$",
)


def accept(v: object) -> bool:
    """Whether ``v`` has the form."""
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _ACCEPT_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return "week" in v


def _week(v: object) -> bool:
    return isinstance(v, str) and _WEEK(v) is not None


def _key(v: object) -> bool:
    return isinstance(v, str) and _KEY(v) is not None


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


def _focus(v: object) -> bool:
    return (
        isinstance(v, list)
        and len(v) >= 1
        and len(v) <= 200
        and all(map(_key, v))
        and len(set(v)) == len(v)
    )


def _assignments(v: object) -> bool:
    return (
        isinstance(v, list)
        and len(v) >= 1
        and len(v) <= 500
        and all(map(_assignment, v))
    )


def _assignment(v: object) -> bool:
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _ASSIGNMENT_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return "who" in v and ("idea" in v or "post" in v)


def _post_id(v: object) -> bool:
    return isinstance(v, str) and _POST_ID(v) is not None


def _date(v: object) -> bool:
    return isinstance(v, str) and _DATE(v) is not None


def _notes(v: object) -> bool:
    return isinstance(v, str) and len(v) >= 1


_ASSIGNMENT_FIELDS: dict[str, Callable[[object], bool]] = {
    "who": _key,
    "post": _post_id,
    "idea": _line,
    "theme": _key,
    "campaign": _key,
    "day": _date,
}

_ACCEPT_FIELDS: dict[str, Callable[[object], bool]] = {
    "week": _week,
    "keeper": _key,
    "goals": _goals,
    "focus": _focus,
    "assignments": _assignments,
    "notes": _notes,
}
