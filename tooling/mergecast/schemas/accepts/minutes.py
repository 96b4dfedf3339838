"""Says whether data has the form of minutes.schema.json, in plain Python.

Written by ``python -m mergecast.schemas.generate``; edit the schema instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

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
    return "meeting" in v and "day" in v


def _key(v: object) -> bool:
    return isinstance(v, str) and _KEY(v) is not None


def _date(v: object) -> bool:
    return isinstance(v, str) and _DATE(v) is not None


def _wins(v: object) -> bool:
    return (
        isinstance(v, list)
        and len(v) >= 1
        and all(map(_line, v))
        and len(set(v)) == len(v)
    )


def _line(v: object) -> bool:
    return isinstance(v, str) and _LINE(v) is not None


def _help(v: object) -> bool:
    return (
        isinstance(v, list)
        and len(v) >= 1
        and all(map(_line, v))
        and len(set(v)) == len(v)
    )


def _actions(v: object) -> bool:
    return isinstance(v, list) and len(v) >= 1 and all(map(_actions_item, v))


def _actions_item(v: object) -> bool:
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _ACTIONS_ITEM_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return "do" in v and "who" in v


_ACTIONS_ITEM_FIELDS: dict[str, Callable[[object], bool]] = {
    "do": _line,
    "who": _key,
    "due": _date,
    "done": _date,
}

_ACCEPT_FIELDS: dict[str, Callable[[object], bool]] = {
    "meeting": _key,
    "day": _date,
    "wins": _wins,
    "help": _help,
    "actions": _actions,
}
