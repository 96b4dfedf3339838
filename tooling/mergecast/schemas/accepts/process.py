"""Says whether data has the form of process.schema.json, in plain Python.

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
_DURATION = partial(re.search, r"^(?:0|[1-9][0-9]{0,3})[smhd](?!\n)$")


def accept(v: object) -> bool:
    """Whether ``v`` has the form."""
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _ACCEPT_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return "id" in v and "title" in v and "trigger" in v and "steps" in v


def _key(v: object) -> bool:
    return isinstance(v, str) and _KEY(v) is not None


def _line(v: object) -> bool:
    return isinstance(v, str) and _LINE(v) is not None


def _date(v: object) -> bool:
    return isinstance(v, str) and _DATE(v) is not None


def _steps(v: object) -> bool:
    return isinstance(v, list) and len(v) >= 1 and all(map(_process_step, v))


def _process_step(v: object) -> bool:
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _PROCESS_STEP_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return "do" in v


def _duration(v: object) -> bool:
    return isinstance(v, str) and _DURATION(v) is not None


def _answers(v: object) -> bool:
    return (
        isinstance(v, dict)
        and len(v) >= 1
        and all(map(_key, v))
        and all(map(_answers_entry, v.values()))
    )


def _answers_entry(v: object) -> bool:
    return isinstance(v, str) and len(v) >= 1


def _notify(v: object) -> bool:
    return (
        isinstance(v, list)
        and len(v) >= 1
        and all(map(_key, v))
        and len(set(v)) == len(v)
    )


def _scores(v: object) -> bool:
    return isinstance(v, list) and len(v) >= 1 and all(map(_scores_item, v))


def _scores_item(v: object) -> bool:
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _SCORES_ITEM_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return "what" in v and "low" in v and "high" in v


_PROCESS_STEP_FIELDS: dict[str, Callable[[object], bool]] = {
    "do": _line,
    "owner": _key,
    "within": _duration,
    "see": _line,
}

_SCORES_ITEM_FIELDS: dict[str, Callable[[object], bool]] = {
    "what": _line,
    "low": _line,
    "high": _line,
}

_ACCEPT_FIELDS: dict[str, Callable[[object], bool]] = {
    "id": _key,
    "title": _line,
    "owner": _key,
    "review_by": _date,
    "trigger": _line,
    "role": _key,
    "steps": _steps,
    "answers": _answers,
    "notify": _notify,
    "evidence": _line,
    "scores": _scores,
}
