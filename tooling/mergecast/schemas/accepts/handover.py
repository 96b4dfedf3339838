"""Says whether data has the form of handover.schema.json, in plain Python.

Written by ``python -m mergecast.schemas.generate``; edit the schema instead.
"""
# ruff: noqa: E501 - a pattern stands on one line, as in its schema

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

_KEY = partial(re.search, r"^[a-z0-9][a-z0-9-]{0,63}(?!\n)$")
_DATE = partial(
    re.search,
    r"^(?:2[0-9]{3}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|2(?:[0-9](?:0[48]|[2468][048]|[13579][26])|[048]00)-02-29)(?!\n)$",
)
_WALL_CLOCK = partial(
    re.search,
    r"^(?:2[0-9]{3}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|2(?:[0-9](?:0[48]|[2468][048]|[13579][26])|[048]00)-02-29) (?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?(?!\n)$",
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
    return "shift" in v and "day" in v and "by" in v and "written" in v


def _key(v: object) -> bool:
    return isinstance(v, str) and _KEY(v) is not None


def _date(v: object) -> bool:
    return isinstance(v, str) and _DATE(v) is not None


def _wall_clock(v: object) -> bool:
    return isinstance(v, str) and _WALL_CLOCK(v) is not None


def _went_out(v: object) -> bool:
    return isinstance(v, list) and len(v) >= 1 and all(map(_line, v))


def _line(v: object) -> bool:
    return isinstance(v, str) and _LINE(v) is not None


def _due(v: object) -> bool:
    return isinstance(v, list) and len(v) >= 1 and all(map(_line, v))


def _held(v: object) -> bool:
    return isinstance(v, list) and len(v) >= 1 and all(map(_line, v))


def _incidents(v: object) -> bool:
    return isinstance(v, list) and len(v) >= 1 and all(map(_line, v))


def _to_do(v: object) -> bool:
    return isinstance(v, list) and len(v) >= 1 and all(map(_line, v))


def _careful(v: object) -> bool:
    return isinstance(v, list) and len(v) >= 1 and all(map(_line, v))


def _notes(v: object) -> bool:
    return isinstance(v, str) and len(v) >= 1


def _signature(v: object) -> bool:
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _SIGNATURE_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return "by" in v and "at" in v


_SIGNATURE_FIELDS: dict[str, Callable[[object], bool]] = {
    "by": _key,
    "at": _wall_clock,
}

_ACCEPT_FIELDS: dict[str, Callable[[object], bool]] = {
    "shift": _key,
    "day": _date,
    "by": _key,
    "written": _wall_clock,
    "next": _key,
    "went_out": _went_out,
    "due": _due,
    "held": _held,
    "incidents": _incidents,
    "to_do": _to_do,
    "careful": _careful,
    "notes": _notes,
    "signed": _signature,
}
