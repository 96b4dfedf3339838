"""What a fault makes of an answer, and what it says where nothing is done."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from mergecast.sandbox import limits
from mergecast.sandbox.faults import FaultKind
from mergecast.sandbox.problems import (
    credits_depleted,
    credits_gone,
    plain,
    suspended,
    unseen,
)
from mergecast.sandbox.wire import HTML, Answer, json_answer

HUGE = 10_000_000
_HTML_503 = (
    b"<!doctype html><html><head><title>Over capacity</title></head>"
    b"<body><h1>503 Service Temporarily Unavailable</h1></body></html>"
)
_HTML_200 = (
    b"<!doctype html><html><head><title>Welcome</title></head>"
    b"<body><h1>Please log in to this network</h1></body></html>"
)
_DAY = timedelta(days=1)
_DAILY = 10_000


def instead(fault: FaultKind, limit: int, now: datetime) -> Answer:
    """What is said instead of doing it; for silent faults nobody hears it."""
    spent = limits.allowance(limit, limit, now).headers()
    fresh = limits.allowance(limit, 0, now).headers()
    table: dict[FaultKind, tuple[Answer, tuple[tuple[str, str], ...]]] = {
        FaultKind.UNAUTHORIZED: (plain(401, "Unauthorized"), fresh),
        FaultKind.NO_CREDIT: (credits_depleted(), fresh),
        FaultKind.NO_CREDIT_NEW: (credits_gone(), fresh),
        FaultKind.SUSPENDED: (suspended(), fresh),
        FaultKind.UNSEEN: (unseen().answer, fresh),
        FaultKind.LIMITED: (limits.exceeded(), spent),
        FaultKind.LIMITED_NO_RESET: (limits.exceeded_bare(), ()),
        FaultKind.LIMITED_DAY: (limits.exceeded(), (*fresh, *_spent_for_today(now))),
        FaultKind.UNAVAILABLE: (plain(503, "Service Unavailable"), fresh),
        FaultKind.UNAVAILABLE_HTML: (Answer(503, _HTML_503, HTML), ()),
    }
    broken = plain(500, "Internal Server Error"), fresh
    answer, headers = table.get(fault, broken)
    return replace(answer, headers=(*answer.headers, *headers))


def distorted(fault: FaultKind, answer: Answer) -> Answer:
    """What becomes of the answer to a request that did its work."""
    change = _DISTORTIONS.get(fault)
    return change(answer) if change else answer


def _spent_for_today(now: datetime) -> tuple[tuple[str, str], ...]:
    """The other three headers, which count by the day."""
    reset = (now + _DAY).replace(hour=0, minute=0, second=0, microsecond=0)
    return (
        ("x-user-limit-24hour-limit", str(_DAILY)),
        ("x-user-limit-24hour-remaining", "0"),
        ("x-user-limit-24hour-reset", str(int(reset.timestamp()))),
    )


def _broken(answer: Answer) -> Answer:
    return replace(plain(500, "Internal Server Error"), headers=answer.headers)


def _padded(answer: Answer) -> Answer:
    """Still the same JSON, with a long silence in the middle of it."""
    body = answer.body[:1] + b" " * (HUGE - len(answer.body)) + answer.body[1:]
    return replace(answer, body=body)


def _nameless(answer: Answer) -> Answer:
    data = json.loads(answer.body).get("data")
    if not isinstance(data, dict):
        return answer
    kept = {name: data[name] for name in ("text",) if name in data}
    said = json_answer({"data": kept}, answer.status)
    return replace(said, headers=answer.headers)


def _page(_answer: Answer) -> Answer:
    return Answer(200, _HTML_200, HTML)


_DISTORTIONS: dict[FaultKind, Callable[[Answer], Answer]] = {
    FaultKind.BROKEN_APPLIED: _broken,
    FaultKind.HUGE_APPLIED: _padded,
    FaultKind.NO_ID_APPLIED: _nameless,
    FaultKind.HTML_APPLIED: _page,
}
