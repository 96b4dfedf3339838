"""Says whether data has the form of meeting.schema.json, in plain Python.

Written by ``python -m mergecast.schemas.generate``; edit the schema instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from mergecast.schemas.accepts.numeric import is_integer

_KEY = partial(re.search, r"^[a-z0-9][a-z0-9-]{0,63}(?!\n)$")
_LINE = partial(re.search, r"^[^\s](?:[^\r\n]*[^\s])?(?!\n)$")
_DATE = partial(
    re.search,
    r"^(?:2[0-9]{3}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|2(?:[0-9](?:0[48]|[2468][048]|[13579][26])|[048]00)-02-29)(?!\n)$",
)
_EVERY_VALUES = {"day", "week", "month", "quarter"}
_AGENDA_ITEM_FROM_VALUES = {
    "due",
    "waiting",
    "incidents",
    "actions",
    "decisions",
    "reviews",
    "mix",
    "wins",
    "help",
}


def accept(v: object) -> bool:
    """Whether ``v`` has the form."""
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _ACCEPT_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return (
        "id" in v and "title" in v and "every" in v and "minutes" in v and "agenda" in v
    )


def _key(v: object) -> bool:
    return isinstance(v, str) and _KEY(v) is not None


def _line(v: object) -> bool:
    return isinstance(v, str) and _LINE(v) is not None


def _date(v: object) -> bool:
    return isinstance(v, str) and _DATE(v) is not None


def _every(v: object) -> bool:
    return isinstance(v, str) and v in _EVERY_VALUES


def _minutes(v: object) -> bool:
    return is_integer(v) and v >= 5 and v <= 240


def _roles(v: object) -> bool:
    return (
        isinstance(v, list)
        and len(v) >= 1
        and all(map(_key, v))
        and len(set(v)) == len(v)
    )


def _agenda(v: object) -> bool:
    return isinstance(v, list) and len(v) >= 1 and all(map(_agenda_item, v))


def _agenda_item(v: object) -> bool:
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _AGENDA_ITEM_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return "topic" in v


def _agenda_item_from(v: object) -> bool:
    return isinstance(v, str) and v in _AGENDA_ITEM_FROM_VALUES


def _agenda_item_minutes(v: object) -> bool:
    return is_integer(v) and v >= 1 and v <= 240


_AGENDA_ITEM_FIELDS: dict[str, Callable[[object], bool]] = {
    "topic": _line,
    "from": _agenda_item_from,
    "minutes": _agenda_item_minutes,
}

_ACCEPT_FIELDS: dict[str, Callable[[object], bool]] = {
    "id": _key,
    "title": _line,
    "owner": _key,
    "review_by": _date,
    "every": _every,
    "when": _line,
    "minutes": _minutes,
    "roles": _roles,
    "agenda": _agenda,
}
