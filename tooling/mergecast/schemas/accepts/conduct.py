"""Says whether data has the form of conduct.schema.json, in plain Python.

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
_RULES_ITEM_HOLDS_VALUES = {"everywhere", "our-accounts", "own-accounts"}


def accept(v: object) -> bool:
    """Whether ``v`` has the form."""
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _ACCEPT_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return "title" in v and "rules" in v


def _key(v: object) -> bool:
    return isinstance(v, str) and _KEY(v) is not None


def _date(v: object) -> bool:
    return isinstance(v, str) and _DATE(v) is not None


def _line(v: object) -> bool:
    return isinstance(v, str) and _LINE(v) is not None


def _version(v: object) -> bool:
    return is_integer(v) and v >= 1


def _rules(v: object) -> bool:
    return isinstance(v, list) and len(v) >= 1 and all(map(_rules_item, v))


def _rules_item(v: object) -> bool:
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _RULES_ITEM_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return "rule" in v


def _rules_item_holds(v: object) -> bool:
    return isinstance(v, str) and v in _RULES_ITEM_HOLDS_VALUES


def _signed(v: object) -> bool:
    return (
        isinstance(v, dict)
        and len(v) >= 1
        and all(map(_key, v))
        and all(map(_version, v.values()))
    )


_RULES_ITEM_FIELDS: dict[str, Callable[[object], bool]] = {
    "rule": _line,
    "because": _line,
    "holds": _rules_item_holds,
}

_ACCEPT_FIELDS: dict[str, Callable[[object], bool]] = {
    "owner": _key,
    "review_by": _date,
    "title": _line,
    "version": _version,
    "rules": _rules,
    "signed": _signed,
}
