"""Says whether data has the form of series.schema.json, in plain Python.

Written by ``python -m mergecast.schemas.generate``; edit the schema instead.
"""
# ruff: noqa: E501 - a pattern stands on one line, as in its schema

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from mergecast.schemas.accepts.numeric import is_integer

_POST_ID = partial(re.search, r"^[a-z0-9][a-z0-9-]{2,63}(?!\n)$")
_KEY = partial(re.search, r"^[a-z0-9][a-z0-9-]{0,63}(?!\n)$")
_RULE = partial(
    re.search,
    r"^FREQ=(?:DAILY|WEEKLY|MONTHLY|YEARLY)(?:;[A-Z]+=[A-Z0-9,+-]+)*(?!\n)$",
)
_WALL_CLOCK = partial(
    re.search,
    r"^(?:2[0-9]{3}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|2(?:[0-9](?:0[48]|[2468][048]|[13579][26])|[048]00)-02-29) (?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?(?!\n)$",
)
_ZONE = partial(re.search, r"^[A-Za-z][A-Za-z0-9_+/-]{0,63}(?!\n)$")
_WHICH_VALUES = {"first", "second"}
_DATE = partial(
    re.search,
    r"^(?:2[0-9]{3}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|2(?:[0-9](?:0[48]|[2468][048]|[13579][26])|[048]00)-02-29)(?!\n)$",
)
_LINE = partial(re.search, r"^[^\s](?:[^\r\n]*[^\s])?(?!\n)$")
_LOCALE = partial(
    re.search,
    r"^[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?(?!\n)$",
)
_BUCKET_VALUES = {"evergreen", "industry", "reactive"}
_LATE = partial(re.search, r"^(?:hold|skip|publish-within [1-9][0-9]{0,3}[mhd])(?!\n)$")
_REPLY_SETTINGS_VALUES = {
    "everyone",
    "following",
    "mentioned",
    "subscribers",
    "verified",
}
_RATING_VALUES = {"G", "PG", "PG-13"}
_FINDING_ID = partial(re.search, r"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}(?!\n)$")


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
        and "accounts" in v
        and "rule" in v
        and "starts" in v
        and "timezone" in v
        and "until" in v
        and "texts" in v
    )


def _post_id(v: object) -> bool:
    return isinstance(v, str) and _POST_ID(v) is not None


def _accounts(v: object) -> bool:
    return (
        isinstance(v, list)
        and len(v) >= 1
        and all(map(_key, v))
        and len(set(v)) == len(v)
    )


def _key(v: object) -> bool:
    return isinstance(v, str) and _KEY(v) is not None


def _rule(v: object) -> bool:
    return isinstance(v, str) and _RULE(v) is not None


def _wall_clock(v: object) -> bool:
    return isinstance(v, str) and _WALL_CLOCK(v) is not None


def _zone(v: object) -> bool:
    return isinstance(v, str) and _ZONE(v) is not None


def _which(v: object) -> bool:
    return isinstance(v, str) and v in _WHICH_VALUES


def _date(v: object) -> bool:
    return isinstance(v, str) and _DATE(v) is not None


def _count(v: object) -> bool:
    return is_integer(v) and v >= 1 and v <= 2000


def _except(v: object) -> bool:
    return isinstance(v, list) and all(map(_date, v)) and len(set(v)) == len(v)


def _min_gap(v: object) -> bool:
    return is_integer(v) and v >= 1 and v <= 400


def _texts(v: object) -> bool:
    return (
        isinstance(v, list)
        and len(v) >= 1
        and len(v) <= 400
        and all(map(_texts_item, v))
    )


def _texts_item(v: object) -> bool:
    return _texts_item_1(v) or _wording(v)


def _texts_item_1(v: object) -> bool:
    return isinstance(v, str)


def _wording(v: object) -> bool:
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _WORDING_FIELDS.get(key)
        if field is None or not field(value):
            return False
    if "thread" in v:
        together = "text" not in v and "media" not in v and "poll" not in v
    else:
        together = "text" in v
    return len(v) >= 1 and together


def _thread(v: object) -> bool:
    return isinstance(v, list) and len(v) >= 1 and all(map(_thread_item, v))


def _thread_item(v: object) -> bool:
    return _texts_item_1(v) or _part(v)


def _part(v: object) -> bool:
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _PART_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return "text" in v


def _media(v: object) -> bool:
    return isinstance(v, list) and all(map(_media_item, v))


def _media_item(v: object) -> bool:
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _MEDIA_ITEM_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return "file" in v


def _line(v: object) -> bool:
    return isinstance(v, str) and _LINE(v) is not None


def _poll(v: object) -> bool:
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _POLL_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return "options" in v and "minutes" in v


def _poll_options(v: object) -> bool:
    return (
        isinstance(v, list)
        and len(v) >= 2
        and len(v) <= 4
        and all(map(_poll_options_item, v))
        and len(set(v)) == len(v)
    )


def _poll_options_item(v: object) -> bool:
    return isinstance(v, str) and len(v) >= 1 and len(v) <= 25


def _poll_minutes(v: object) -> bool:
    return is_integer(v) and v >= 5 and v <= 10080


def _locale(v: object) -> bool:
    return isinstance(v, str) and _LOCALE(v) is not None


def _gloss(v: object) -> bool:
    return isinstance(v, str) and len(v) >= 1


def _bucket(v: object) -> bool:
    return isinstance(v, str) and v in _BUCKET_VALUES


def _late(v: object) -> bool:
    return isinstance(v, str) and _LATE(v) is not None


def _reply_settings(v: object) -> bool:
    return isinstance(v, str) and v in _REPLY_SETTINGS_VALUES


def _paid(v: object) -> bool:
    return isinstance(v, bool)


def _rating(v: object) -> bool:
    return isinstance(v, str) and v in _RATING_VALUES


def _ignore(v: object) -> bool:
    return isinstance(v, list) and len(v) >= 1 and all(map(_ignore_item, v))


def _ignore_item(v: object) -> bool:
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _IGNORE_ITEM_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return "rule" in v and "because" in v


def _finding_id(v: object) -> bool:
    return isinstance(v, str) and _FINDING_ID(v) is not None


def _retract(v: object) -> bool:
    return isinstance(v, dict) and all(map(_date, v)) and all(map(_gloss, v.values()))


_MEDIA_ITEM_FIELDS: dict[str, Callable[[object], bool]] = {
    "file": _line,
    "alt": _texts_item_1,
}

_POLL_FIELDS: dict[str, Callable[[object], bool]] = {
    "options": _poll_options,
    "minutes": _poll_minutes,
}

_PART_FIELDS: dict[str, Callable[[object], bool]] = {
    "text": _texts_item_1,
    "media": _media,
    "poll": _poll,
}

_WORDING_FIELDS: dict[str, Callable[[object], bool]] = {
    "text": _texts_item_1,
    "thread": _thread,
    "media": _media,
    "poll": _poll,
}

_IGNORE_ITEM_FIELDS: dict[str, Callable[[object], bool]] = {
    "rule": _finding_id,
    "because": _line,
}

_ACCEPT_FIELDS: dict[str, Callable[[object], bool]] = {
    "id": _post_id,
    "accounts": _accounts,
    "rule": _rule,
    "starts": _wall_clock,
    "timezone": _zone,
    "which": _which,
    "until": _date,
    "count": _count,
    "except": _except,
    "min_gap": _min_gap,
    "texts": _texts,
    "locale": _locale,
    "gloss": _gloss,
    "bucket": _bucket,
    "campaign": _key,
    "theme": _key,
    "owner": _key,
    "requested_by": _line,
    "notes": _gloss,
    "late": _late,
    "reply_settings": _reply_settings,
    "paid": _paid,
    "made_with_ai": _paid,
    "rating": _rating,
    "manual": _paid,
    "ignore": _ignore,
    "retract": _retract,
}
