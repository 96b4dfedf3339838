"""Says whether data has the form of statement.schema.json, in plain Python.

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
_LOCALE = partial(
    re.search,
    r"^[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?(?!\n)$",
)
_VARIABLE_NAME = partial(re.search, r"^[a-z][a-z0-9_]{0,63}(?!\n)$")
_VARIABLE_TYPE_VALUES = {"words", "number", "time", "day", "link", "choice"}
_HOST = partial(re.search, r"^[a-z0-9](?:[a-z0-9-]{0,62}\.)+[a-z]{2,63}(?!\n)$")


def accept(v: object) -> bool:
    """Whether ``v`` has the form."""
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _ACCEPT_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return "id" in v and "title" in v and "texts" in v


def _key(v: object) -> bool:
    return isinstance(v, str) and _KEY(v) is not None


def _line(v: object) -> bool:
    return isinstance(v, str) and _LINE(v) is not None


def _date(v: object) -> bool:
    return isinstance(v, str) and _DATE(v) is not None


def _levels(v: object) -> bool:
    return (
        isinstance(v, list)
        and len(v) >= 1
        and all(map(_key, v))
        and len(set(v)) == len(v)
    )


def _texts(v: object) -> bool:
    return (
        isinstance(v, dict)
        and len(v) >= 1
        and all(map(_locale, v))
        and all(map(_texts_entry, v.values()))
    )


def _locale(v: object) -> bool:
    return isinstance(v, str) and _LOCALE(v) is not None


def _texts_entry(v: object) -> bool:
    return isinstance(v, str) and len(v) >= 1


def _vars(v: object) -> bool:
    return (
        isinstance(v, dict)
        and len(v) >= 1
        and all(map(_variable_name, v))
        and all(map(_variable, v.values()))
    )


def _variable_name(v: object) -> bool:
    return isinstance(v, str) and _VARIABLE_NAME(v) is not None


def _variable(v: object) -> bool:
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _VARIABLE_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return "ask" in v and "type" in v


def _variable_type(v: object) -> bool:
    return isinstance(v, str) and v in _VARIABLE_TYPE_VALUES


def _variable_longest(v: object) -> bool:
    return is_integer(v) and v >= 1 and v <= 280


def _variable_hosts(v: object) -> bool:
    return (
        isinstance(v, list)
        and len(v) >= 1
        and all(map(_host, v))
        and len(set(v)) == len(v)
    )


def _host(v: object) -> bool:
    return isinstance(v, str) and _HOST(v) is not None


def _variable_choices(v: object) -> bool:
    return (
        isinstance(v, list)
        and len(v) >= 1
        and all(map(_line, v))
        and len(set(v)) == len(v)
    )


_VARIABLE_FIELDS: dict[str, Callable[[object], bool]] = {
    "ask": _line,
    "type": _variable_type,
    "longest": _variable_longest,
    "hosts": _variable_hosts,
    "choices": _variable_choices,
}

_ACCEPT_FIELDS: dict[str, Callable[[object], bool]] = {
    "id": _key,
    "title": _line,
    "owner": _key,
    "review_by": _date,
    "use": _line,
    "levels": _levels,
    "texts": _texts,
    "vars": _vars,
}
