"""An event as a line of an events file, and back, with every violation named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from mergecast.ledger.bodies import body_fault
from mergecast.ledger.canonical import (
    NotCanonicalError,
    canonical,
    digest,
    read_canonical,
)
from mergecast.ledger.damage import DamageError, refuse_newer
from mergecast.ledger.shape import read_instant, shape_fault, write_instant
from mergecast.model.event import VERSION, Event, EventKind


def day_path(at: datetime) -> str:
    """The events file of an instant."""
    return _path_of((at if at.tzinfo is UTC else at.astimezone(UTC)).date())


@lru_cache(maxsize=64)  # pure; all but a few events are of today or yesterday
def _path_of(day: date) -> str:
    return f"events/{day:%Y/%m/%d}.jsonl"


def fields(event: Event) -> dict[str, Any]:
    """The fields of an event's line, without the MAC."""
    return {
        "v": VERSION,
        "seq": event.seq,
        "prev": event.prev,
        "kind": event.kind,
        "key": event.key,
        "try": event.try_,
        "nonce": event.nonce,
        "at": write_instant(event.at),
        "payload": event.payload,
        "approval": event.approval,
        "run": event.run,
        "body": event.body,
    } | ({} if event.key_id is None else {"key_id": event.key_id})


def encode(event: Event) -> bytes:
    """The line of an event, without its line break; the bytes that ``hash`` is of."""
    mac = {} if event.mac is None else {"mac": event.mac}
    return canonical(fields(event) | mac)


def decode(raw: bytes, place: str) -> Event:
    """The event of a line; lines seen before cost next to nothing.

    Args:
        raw: the line without its line break.
        place: file and line, for messages.

    Raises:
        LedgerDamagedError: the line is not an event.
        WorkspaceError: a newer mergecast wrote it.
    """
    found = _decoded(raw)
    if isinstance(found, Event):
        return found
    refuse_newer(found.value, place)
    raise DamageError(place, found.fault)


class _Faulty(NamedTuple):
    fault: str
    value: Mapping[str, Any]


@lru_cache(maxsize=4096)  # pure; a tick that waits reads the same two days again
def _decoded(raw: bytes) -> Event | _Faulty:
    try:
        value = read_canonical(raw)
    except NotCanonicalError as error:
        return _Faulty(str(error), {})
    fault = shape_fault(value) or body_fault(EventKind(value["kind"]), value["body"])
    if fault:
        return _Faulty(fault, value)
    return Event(
        seq=value["seq"],
        prev=value["prev"],
        kind=EventKind(value["kind"]),
        key=value["key"],
        try_=value["try"],
        nonce=value["nonce"],
        at=read_instant(value["at"]),
        payload=value["payload"],
        approval=value["approval"],
        run=value["run"],
        body=value["body"],
        mac=value.get("mac"),
        key_id=value.get("key_id"),
        hash=digest(raw),
    )


def lines(raw: bytes, path: str) -> Iterator[tuple[str, bytes]]:
    """The place and bytes of each line of an events file.

    Raises:
        LedgerDamagedError: the last line is cut off, or a line is empty or has a
            carriage return.
    """
    if raw and not raw.endswith(b"\n"):
        number = raw.count(b"\n") + 1
        raise DamageError(f"{path}:{number}", "the last line is cut off")
    for number, line in enumerate(raw.split(b"\n")[:-1], 1):
        place = f"{path}:{number}"
        if not line:
            raise DamageError(place, "the line is empty")
        if b"\r" in line:
            raise DamageError(place, "the line has a Windows line end (CR)")
        yield place, line
