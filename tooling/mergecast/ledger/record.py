"""The present state of one key, as a small file that is found by the key alone.

"Was this ever published?" is thus one look by path, whatever the ledger's age. A record
names the event that it is the result of; ``verify`` folds all events and compares.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from typing import Any

from mergecast.ledger.canonical import NotCanonicalError, canonical, read_canonical
from mergecast.ledger.damage import DamageError, refuse_newer
from mergecast.ledger.shape import read_instant, write_instant
from mergecast.model.event import VERSION, EventKind
from mergecast.model.ledger_state import Claim, KeyState, PartState


@dataclass(frozen=True, slots=True)
class Record:
    """A key and what its last event left; ``facts`` is what that means for the kind.

    ``event`` is the hash of that event. ``mac`` and ``key_id`` are this record's own.
    """

    key: str
    kind: EventKind
    seq: int
    at: datetime
    nonce: str
    event: str
    try_: int
    payload: str | None
    facts: Mapping[str, Any]
    mac: str | None = field(default=None, compare=False)
    key_id: str | None = field(default=None, compare=False)


@lru_cache(maxsize=4096)  # pure; a tick asks for the same keys again and again
def record_path(key: str) -> str:
    """Where the record of a key is kept."""
    name = sha256(key.encode()).hexdigest()
    return f"keys/{name[:2]}/{name}"


def record_fields(record: Record) -> dict[str, Any]:
    """The fields of a record, without its MAC."""
    return {
        "v": VERSION,
        "key": record.key,
        "kind": record.kind,
        "seq": record.seq,
        "at": write_instant(record.at),
        "nonce": record.nonce,
        "event": record.event,
        "try": record.try_,
        "payload": record.payload,
        "facts": dict(record.facts),
    } | ({} if record.key_id is None else {"key_id": record.key_id})


def write_record(record: Record) -> bytes:
    """The bytes of a record's file."""
    mac = {} if record.mac is None else {"mac": record.mac}
    return canonical(record_fields(record) | mac) + b"\n"


@lru_cache(maxsize=4096)  # pure; a tick that waits reads the same records again
def read_record(raw: bytes, key: str) -> Record:
    """The record in a file that was looked up by ``key``.

    Raises:
        LedgerDamagedError: it is none, or another key's.
        WorkspaceError: a newer mergecast wrote it.
    """
    place = f"{record_path(key)} ({key})"
    try:
        value = read_canonical(raw.removesuffix(b"\n"))
        refuse_newer(value, place)
        found = Record(
            key=value["key"],
            kind=EventKind(value["kind"]),
            seq=int(value["seq"]),
            at=read_instant(value["at"]),
            nonce=value["nonce"],
            event=value["event"],
            try_=int(value["try"]),
            payload=value["payload"],
            facts=dict(value["facts"]),
            mac=value.get("mac"),
            key_id=value.get("key_id"),
        )
    except NotCanonicalError as error:
        raise DamageError(place, str(error)) from error
    except (KeyError, TypeError, ValueError) as error:
        raise DamageError(place, f"it is not the record of a key: {error}") from error
    if found.key != key:
        raise DamageError(place, f"it is the record of '{found.key}'")
    return found


def key_state(record: Record) -> KeyState:
    """The record of a part, as decisions want it.

    Raises:
        LedgerDamagedError: its facts are not those of a part.
    """
    facts = record.facts
    try:
        return KeyState(
            key=record.key,
            state=PartState(facts["state"]),
            kind=record.kind,
            seq=record.seq,
            at=record.at,
            nonce=record.nonce,
            event=record.event,
            try_=record.try_,
            payload=record.payload,
            claim=_claim(facts.get("claim")),
            remote_id=facts.get("id"),
            url=facts.get("url"),
            reason=facts.get("reason"),
            code=facts.get("code"),
            may_be_live=facts["may_be_live"] is not False,
            scopes=tuple(facts.get("scopes", ())),
            target=facts.get("target"),
        )
    except (KeyError, TypeError, ValueError) as error:
        place = f"{record_path(record.key)} ({record.key})"
        raise DamageError(place, f"it is not the state of a part: {error}") from error


def _claim(facts: Mapping[str, Any] | None) -> Claim | None:
    if facts is None:
        return None
    return Claim(facts["nonce"], read_instant(facts["at"]), facts["run"])
