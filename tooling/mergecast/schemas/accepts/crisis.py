"""Says whether data has the form of crisis.schema.json, in plain Python.

Written by ``python -m mergecast.schemas.generate``; edit the schema instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

_KEY = partial(re.search, r"^[a-z0-9][a-z0-9-]{0,63}(?!\n)$")
_LINE = partial(re.search, r"^[^\s](?:[^\r\n]*[^\s])?(?!\n)$")
_DATE = partial(
    re.search,
    r"^(?:2[0-9]{3}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|2(?:[0-9](?:0[48]|[2468][048]|[13579][26])|[048]00)-02-29)(?!\n)$",
)
_FREEZE_SCOPE = partial(
    re.search,
    r"^(?:all|(?:account|network|bucket|campaign):[a-z0-9][a-z0-9_-]{0,63}|locale:[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?|post:[a-z0-9][a-z0-9-]{2,63})(?!\n)$",
)
_DURATION = partial(re.search, r"^(?:0|[1-9][0-9]{0,3})[smhd](?!\n)$")


def accept(v: object) -> bool:
    """Whether ``v`` has the form."""
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _ACCEPT_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return "id" in v and "title" in v and "triggers" in v and "steps" in v


def _key(v: object) -> bool:
    return isinstance(v, str) and _KEY(v) is not None


def _line(v: object) -> bool:
    return isinstance(v, str) and _LINE(v) is not None


def _date(v: object) -> bool:
    return isinstance(v, str) and _DATE(v) is not None


def _triggers(v: object) -> bool:
    return (
        isinstance(v, list)
        and len(v) >= 1
        and all(map(_line, v))
        and len(set(v)) == len(v)
    )


def _freeze(v: object) -> bool:
    return (
        isinstance(v, list)
        and len(v) >= 1
        and all(map(_freeze_scope, v))
        and len(set(v)) == len(v)
    )


def _freeze_scope(v: object) -> bool:
    return isinstance(v, str) and _FREEZE_SCOPE(v) is not None


def _channels(v: object) -> bool:
    return (
        isinstance(v, list)
        and len(v) >= 1
        and all(map(_line, v))
        and len(set(v)) == len(v)
    )


def _statements(v: object) -> bool:
    return (
        isinstance(v, list)
        and len(v) >= 1
        and all(map(_key, v))
        and len(set(v)) == len(v)
    )


def _steps(v: object) -> bool:
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _STEPS_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return (
        "identify" in v
        and "assess" in v
        and "notify" in v
        and "respond" in v
        and "record" in v
    )


def _phase(v: object) -> bool:
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _PHASE_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return "owner" in v and "within" in v and "do" in v


def _duration(v: object) -> bool:
    return isinstance(v, str) and _DURATION(v) is not None


def _phase_do(v: object) -> bool:
    return (
        isinstance(v, list)
        and len(v) >= 1
        and all(map(_line, v))
        and len(set(v)) == len(v)
    )


_PHASE_FIELDS: dict[str, Callable[[object], bool]] = {
    "owner": _key,
    "within": _duration,
    "do": _phase_do,
}

_STEPS_FIELDS: dict[str, Callable[[object], bool]] = {
    "identify": _phase,
    "assess": _phase,
    "notify": _phase,
    "respond": _phase,
    "record": _phase,
}

_ACCEPT_FIELDS: dict[str, Callable[[object], bool]] = {
    "id": _key,
    "title": _line,
    "owner": _key,
    "review_by": _date,
    "triggers": _triggers,
    "level": _key,
    "drilled": _date,
    "freeze": _freeze,
    "channels": _channels,
    "statements": _statements,
    "steps": _steps,
}
