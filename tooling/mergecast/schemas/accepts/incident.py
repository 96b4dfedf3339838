"""Says whether data has the form of incident.schema.json, in plain Python.

Written by ``python -m mergecast.schemas.generate``; edit the schema instead.
"""
# ruff: noqa: E501 - a pattern stands on one line, as in its schema

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

_KEY = partial(re.search, r"^[a-z0-9][a-z0-9-]{0,63}(?!\n)$")
_LINE = partial(re.search, r"^[^\s](?:[^\r\n]*[^\s])?(?!\n)$")
_ZONE = partial(re.search, r"^[A-Za-z][A-Za-z0-9_+/-]{0,63}(?!\n)$")
_WALL_CLOCK = partial(
    re.search,
    r"^(?:2[0-9]{3}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|2(?:[0-9](?:0[48]|[2468][048]|[13579][26])|[048]00)-02-29) (?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?(?!\n)$",
)
_TIMELINE_ITEM_STEP_VALUES = {
    "open",
    "assess",
    "notify",
    "respond",
    "close",
    "reopen",
    "note",
}
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
    return (
        "id" in v
        and "title" in v
        and "playbook" in v
        and "level" in v
        and "timeline" in v
    )


def _key(v: object) -> bool:
    return isinstance(v, str) and _KEY(v) is not None


def _line(v: object) -> bool:
    return isinstance(v, str) and _LINE(v) is not None


def _zone(v: object) -> bool:
    return isinstance(v, str) and _ZONE(v) is not None


def _timeline(v: object) -> bool:
    return isinstance(v, list) and len(v) >= 1 and all(map(_timeline_item, v))


def _timeline_item(v: object) -> bool:
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _TIMELINE_ITEM_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return "at" in v and "step" in v and "what" in v


def _wall_clock(v: object) -> bool:
    return isinstance(v, str) and _WALL_CLOCK(v) is not None


def _timeline_item_step(v: object) -> bool:
    return isinstance(v, str) and v in _TIMELINE_ITEM_STEP_VALUES


def _retro(v: object) -> bool:
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _RETRO_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return "day" in v


def _date(v: object) -> bool:
    return isinstance(v, str) and _DATE(v) is not None


def _retro_well(v: object) -> bool:
    return (
        isinstance(v, list)
        and len(v) >= 1
        and all(map(_line, v))
        and len(set(v)) == len(v)
    )


def _retro_badly(v: object) -> bool:
    return (
        isinstance(v, list)
        and len(v) >= 1
        and all(map(_line, v))
        and len(set(v)) == len(v)
    )


def _retro_why(v: object) -> bool:
    return isinstance(v, str) and len(v) >= 1


def _retro_changes(v: object) -> bool:
    return isinstance(v, list) and len(v) >= 1 and all(map(_retro_changes_item, v))


def _retro_changes_item(v: object) -> bool:
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _RETRO_CHANGES_ITEM_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return "do" in v and "who" in v


_TIMELINE_ITEM_FIELDS: dict[str, Callable[[object], bool]] = {
    "at": _wall_clock,
    "step": _timeline_item_step,
    "who": _key,
    "what": _line,
}

_RETRO_CHANGES_ITEM_FIELDS: dict[str, Callable[[object], bool]] = {
    "do": _line,
    "who": _key,
    "due": _date,
    "file": _line,
}

_RETRO_FIELDS: dict[str, Callable[[object], bool]] = {
    "day": _date,
    "well": _retro_well,
    "badly": _retro_badly,
    "why": _retro_why,
    "changes": _retro_changes,
    "no_change_because": _line,
    "case": _retro_why,
}

_ACCEPT_FIELDS: dict[str, Callable[[object], bool]] = {
    "id": _key,
    "title": _line,
    "playbook": _key,
    "level": _key,
    "owner": _key,
    "timezone": _zone,
    "timeline": _timeline,
    "retro": _retro,
}
