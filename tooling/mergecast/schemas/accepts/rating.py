"""Says whether data has the form of rating.schema.json, in plain Python.

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
_MOST_VALUES = {"G", "PG", "PG-13"}
_STATED_ITEM_VALUES = {"media", "quote"}
_WORDS_ITEM_RATING_VALUES = {"PG", "PG-13"}
_LINE = partial(re.search, r"^[^\s](?:[^\r\n]*[^\s])?(?!\n)$")
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


def _most(v: object) -> bool:
    return isinstance(v, str) and v in _MOST_VALUES


def _accounts(v: object) -> bool:
    return (
        isinstance(v, dict)
        and len(v) >= 1
        and all(map(_key, v))
        and all(map(_most, v.values()))
    )


def _stated(v: object) -> bool:
    return isinstance(v, list) and len(v) >= 1 and all(map(_stated_item, v))


def _stated_item(v: object) -> bool:
    return isinstance(v, str) and v in _STATED_ITEM_VALUES


def _words(v: object) -> bool:
    return isinstance(v, list) and len(v) >= 1 and all(map(_words_item, v))


def _words_item(v: object) -> bool:
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _WORDS_ITEM_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return "rating" in v and "words" in v


def _words_item_rating(v: object) -> bool:
    return isinstance(v, str) and v in _WORDS_ITEM_RATING_VALUES


def _words_item_words(v: object) -> bool:
    return isinstance(v, list) and len(v) >= 1 and all(map(_line, v))


def _line(v: object) -> bool:
    return isinstance(v, str) and _LINE(v) is not None


def _words_item_locales(v: object) -> bool:
    return isinstance(v, list) and len(v) >= 1 and all(map(_locale, v))


def _locale(v: object) -> bool:
    return isinstance(v, str) and _LOCALE(v) is not None


_WORDS_ITEM_FIELDS: dict[str, Callable[[object], bool]] = {
    "rating": _words_item_rating,
    "words": _words_item_words,
    "locales": _words_item_locales,
    "because": _line,
}

_ACCEPT_FIELDS: dict[str, Callable[[object], bool]] = {
    "owner": _key,
    "review_by": _date,
    "most": _most,
    "accounts": _accounts,
    "stated": _stated,
    "words": _words,
}
