"""An event of the ledger: the envelope that every kind shares.

On disk an event is one line of canonical JSON (RFC 8785) with exactly these fields:
``v seq prev kind key try nonce at payload approval run body``, and ``mac`` with
``key_id`` where the ledger is keyed.

One word, one meaning: ``payload`` is the digest of what a part sends, here as
everywhere, or null. What only one kind has to say (the id under which a part is live,
a freeze's scope, a tick's ``main`` and ``carry``) is in ``body``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeAlias

VERSION = 1
"""``v`` of every event; a reader that meets a greater one stops."""

Json: TypeAlias = Mapping[str, Any]
"""A JSON object without floats; what was read is not changed by anyone."""


class EventKind(StrEnum):
    """All kinds there are."""

    CLAIM = "claim"
    SENDING = "sending"
    POSTED = "posted"
    RETRACTED = "retracted"
    UNKNOWN = "unknown"
    RELEASED = "released"
    HELD = "held"
    MISSED = "missed"
    RESOLVED = "resolved"
    CANCELLED = "cancelled"
    INCIDENT = "incident"
    FREEZE = "freeze"
    THAW = "thaw"
    GENESIS = "genesis"
    POLICY = "policy"
    ROTATE = "rotate"
    TICK = "tick"


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened.

    Args:
        seq: counts from 0 (genesis), without gaps; it, not ``at``, gives the order.
        prev: the hash of the event before, None for genesis.
        kind: what happened.
        key: a whole part key, or a reserved one.
        try_: which try of the key this belongs to, from 1; 0 where there are no tries.
        nonce: 32 hex digits, never twice: how a writer knows its own event again.
        at: what the writer's clock said, in milliseconds, UTC.
        payload: the digest of the part's payload, or None.
        approval: the proof on which a claim rests, or None.
        run: where it was written, as ``github:RUN/ATTEMPT/HEX`` or
            ``local:HOST:PID:HEX``, the end by chance.
        body: what this kind has to say.
        mac: ``hmac-sha256:HEX`` over the rest, where the ledger is keyed.
        key_id: which key made the MAC.
        hash: ``sha256:HEX`` of its line without the line break, MAC included; what the
            next event's ``prev`` holds. Not in the line itself.
    """

    seq: int
    prev: str | None
    kind: EventKind
    key: str
    try_: int
    nonce: str
    at: datetime
    payload: str | None = None
    approval: Json | None = None
    run: str | None = None
    body: Json = field(default_factory=dict)
    mac: str | None = None
    key_id: str | None = None
    hash: str = field(default="", compare=False)
