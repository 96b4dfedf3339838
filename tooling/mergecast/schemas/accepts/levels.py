"""Says whether data has the form of levels.schema.json, in plain Python.

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
_LINE = partial(re.search, r"^[^\s](?:[^\r\n]*[^\s])?(?!\n)$")
_FACTS_ENTRY_TYPE_VALUES = {"number", "yes-no"}


def accept(v: object) -> bool:
    """Whether ``v`` has the form."""
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _ACCEPT_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return "facts" in v and "levels" in v


def _key(v: object) -> bool:
    return isinstance(v, str) and _KEY(v) is not None


def _date(v: object) -> bool:
    return isinstance(v, str) and _DATE(v) is not None


def _facts(v: object) -> bool:
    return (
        isinstance(v, dict)
        and len(v) >= 1
        and all(map(_key, v))
        and all(map(_facts_entry, v.values()))
    )


def _facts_entry(v: object) -> bool:
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _FACTS_ENTRY_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return "ask" in v and "type" in v


def _line(v: object) -> bool:
    return isinstance(v, str) and _LINE(v) is not None


def _facts_entry_type(v: object) -> bool:
    return isinstance(v, str) and v in _FACTS_ENTRY_TYPE_VALUES


def _levels(v: object) -> bool:
    return (
        isinstance(v, dict)
        and len(v) >= 1
        and all(map(_key, v))
        and all(map(_level, v.values()))
    )


def _level(v: object) -> bool:
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _LEVEL_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return "title" in v


def _level_any_of(v: object) -> bool:
    return isinstance(v, list) and len(v) >= 1 and all(map(_level_any_of_item, v))


def _level_any_of_item(v: object) -> bool:
    return (
        isinstance(v, dict)
        and len(v) >= 1
        and all(map(_key, v))
        and all(map(_level_any_of_item_entry, v.values()))
    )


def _level_any_of_item_entry(v: object) -> bool:
    return _level_any_of_item_entry_1(v) or _level_any_of_item_entry_2(v)


def _level_any_of_item_entry_1(v: object) -> bool:
    return is_integer(v) and v >= 0


def _level_any_of_item_entry_2(v: object) -> bool:
    return isinstance(v, bool)


def _level_examples(v: object) -> bool:
    return isinstance(v, list) and len(v) >= 1 and all(map(_level_examples_item, v))


def _level_examples_item(v: object) -> bool:
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _LEVEL_EXAMPLES_ITEM_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return "facts" in v and "because" in v


def _level_examples_item_facts(v: object) -> bool:
    return (
        isinstance(v, dict)
        and all(map(_key, v))
        and all(map(_level_any_of_item_entry, v.values()))
    )


_FACTS_ENTRY_FIELDS: dict[str, Callable[[object], bool]] = {
    "ask": _line,
    "type": _facts_entry_type,
}

_LEVEL_EXAMPLES_ITEM_FIELDS: dict[str, Callable[[object], bool]] = {
    "facts": _level_examples_item_facts,
    "because": _line,
}

_LEVEL_FIELDS: dict[str, Callable[[object], bool]] = {
    "title": _line,
    "means": _line,
    "any_of": _level_any_of,
    "examples": _level_examples,
}

_ACCEPT_FIELDS: dict[str, Callable[[object], bool]] = {
    "owner": _key,
    "review_by": _date,
    "facts": _facts,
    "levels": _levels,
}
