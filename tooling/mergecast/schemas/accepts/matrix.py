"""Says whether data has the form of matrix.schema.json, in plain Python.

Written by ``python -m mergecast.schemas.generate``; edit the schema instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from mergecast.schemas.accepts.numeric import is_integer

_KEY = partial(re.search, r"^[a-z0-9][a-z0-9-]{0,63}(?!\n)$")
_DATE = partial(
    re.search,
    r"^(?:2[0-9]{3}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|2(?:[0-9](?:0[48]|[2468][048]|[13579][26])|[048]00)-02-29)(?!\n)$",
)
_CELL_MAY_ITEM_VALUES = {
    "open",
    "assess",
    "freeze",
    "thaw",
    "notify",
    "statement",
    "respond",
    "retract",
    "close",
}
_DURATION = partial(re.search, r"^(?:0|[1-9][0-9]{0,3})[smhd](?!\n)$")


def accept(v: object) -> bool:
    """Whether ``v`` has the form."""
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _ACCEPT_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return "levels" in v


def _key(v: object) -> bool:
    return isinstance(v, str) and _KEY(v) is not None


def _date(v: object) -> bool:
    return isinstance(v, str) and _DATE(v) is not None


def _levels(v: object) -> bool:
    return (
        isinstance(v, dict)
        and len(v) >= 1
        and all(map(_key, v))
        and all(map(_row, v.values()))
    )


def _row(v: object) -> bool:
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _ROW_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return "roles" in v


def _row_roles(v: object) -> bool:
    return (
        isinstance(v, dict)
        and len(v) >= 1
        and all(map(_key, v))
        and all(map(_cell, v.values()))
    )


def _cell(v: object) -> bool:
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _CELL_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return "within" in v


def _cell_may(v: object) -> bool:
    return (
        isinstance(v, list)
        and len(v) >= 1
        and all(map(_cell_may_item, v))
        and len(set(v)) == len(v)
    )


def _cell_may_item(v: object) -> bool:
    return isinstance(v, str) and v in _CELL_MAY_ITEM_VALUES


def _duration(v: object) -> bool:
    return isinstance(v, str) and _DURATION(v) is not None


def _need(v: object) -> bool:
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _NEED_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return "count" in v or "all_of" in v or "any_of" in v


def _roles(v: object) -> bool:
    return (
        isinstance(v, list)
        and len(v) >= 1
        and all(map(_key, v))
        and len(set(v)) == len(v)
    )


def _need_count(v: object) -> bool:
    return is_integer(v) and v >= 1 and v <= 9


_CELL_FIELDS: dict[str, Callable[[object], bool]] = {
    "may": _cell_may,
    "within": _duration,
    "backup": _key,
}

_NEED_FIELDS: dict[str, Callable[[object], bool]] = {
    "all_of": _roles,
    "any_of": _roles,
    "count": _need_count,
}

_ROW_FIELDS: dict[str, Callable[[object], bool]] = {
    "roles": _row_roles,
    "respond": _need,
    "statement": _need,
}

_ACCEPT_FIELDS: dict[str, Callable[[object], bool]] = {
    "owner": _key,
    "review_by": _date,
    "levels": _levels,
}
