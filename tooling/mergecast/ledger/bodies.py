"""What each kind of event must say in its body.

The JSON Schema (``schemas/event.json``) says the same and more, and ``verify`` applies
it; this table is what a tick can afford, and the tests hold the two together.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mergecast.ledger.shape import read_instant
from mergecast.model.event import EventKind

REQUIRED: Mapping[EventKind, Mapping[str, type]] = {
    EventKind.CLAIM: {},
    EventKind.SENDING: {},
    EventKind.POSTED: {"id": str, "via": str},
    EventKind.RETRACTED: {},
    EventKind.UNKNOWN: {"reason": str},
    EventKind.RELEASED: {"reason": str},
    EventKind.HELD: {"reason": str, "may_be_live": bool},
    EventKind.MISSED: {"reason": str, "may_be_live": bool},
    EventKind.RESOLVED: {"outcome": str, "by": str, "reason": str},
    EventKind.CANCELLED: {"reason": str},
    EventKind.INCIDENT: {"step": str, "by": str},
    EventKind.FREEZE: {"scope": str, "reason": str, "by": str},
    EventKind.THAW: {"scope": str, "reason": str, "by": str},
    EventKind.GENESIS: {
        "sandbox": bool,
        "forge": str,
        "policy": dict,
        "policy_digest": str,
        "accounts": dict,
    },
    EventKind.POLICY: {"commit": str, "accepted": bool, "digest": str, "value": dict},
    EventKind.ROTATE: {"key_id": str},
    EventKind.TICK: {"main": str, "carry": dict},
}

OPTIONAL: Mapping[str, type] = {
    "id": str,
    "url": str,
    "code": str,
    "evidence": str,
    "scopes": list,
    "target": str,
    "until": str,
    "since": str,
    "incident": str,
    "account": bool,
    "paused": dict,
    "read_back": dict,
    "reads": dict,
    "lost": bool,
}
"""What some kinds may add and the ledger reads; null is as good as absent."""

_NAMES = {
    list: "a list of strings",
    str: "a string",
    bool: "true or false",
    dict: "an object",
}


def body_fault(kind: EventKind, body: Mapping[str, Any]) -> str | None:
    """The first thing that is wrong with a body, in words."""
    for name, wanted in REQUIRED[kind].items():
        if name not in body:
            return f"a '{kind}' event needs 'body.{name}'"
        if not isinstance(body[name], wanted):
            return f"'body.{name}' of a '{kind}' event must be {_NAMES[wanted]}"
    for name, wanted in OPTIONAL.items():
        if body.get(name) is not None and not isinstance(body[name], wanted):
            return f"'body.{name}' must be {_NAMES[wanted]}"
    if not all(isinstance(one, str) for one in body.get("scopes") or ()):
        return "'body.scopes' must be a list of strings"
    return _instant_fault(kind, body)


_INSTANTS = {EventKind.FREEZE: "until", EventKind.THAW: "since"}


def _instant_fault(kind: EventKind, body: Mapping[str, Any]) -> str | None:
    """What the record of freezes is made of has to be readable in it."""
    name = _INSTANTS.get(kind)
    if name is None or body.get(name) is None:
        return None
    try:
        read_instant(str(body[name]))
    except ValueError:
        return f"'body.{name}' of a '{kind}' event must be an instant"
    return None
