"""What each field of an event's line must look like."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from mergecast.model.event import VERSION, EventKind
from mergecast.model.key import (
    FREEZE,
    GENESIS,
    POLICY,
    ROTATE,
    TICK,
    Key,
    KeyFormatError,
    is_reserved,
)

_HASH = re.compile(r"sha256:[0-9a-f]{64}")
_NONCE = re.compile(r"[0-9a-f]{32}")
_MAC = re.compile(r"hmac-sha256:[0-9a-f]{64}")
_AT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z")
_LONGEST = 300
_KINDS = frozenset(EventKind)


def write_instant(at: datetime) -> str:
    """An instant as events hold it: UTC, in milliseconds, always that wide."""
    there = at if at.tzinfo is UTC else at.astimezone(UTC)
    return there.isoformat(timespec="milliseconds")[:-6] + "Z"


def read_instant(text: str) -> datetime:
    """Read back what ``write_instant`` wrote.

    Raises:
        ValueError: the text is no such instant.
    """
    if not _AT.fullmatch(text):
        raise ValueError(text)
    return datetime.fromisoformat(text)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= _LONGEST


def _is_count(value: object) -> bool:
    return type(value) is int and value >= 0


def _is_version(value: object) -> bool:
    return type(value) is int and value == VERSION


def _is_kind(value: object) -> bool:
    return isinstance(value, str) and value in _KINDS


def _is_object(value: object) -> bool:
    return isinstance(value, dict)


def _is_instant(value: object) -> bool:
    try:
        return isinstance(value, str) and bool(read_instant(value))
    except ValueError:
        return False


def _is_key(value: object) -> bool:
    if not isinstance(value, str):
        return False
    try:
        return is_reserved(value) or Key.parse(value).whole
    except KeyFormatError:
        return False


def _is_nonce(value: object) -> bool:
    return isinstance(value, str) and _NONCE.fullmatch(value) is not None


def _is_mac(value: object) -> bool:
    return isinstance(value, str) and _MAC.fullmatch(value) is not None


def _is_hash_or_null(value: object) -> bool:
    return value is None or (
        isinstance(value, str) and _HASH.fullmatch(value) is not None
    )


def _is_object_or_null(value: object) -> bool:
    return value is None or isinstance(value, dict)


def _is_text_or_null(value: object) -> bool:
    return value is None or _is_text(value)


_FIELDS: dict[str, tuple[Callable[[object], bool], str]] = {
    "v": (_is_version, str(VERSION)),
    "seq": (_is_count, "a whole number from 0"),
    "prev": (_is_hash_or_null, "'sha256:' and 64 hex digits, or null"),
    "kind": (_is_kind, "a kind of event that we know"),
    "key": (_is_key, "the whole key of a part, or a reserved one"),
    "try": (_is_count, "a whole number from 0"),
    "nonce": (_is_nonce, "32 hex digits"),
    "at": (_is_instant, "an instant in UTC with milliseconds"),
    "payload": (_is_hash_or_null, "'sha256:' and 64 hex digits, or null"),
    "approval": (_is_object_or_null, "an object or null"),
    "run": (_is_text_or_null, f"a text of at most {_LONGEST} characters, or null"),
    "body": (_is_object, "an object"),
}
_KEYED: dict[str, tuple[Callable[[object], bool], str]] = {
    "mac": (_is_mac, "'hmac-sha256:' and 64 hex digits"),
    "key_id": (_is_text, f"a text of at most {_LONGEST} characters"),
}
_ALL = _FIELDS | _KEYED

_RESERVED: Mapping[EventKind, str] = {
    EventKind.TICK: TICK,
    EventKind.FREEZE: FREEZE,
    EventKind.THAW: FREEZE,
    EventKind.GENESIS: GENESIS,
    EventKind.POLICY: POLICY,
    EventKind.ROTATE: ROTATE,
}


def shape_fault(value: Mapping[str, Any]) -> str | None:
    """The first thing that is wrong with the fields of an event, in words."""
    known = _FIELDS if "mac" not in value and "key_id" not in value else _ALL
    for name, (test, wanted) in known.items():
        if name not in value:
            return f"'{name}' is missing"
        if not test(value[name]):
            return f"'{name}' is {shown(value[name])}, not {wanted}"
    if more := sorted(value.keys() - known.keys()):
        return f"'{more[0]}' is not a field of an event"
    return key_fault(EventKind(value["kind"]), value["key"])


def key_fault(kind: EventKind, key: str) -> str | None:
    """Why an event of this kind cannot be about this key."""
    if not _is_key(key):
        return f"'key' is {shown(key)}, not the whole key of a part"
    if kind is EventKind.INCIDENT:
        wanted = key.startswith("!incident:")
    elif kind in _RESERVED:
        wanted = key == _RESERVED[kind]
    else:
        wanted = not is_reserved(key)
    return None if wanted else f"a '{kind}' event cannot be about '{key}'"


def shown(value: object) -> str:
    """A value in a message, cut short."""
    text = repr(value)
    return text if len(text) <= 60 else text[:59] + "…"
