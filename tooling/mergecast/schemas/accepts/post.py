"""Says whether data has the form of post.schema.json, in plain Python.

Written by ``python -m mergecast.schemas.generate``; edit the schema instead.
"""
# ruff: noqa: E501 - a pattern stands on one line, as in its schema

from __future__ import annotations

import re
from collections.abc import Callable

from mergecast.schemas.accepts.numeric import is_integer

_POST_ID = re.compile(r"^[a-z0-9][a-z0-9-]{2,63}(?!\n)$").search
_KEY = re.compile(r"^[a-z0-9][a-z0-9-]{0,63}(?!\n)$").search
_PUBLISH_AT = re.compile(
    r"^(?:asap|(?:2[0-9]{3}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|2(?:[0-9](?:0[48]|[2468][048]|[13579][26])|[048]00)-02-29) (?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?)(?!\n)$"
).search
_WHICH_VALUES = {"first", "second"}
_ZONE = re.compile(r"^[A-Za-z][A-Za-z0-9_+/-]{0,63}(?!\n)$").search
_LINE = re.compile(r"^[^\s](?:[^\r\n]*[^\s])?(?!\n)$").search
_LOCALE = re.compile(
    r"^[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?(?!\n)$"
).search
_BUCKET_VALUES = {"evergreen", "industry", "reactive"}
_LANE_VALUES = {"planned", "realtime"}
_LATE = re.compile(r"^(?:hold|skip|publish-within [1-9][0-9]{0,3}[mhd])(?!\n)$").search
_WALL_CLOCK = re.compile(
    r"^(?:2[0-9]{3}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|2(?:[0-9](?:0[48]|[2468][048]|[13579][26])|[048]00)-02-29) (?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?(?!\n)$"
).search
_POST_REFERENCE = re.compile(
    r"^(?:https://[^\s]+|[a-z0-9][a-z0-9-]{2,63}(?:~2[0-9]{3}-[01][0-9]-[0-3][0-9])?(?:@[a-z0-9][a-z0-9-]{0,63})?(?::[1-9][0-9]{0,2})?)(?!\n)$"
).search
_REPLY_SETTINGS_VALUES = {
    "everyone",
    "following",
    "mentioned",
    "subscribers",
    "verified",
}
_RATING_VALUES = {"G", "PG", "PG-13"}
_SOURCE_KIND_VALUES = {"ugc"}
_LINK = re.compile(r"^https?://[^\s]+(?!\n)$").search
_VARIABLE_NAME = re.compile(r"^[a-z][a-z0-9_]{0,63}(?!\n)$").search
_STATEMENT_BLOB = re.compile(r"^[0-9a-f]{40}(?:[0-9a-f]{24})?(?!\n)$").search
_FINDING_ID = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}(?!\n)$").search


def accept(v: object) -> bool:
    """Whether ``v`` has the form."""
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _ACCEPT_FIELDS.get(key)
        if field is None or not field(value):
            return False
    if "thread" in v:
        together = "text" not in v and "media" not in v and "poll" not in v
    else:
        together = "text" in v
    return "id" in v and "accounts" in v and together


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


def _publish_at(v: object) -> bool:
    return isinstance(v, str) and _PUBLISH_AT(v) is not None


def _which(v: object) -> bool:
    return isinstance(v, str) and v in _WHICH_VALUES


def _zone(v: object) -> bool:
    return isinstance(v, str) and _ZONE(v) is not None


def _text(v: object) -> bool:
    return isinstance(v, str)


def _thread(v: object) -> bool:
    return isinstance(v, list) and len(v) >= 1 and all(map(_thread_item, v))


def _thread_item(v: object) -> bool:
    return _text(v) or _part(v)


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


def _variants(v: object) -> bool:
    return (
        isinstance(v, dict)
        and len(v) >= 1
        and all(map(_key, v))
        and all(map(_variant, v.values()))
    )


def _variant(v: object) -> bool:
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _VARIANT_FIELDS.get(key)
        if field is None or not field(value):
            return False
    if "thread" in v:
        together = "text" not in v and "media" not in v and "poll" not in v
    else:
        together = True
    return len(v) >= 1 and together


def _locale(v: object) -> bool:
    return isinstance(v, str) and _LOCALE(v) is not None


def _variant_gloss(v: object) -> bool:
    return isinstance(v, str) and len(v) >= 1


def _bucket(v: object) -> bool:
    return isinstance(v, str) and v in _BUCKET_VALUES


def _lane(v: object) -> bool:
    return isinstance(v, str) and v in _LANE_VALUES


def _late(v: object) -> bool:
    return isinstance(v, str) and _LATE(v) is not None


def _wall_clock(v: object) -> bool:
    return isinstance(v, str) and _WALL_CLOCK(v) is not None


def _post_reference(v: object) -> bool:
    return isinstance(v, str) and _POST_REFERENCE(v) is not None


def _reply_settings(v: object) -> bool:
    return isinstance(v, str) and v in _REPLY_SETTINGS_VALUES


def _paid(v: object) -> bool:
    return isinstance(v, bool)


def _rating(v: object) -> bool:
    return isinstance(v, str) and v in _RATING_VALUES


def _trend(v: object) -> bool:
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _TREND_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return "relevance" in v and "safety" in v and "value" in v


def _score(v: object) -> bool:
    return is_integer(v) and v >= 1 and v <= 5


def _source(v: object) -> bool:
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _SOURCE_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return "kind" in v and "consent" in v and "credit" in v


def _source_kind(v: object) -> bool:
    return isinstance(v, str) and v in _SOURCE_KIND_VALUES


def _link(v: object) -> bool:
    return isinstance(v, str) and _LINK(v) is not None


def _vars(v: object) -> bool:
    return (
        isinstance(v, dict)
        and all(map(_variable_name, v))
        and all(map(_text, v.values()))
    )


def _variable_name(v: object) -> bool:
    return isinstance(v, str) and _VARIABLE_NAME(v) is not None


def _statement(v: object) -> bool:
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _STATEMENT_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return "id" in v and "blob" in v


def _statement_blob(v: object) -> bool:
    return isinstance(v, str) and _STATEMENT_BLOB(v) is not None


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


_MEDIA_ITEM_FIELDS: dict[str, Callable[[object], bool]] = {
    "file": _line,
    "alt": _text,
}

_POLL_FIELDS: dict[str, Callable[[object], bool]] = {
    "options": _poll_options,
    "minutes": _poll_minutes,
}

_PART_FIELDS: dict[str, Callable[[object], bool]] = {
    "text": _text,
    "media": _media,
    "poll": _poll,
}

_VARIANT_FIELDS: dict[str, Callable[[object], bool]] = {
    "text": _text,
    "thread": _thread,
    "media": _media,
    "poll": _poll,
    "locale": _locale,
    "gloss": _variant_gloss,
}

_TREND_FIELDS: dict[str, Callable[[object], bool]] = {
    "relevance": _score,
    "safety": _score,
    "value": _score,
}

_SOURCE_FIELDS: dict[str, Callable[[object], bool]] = {
    "kind": _source_kind,
    "consent": _link,
    "credit": _line,
}

_STATEMENT_FIELDS: dict[str, Callable[[object], bool]] = {
    "id": _key,
    "blob": _statement_blob,
    "vars": _vars,
}

_IGNORE_ITEM_FIELDS: dict[str, Callable[[object], bool]] = {
    "rule": _finding_id,
    "because": _line,
}

_ACCEPT_FIELDS: dict[str, Callable[[object], bool]] = {
    "id": _post_id,
    "accounts": _accounts,
    "publish_at": _publish_at,
    "which": _which,
    "timezone": _zone,
    "text": _text,
    "thread": _thread,
    "media": _media,
    "poll": _poll,
    "variants": _variants,
    "locale": _locale,
    "gloss": _variant_gloss,
    "bucket": _bucket,
    "lane": _lane,
    "campaign": _key,
    "theme": _key,
    "owner": _key,
    "requested_by": _line,
    "notes": _variant_gloss,
    "late": _late,
    "not_before": _wall_clock,
    "until": _wall_clock,
    "reply_to": _post_reference,
    "quote": _post_reference,
    "reply_settings": _reply_settings,
    "paid": _paid,
    "made_with_ai": _paid,
    "rating": _rating,
    "trend": _trend,
    "source": _source,
    "manual": _paid,
    "template": _key,
    "vars": _vars,
    "statement": _statement,
    "incident": _key,
    "retract": _line,
    "ignore": _ignore,
}
