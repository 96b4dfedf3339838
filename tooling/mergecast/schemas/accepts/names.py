"""Says whether data has the form of names.schema.json, in plain Python.

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
_NAMES_ITEM_KIND_VALUES = {
    "product",
    "company",
    "service",
    "person",
    "campaign",
    "hashtag",
    "handle",
    "term",
}
_LOCALE = partial(
    re.search,
    r"^[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?(?!\n)$",
)


def accept(v: object) -> bool:
    """Whether ``v`` has the form."""
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _ACCEPT_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return True


def _key(v: object) -> bool:
    return isinstance(v, str) and _KEY(v) is not None


def _date(v: object) -> bool:
    return isinstance(v, str) and _DATE(v) is not None


def _names(v: object) -> bool:
    return isinstance(v, list) and len(v) >= 1 and all(map(_names_item, v))


def _names_item(v: object) -> bool:
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _NAMES_ITEM_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return "write" in v


def _line(v: object) -> bool:
    return isinstance(v, str) and _LINE(v) is not None


def _names_item_kind(v: object) -> bool:
    return isinstance(v, str) and v in _NAMES_ITEM_KIND_VALUES


def _names_item_never(v: object) -> bool:
    return isinstance(v, list) and len(v) >= 1 and all(map(_line, v))


def _names_item_locales(v: object) -> bool:
    return isinstance(v, list) and len(v) >= 1 and all(map(_locale, v))


def _locale(v: object) -> bool:
    return isinstance(v, str) and _LOCALE(v) is not None


def _names_item_accounts(v: object) -> bool:
    return isinstance(v, list) and len(v) >= 1 and all(map(_key, v))


def _audience(v: object) -> bool:
    return isinstance(v, list) and len(v) >= 1 and all(map(_audience_item, v))


def _audience_item(v: object) -> bool:
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _AUDIENCE_ITEM_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return "call" in v and "never" in v


_NAMES_ITEM_FIELDS: dict[str, Callable[[object], bool]] = {
    "write": _line,
    "kind": _names_item_kind,
    "never": _names_item_never,
    "first": _line,
    "because": _line,
    "locales": _names_item_locales,
    "accounts": _names_item_accounts,
}

_AUDIENCE_ITEM_FIELDS: dict[str, Callable[[object], bool]] = {
    "call": _line,
    "never": _names_item_never,
    "locales": _names_item_locales,
    "accounts": _names_item_accounts,
}

_ACCEPT_FIELDS: dict[str, Callable[[object], bool]] = {
    "owner": _key,
    "review_by": _date,
    "names": _names,
    "audience": _audience,
}
