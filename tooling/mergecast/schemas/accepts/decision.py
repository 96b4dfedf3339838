"""Says whether data has the form of decision.schema.json, in plain Python.

Written by ``python -m mergecast.schemas.generate``; edit the schema instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

_DECISION_NUMBER = partial(re.search, r"^[0-9]{4}(?!\n)$")
_LINE = partial(re.search, r"^[^\s](?:[^\r\n]*[^\s])?(?!\n)$")
_STATE_VALUES = {"proposed", "accepted", "rejected", "replaced"}
_DATE = partial(
    re.search,
    r"^(?:2[0-9]{3}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|2(?:[0-9](?:0[48]|[2468][048]|[13579][26])|[048]00)-02-29)(?!\n)$",
)
_KEY = partial(re.search, r"^[a-z0-9][a-z0-9-]{0,63}(?!\n)$")


def accept(v: object) -> bool:
    """Whether ``v`` has the form."""
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _ACCEPT_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return (
        "number" in v
        and "title" in v
        and "state" in v
        and "day" in v
        and "because" in v
        and "decision" in v
    )


def _decision_number(v: object) -> bool:
    return isinstance(v, str) and _DECISION_NUMBER(v) is not None


def _line(v: object) -> bool:
    return isinstance(v, str) and _LINE(v) is not None


def _state(v: object) -> bool:
    return isinstance(v, str) and v in _STATE_VALUES


def _date(v: object) -> bool:
    return isinstance(v, str) and _DATE(v) is not None


def _by(v: object) -> bool:
    return (
        isinstance(v, list)
        and len(v) >= 1
        and all(map(_key, v))
        and len(set(v)) == len(v)
    )


def _key(v: object) -> bool:
    return isinstance(v, str) and _KEY(v) is not None


def _because(v: object) -> bool:
    return isinstance(v, str) and len(v) >= 1


def _instead_of(v: object) -> bool:
    return (
        isinstance(v, list)
        and len(v) >= 1
        and all(map(_line, v))
        and len(set(v)) == len(v)
    )


def _changes(v: object) -> bool:
    return (
        isinstance(v, list)
        and len(v) >= 1
        and all(map(_line, v))
        and len(set(v)) == len(v)
    )


_ACCEPT_FIELDS: dict[str, Callable[[object], bool]] = {
    "number": _decision_number,
    "title": _line,
    "state": _state,
    "day": _date,
    "by": _by,
    "answer_by": _date,
    "because": _because,
    "decision": _because,
    "instead_of": _instead_of,
    "changes": _changes,
    "replaces": _decision_number,
}
