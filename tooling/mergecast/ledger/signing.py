"""Who may write: MACs over events and key records, and which key is in force.

A ledger is unkeyed until its first ``rotate``. From then on every event carries a MAC
by the key that the latest ``rotate`` names, save ``freeze`` and ``incident``: stopping
must never wait for a secret. Someone who can push but has no key can thus add noise,
and stop publishing, but cannot write that something was posted, settled or thawed.

The MAC of an event is HMAC-SHA256 over its canonical JSON without ``mac``. The MAC of
a key record is over ``mergecast key record``, a zero byte and the record without its
``mac``, so that neither can be passed off as the other. A ``rotate`` is signed by the
new key like any event, and carries in ``body.old_mac`` the old key's MAC over the same
event without ``mac`` and ``body.old_mac``. Where the old key is lost (``body.lost``)
nobody can make or check that MAC; whoever still has the old key takes such a rotation
for damage, so nobody can end a key that somebody uses.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any

from mergecast.errors import WorkspaceError
from mergecast.ledger.canonical import canonical
from mergecast.ledger.envelope import fields
from mergecast.ledger.record import Record, record_fields
from mergecast.model.event import Event, EventKind

UNKEYED = frozenset({EventKind.FREEZE, EventKind.INCIDENT})
"""What anyone with write access may add to a keyed ledger."""

_RECORD = b"mergecast key record\0"


@dataclass(frozen=True, slots=True)
class Signer:
    """A key of the ledger and the name by which events call it."""

    key_id: str
    key: bytes = field(repr=False)

    def sign(self, raw: bytes) -> str:
        """The MAC of some bytes."""
        return "hmac-sha256:" + hmac.new(self.key, raw, sha256).hexdigest()


@dataclass(frozen=True, slots=True)
class Keyring:
    """The keys that this process has.

    The one in force signs, whichever place it has here, so that a key can be at hand
    everywhere before it is turned on. ``signer`` is the one that a rotation brings.
    """

    signer: Signer | None = None
    retired: tuple[Signer, ...] = ()

    def find(self, key_id: str | None) -> Signer | None:
        """The key of that name, if we have it."""
        every = (*((self.signer,) if self.signer else ()), *self.retired)
        return next((one for one in every if one.key_id == key_id), None)


@dataclass(frozen=True, slots=True)
class Keys:
    """Which key is in force from which event on, oldest first; empty while unkeyed."""

    since: tuple[tuple[int, str], ...] = ()

    @property
    def present(self) -> str | None:
        """The key in force now."""
        return self.since[-1][1] if self.since else None

    def at(self, seq: int) -> str | None:
        """The key in force for an event; a ``rotate`` counts as under its new key."""
        if not self.since:
            return None
        return next((key for start, key in reversed(self.since) if start <= seq), None)


def signed(event: Event, keys: Keys, ring: Keyring) -> Event:
    """The event as it may be written under the key in force.

    Raises:
        WorkspaceError: the ledger is keyed and we do not have its key.
    """
    if event.kind is EventKind.ROTATE:
        return _rotated(event, keys, ring)
    if keys.present is None:
        return event
    signer = ring.find(keys.present)
    if signer is not None:
        return _with_mac(event, signer)
    if event.kind not in UNKEYED:
        refuse_keyless(keys, ring)
    return event


def mac_fault(event: Event, keys: Keys, ring: Keyring) -> str | None:
    """What is wrong with an event's MAC, in words.

    Without the key that made it, only its presence and name are judged.
    """
    wanted = keys.at(event.seq)
    if event.key_id is None:
        if wanted is None or event.kind in UNKEYED:
            return None
        return f"a '{event.kind}' event without a MAC in a ledger keyed by '{wanted}'"
    if event.key_id != wanted:
        return f"it is signed by the key '{event.key_id}', which is not in force"
    signer = ring.find(event.key_id)
    if signer and not _same(event.mac, signer.sign(canonical(fields(event)))):
        return f"its MAC was not made by the key '{event.key_id}'"
    if event.kind is EventKind.ROTATE:
        return _old_mac_fault(event, keys, ring)
    return None


def unkeyed_fault(keys: Keys, wanted: str | None) -> str | None:
    """Why a ledger is not under the key that settings name, in words."""
    if wanted is None or wanted in {key_id for _, key_id in keys.since}:
        return None
    found = f"its key is '{keys.present}'" if keys.present else "it has no key"
    return f"settings name the ledger's key '{wanted}', and {found}"


def record_mac(record: Mapping[str, Any], signer: Signer) -> str:
    """The MAC of a key record, given without its ``mac``."""
    return signer.sign(_RECORD + canonical(record))


def record_mac_fault(record: Record, keys: Keys, ring: Keyring) -> str | None:
    """What is wrong with a key record's MAC, in words."""
    wanted, key_id = keys.at(record.seq), record.key_id
    if key_id is None:
        if wanted is None or record.kind in UNKEYED:
            return None
        return f"it has no MAC, in a ledger keyed by '{wanted}'"
    if key_id != wanted:
        return f"it is signed by the key '{key_id}', which was not in force"
    signer = ring.find(key_id)
    if signer and not _same(record.mac, record_mac(record_fields(record), signer)):
        return f"its MAC was not made by the key '{key_id}'"
    return None


def refuse_keyless(keys: Keys, ring: Keyring) -> None:
    """Stop before work that could not be recorded.

    Raises:
        WorkspaceError: the ledger is keyed and we do not have its key.
    """
    if keys.present is not None and ring.find(keys.present) is None:
        raise _keyless(keys.present, ring.signer)


def _rotated(event: Event, keys: Keys, ring: Keyring) -> Event:
    new = ring.signer
    if new is None or new.key_id in {key_id for _, key_id in keys.since}:
        raise WorkspaceError(
            "there is no new key to rotate to",
            hint="set MERGECAST_LEDGER_KEY to a key with a name never used before",
            not_done="nothing was recorded",
        )
    body = {**event.body, "key_id": new.key_id, "old_key_id": keys.present}
    event = replace(event, body=body, key_id=new.key_id)
    if keys.present is not None and not body.get("lost"):
        refuse_keyless(keys, ring)
        old = ring.find(keys.present)
        assert old is not None  # noqa: S101 - else it was refused
        body = body | {"old_mac": old.sign(canonical(fields(event)))}
    return _with_mac(replace(event, body=body), new)


def _old_mac_fault(event: Event, keys: Keys, ring: Keyring) -> str | None:
    before = keys.at(event.seq - 1)
    if event.body.get("old_key_id") != before:
        return f"it does not say that it retires the key '{before}'"
    old = ring.find(before)
    if old is None:
        return None
    body = {name: value for name, value in event.body.items() if name != "old_mac"}
    expected = old.sign(canonical(fields(replace(event, body=body))))
    if not _same(event.body.get("old_mac"), expected):
        return f"the key '{before}' that it retires did not sign it"
    return None


def _with_mac(event: Event, signer: Signer) -> Event:
    event = replace(event, key_id=signer.key_id)
    return replace(event, mac=signer.sign(canonical(fields(event))))


def _same(given: object, expected: str) -> bool:
    return isinstance(given, str) and hmac.compare_digest(
        given.encode("utf-8", "replace"), expected.encode()
    )


def _keyless(wanted: str, has: Signer | None) -> WorkspaceError:
    have = f"the key here is '{has.key_id}'" if has else "there is no key here"
    return WorkspaceError(
        f"the ledger is keyed by '{wanted}' and {have}",
        hint="run it where the key is kept, with MERGECAST_LEDGER_KEY set",
        not_done="nothing was recorded",
    )
