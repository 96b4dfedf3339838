"""Says whether data has the form of rota.schema.json, in plain Python.

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
_ZONE = partial(re.search, r"^[A-Za-z][A-Za-z0-9_+/-]{0,63}(?!\n)$")
_TIME_OF_DAY = partial(re.search, r"^(?:[01][0-9]|2[0-3]):[0-5][0-9](?!\n)$")
_DAYS_ITEM_VALUES = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"}
_DURATION = partial(re.search, r"^(?:0|[1-9][0-9]{0,3})[smhd](?!\n)$")
_REGION = partial(re.search, r"^[A-Z]{2}(?:-[A-Z0-9]{1,3})?(?!\n)$")


def accept(v: object) -> bool:
    """Whether ``v`` has the form."""
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _ACCEPT_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return "shifts" in v


def _key(v: object) -> bool:
    return isinstance(v, str) and _KEY(v) is not None


def _date(v: object) -> bool:
    return isinstance(v, str) and _DATE(v) is not None


def _around_the_clock(v: object) -> bool:
    return isinstance(v, bool)


def _cover(v: object) -> bool:
    return isinstance(v, list) and len(v) >= 1 and all(map(_hours, v))


def _hours(v: object) -> bool:
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _HOURS_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return "timezone" in v and "from" in v and "to" in v


def _zone(v: object) -> bool:
    return isinstance(v, str) and _ZONE(v) is not None


def _time_of_day(v: object) -> bool:
    return isinstance(v, str) and _TIME_OF_DAY(v) is not None


def _days(v: object) -> bool:
    return (
        isinstance(v, list)
        and len(v) >= 1
        and all(map(_days_item, v))
        and len(set(v)) == len(v)
    )


def _days_item(v: object) -> bool:
    return isinstance(v, str) and v in _DAYS_ITEM_VALUES


def _duration(v: object) -> bool:
    return isinstance(v, str) and _DURATION(v) is not None


def _shifts(v: object) -> bool:
    return isinstance(v, dict) and all(map(_key, v)) and all(map(_shift, v.values()))


def _shift(v: object) -> bool:
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _SHIFT_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return "timezone" in v and "from" in v and "to" in v and "members" in v


def _members(v: object) -> bool:
    return (
        isinstance(v, list)
        and len(v) >= 1
        and all(map(_key, v))
        and len(set(v)) == len(v)
    )


def _region(v: object) -> bool:
    return isinstance(v, str) and _REGION(v) is not None


def _dates(v: object) -> bool:
    return (
        isinstance(v, list)
        and len(v) >= 1
        and all(map(_date, v))
        and len(set(v)) == len(v)
    )


def _on_call(v: object) -> bool:
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _ON_CALL_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return "members" in v and "timezone" in v and "first" in v


def _on_call_days(v: object) -> bool:
    return is_integer(v) and v >= 1 and v <= 31


_HOURS_FIELDS: dict[str, Callable[[object], bool]] = {
    "timezone": _zone,
    "from": _time_of_day,
    "to": _time_of_day,
    "days": _days,
}

_SHIFT_FIELDS: dict[str, Callable[[object], bool]] = {
    "timezone": _zone,
    "from": _time_of_day,
    "to": _time_of_day,
    "days": _days,
    "members": _members,
    "holidays": _region,
    "closed": _dates,
    "open": _dates,
}

_ON_CALL_FIELDS: dict[str, Callable[[object], bool]] = {
    "members": _members,
    "timezone": _zone,
    "first": _date,
    "at": _time_of_day,
    "days": _on_call_days,
}

_ACCEPT_FIELDS: dict[str, Callable[[object], bool]] = {
    "owner": _key,
    "review_by": _date,
    "around_the_clock": _around_the_clock,
    "cover": _cover,
    "overlap": _duration,
    "shifts": _shifts,
    "on_call": _on_call,
}
