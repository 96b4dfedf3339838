"""Says whether data has the form of blackouts.schema.json, in plain Python.

Written by ``python -m mergecast.schemas.generate``; edit the schema instead.
"""
# ruff: noqa: E501 - a pattern stands on one line, as in its schema

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

_KEY = partial(re.search, r"^[a-z0-9][a-z0-9-]{0,63}(?!\n)$")
_LINE = partial(re.search, r"^[^\s](?:[^\r\n]*[^\s])?(?!\n)$")
_BLACKOUT_KIND_VALUES = {"mourning", "closed", "avoid"}
_MOMENT = partial(
    re.search,
    r"^(?:2[0-9]{3}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|2(?:[0-9](?:0[48]|[2468][048]|[13579][26])|[048]00)-02-29)(?: (?:[01][0-9]|2[0-3]):[0-5][0-9])?(?!\n)$",
)
_ZONE = partial(re.search, r"^[A-Za-z][A-Za-z0-9_+/-]{0,63}(?!\n)$")
_REGION = partial(re.search, r"^[A-Z]{2}(?:-[A-Z0-9]{1,3})?(?!\n)$")
_BLACKOUT_BUCKETS_ITEM_VALUES = {"evergreen", "industry", "reactive"}
_SPARED_ITEM_POST = partial(re.search, r"^[a-z0-9][a-z0-9-]{2,63}(?!\n)$")
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
    return len(v) >= 1


def _key(v: object) -> bool:
    return isinstance(v, str) and _KEY(v) is not None


def _days(v: object) -> bool:
    return isinstance(v, list) and len(v) <= 1000 and all(map(_blackout, v))


def _blackout(v: object) -> bool:
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _BLACKOUT_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return "name" in v and "kind" in v and "from" in v


def _line(v: object) -> bool:
    return isinstance(v, str) and _LINE(v) is not None


def _blackout_kind(v: object) -> bool:
    return isinstance(v, str) and v in _BLACKOUT_KIND_VALUES


def _moment(v: object) -> bool:
    return isinstance(v, str) and _MOMENT(v) is not None


def _zone(v: object) -> bool:
    return isinstance(v, str) and _ZONE(v) is not None


def _regions(v: object) -> bool:
    return (
        isinstance(v, list)
        and len(v) >= 1
        and len(v) <= 100
        and all(map(_region, v))
        and len(set(v)) == len(v)
    )


def _region(v: object) -> bool:
    return isinstance(v, str) and _REGION(v) is not None


def _keys(v: object) -> bool:
    return (
        isinstance(v, list)
        and len(v) >= 1
        and len(v) <= 1000
        and all(map(_key, v))
        and len(set(v)) == len(v)
    )


def _blackout_buckets(v: object) -> bool:
    return (
        isinstance(v, list)
        and len(v) >= 1
        and all(map(_blackout_buckets_item, v))
        and len(set(v)) == len(v)
    )


def _blackout_buckets_item(v: object) -> bool:
    return isinstance(v, str) and v in _BLACKOUT_BUCKETS_ITEM_VALUES


def _spared(v: object) -> bool:
    return (
        isinstance(v, list)
        and len(v) >= 1
        and len(v) <= 1000
        and all(map(_spared_item, v))
    )


def _spared_item(v: object) -> bool:
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _SPARED_ITEM_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return "post" in v and "because" in v


def _spared_item_post(v: object) -> bool:
    return isinstance(v, str) and _SPARED_ITEM_POST(v) is not None


def _holidays(v: object) -> bool:
    return isinstance(v, list) and len(v) <= 100 and all(map(_public_holidays, v))


def _public_holidays(v: object) -> bool:
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _PUBLIC_HOLIDAYS_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return "region" in v


def _public_holidays_buckets(v: object) -> bool:
    return (
        isinstance(v, list)
        and len(v) >= 1
        and all(map(_blackout_buckets_item, v))
        and len(set(v)) == len(v)
    )


def _public_holidays_open(v: object) -> bool:
    return (
        isinstance(v, list)
        and len(v) >= 1
        and len(v) <= 400
        and all(map(_date, v))
        and len(set(v)) == len(v)
    )


def _date(v: object) -> bool:
    return isinstance(v, str) and _DATE(v) is not None


_SPARED_ITEM_FIELDS: dict[str, Callable[[object], bool]] = {
    "post": _spared_item_post,
    "because": _line,
}

_BLACKOUT_FIELDS: dict[str, Callable[[object], bool]] = {
    "name": _line,
    "kind": _blackout_kind,
    "from": _moment,
    "to": _moment,
    "timezone": _zone,
    "regions": _regions,
    "networks": _keys,
    "accounts": _keys,
    "buckets": _blackout_buckets,
    "reason": _line,
    "decided_by": _key,
    "except": _spared,
}

_PUBLIC_HOLIDAYS_FIELDS: dict[str, Callable[[object], bool]] = {
    "region": _region,
    "timezone": _zone,
    "networks": _keys,
    "accounts": _keys,
    "buckets": _public_holidays_buckets,
    "open": _public_holidays_open,
    "except": _spared,
}

_ACCEPT_FIELDS: dict[str, Callable[[object], bool]] = {
    "owner": _key,
    "days": _days,
    "holidays": _holidays,
}
