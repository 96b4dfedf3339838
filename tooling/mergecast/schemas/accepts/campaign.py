"""Says whether data has the form of campaign.schema.json, in plain Python.

Written by ``python -m mergecast.schemas.generate``; edit the schema instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from mergecast.schemas.accepts.numeric import is_number

_KEY = partial(re.search, r"^[a-z0-9][a-z0-9-]{0,63}(?!\n)$")
_LINE = partial(re.search, r"^[^\s](?:[^\r\n]*[^\s])?(?!\n)$")
_DATE = partial(
    re.search,
    r"^(?:2[0-9]{3}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|2(?:[0-9](?:0[48]|[2468][048]|[13579][26])|[048]00)-02-29)(?!\n)$",
)
_TAG = partial(re.search, r"^[A-Za-z0-9._~-]{1,100}(?!\n)$")


def accept(v: object) -> bool:
    """Whether ``v`` has the form."""
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _ACCEPT_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return "id" in v and "title" in v and "starts" in v and "ends" in v


def _key(v: object) -> bool:
    return isinstance(v, str) and _KEY(v) is not None


def _line(v: object) -> bool:
    return isinstance(v, str) and _LINE(v) is not None


def _date(v: object) -> bool:
    return isinstance(v, str) and _DATE(v) is not None


def _accounts(v: object) -> bool:
    return (
        isinstance(v, list)
        and len(v) >= 1
        and all(map(_key, v))
        and len(set(v)) == len(v)
    )


def _goals(v: object) -> bool:
    return (
        isinstance(v, list)
        and len(v) >= 1
        and all(map(_line, v))
        and len(set(v)) == len(v)
    )


def _kpis(v: object) -> bool:
    return isinstance(v, list) and len(v) >= 1 and all(map(_kpis_item, v))


def _kpis_item(v: object) -> bool:
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _KPIS_ITEM_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return "name" in v and "target" in v


def _kpis_item_target(v: object) -> bool:
    return is_number(v)


def _budget(v: object) -> bool:
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _BUDGET_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return len(v) >= 1


def _budget_warn(v: object) -> bool:
    return is_number(v) and v >= 0 and v <= 1000000


def _utm(v: object) -> bool:
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _UTM_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return len(v) >= 1


def _tag(v: object) -> bool:
    return isinstance(v, str) and _TAG(v) is not None


def _exclusive(v: object) -> bool:
    return isinstance(v, bool)


def _approvers(v: object) -> bool:
    return (
        isinstance(v, list)
        and len(v) >= 1
        and all(map(_key, v))
        and len(set(v)) == len(v)
    )


def _retro(v: object) -> bool:
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _RETRO_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return "due" in v


def _retro_learnt(v: object) -> bool:
    return (
        isinstance(v, list)
        and len(v) >= 1
        and all(map(_line, v))
        and len(set(v)) == len(v)
    )


def _notes(v: object) -> bool:
    return isinstance(v, str) and len(v) >= 1


_KPIS_ITEM_FIELDS: dict[str, Callable[[object], bool]] = {
    "name": _line,
    "target": _kpis_item_target,
    "unit": _line,
}

_BUDGET_FIELDS: dict[str, Callable[[object], bool]] = {
    "warn": _budget_warn,
    "wait": _budget_warn,
}

_UTM_FIELDS: dict[str, Callable[[object], bool]] = {
    "source": _tag,
    "medium": _tag,
    "campaign": _tag,
    "term": _tag,
    "content": _tag,
}

_RETRO_FIELDS: dict[str, Callable[[object], bool]] = {
    "due": _date,
    "held": _date,
    "learnt": _retro_learnt,
}

_ACCEPT_FIELDS: dict[str, Callable[[object], bool]] = {
    "id": _key,
    "title": _line,
    "starts": _date,
    "ends": _date,
    "owner": _key,
    "accounts": _accounts,
    "goals": _goals,
    "kpis": _kpis,
    "budget": _budget,
    "utm": _utm,
    "exclusive": _exclusive,
    "approvers": _approvers,
    "retro": _retro,
    "notes": _notes,
}
