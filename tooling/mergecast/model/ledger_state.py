"""What the ledger says now, as values that decisions are made on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Generic, TypeVar

from mergecast.errors import UsageError
from mergecast.model.event import Event, EventKind, Json


class PartState(StrEnum):
    """The state of one key. No record at all is ``OPEN`` too."""

    OPEN = "open"
    CLAIMED = "claimed"
    SENDING = "sending"
    POSTED = "posted"
    RETRACTED = "retracted"
    UNKNOWN = "unknown"
    HELD = "held"
    MISSED = "missed"
    MANUAL = "manual"
    CANCELLED = "cancelled"


class Via(StrEnum):
    """How it is known that a part is live."""

    SEND = "send"
    LOOKUP = "lookup"
    PERSON = "person"


class Resolution(StrEnum):
    """What a person may say of a part that waits for them."""

    POSTED = "posted"
    RESEND = "resend"
    CANCEL = "cancel"
    GONE = "gone"
    MANUAL = "manual"


FILE_GONE = "file-gone"
"""The ``code`` of a cancellation that is undone when the post's file returns."""

CHANGED_WHILE_LIVE = "changed-while-live"
"""The ``code`` of a hold: the post was edited after some of its parts went out."""


@dataclass(frozen=True, slots=True)
class Claim:
    """Who has the key now, or had it last: lease and deadline run from ``at``."""

    nonce: str
    at: datetime
    run: str | None = None


@dataclass(frozen=True, slots=True)
class KeyState:
    """One key, as its last event left it.

    Args:
        key: the whole key.
        state: where it stands.
        kind: the event that brought it there; ``seq``, ``at``, ``nonce`` and ``event``
            (its hash) name that event.
        try_: the last try, 0 before the first claim.
        payload: what was claimed, or what the last event named.
        claim: the last claim, None before the first.
        remote_id: the network's id, once live.
        url: where it can be seen, once live.
        reason: why it waits, for a person.
        code: the same for programs, a slug (``file-gone``, ``duplicate`` ...).
        may_be_live: whether it is, or may be, live.
        scopes: what the claim said it belongs to, beyond its account (a campaign).
        target: the digest of all that the target was to send when the part was claimed,
            or when a person agreed that it goes out with what is live.
    """

    key: str
    state: PartState
    kind: EventKind
    seq: int
    at: datetime
    nonce: str
    event: str
    try_: int = 0
    payload: str | None = None
    claim: Claim | None = None
    remote_id: str | None = None
    url: str | None = None
    reason: str | None = None
    code: str | None = None
    may_be_live: bool = False
    scopes: tuple[str, ...] = ()
    target: str | None = None


@dataclass(frozen=True, slots=True)
class Tick:
    """The last run of ``publish`` that wrote one.

    ``main`` is the commit it read; ``carry`` is every post id that it could neither
    finish nor expect to see again by its date, with the reason. ``paused`` is every
    account that could not send what was due, with the reason.
    """

    main: str
    carry: Mapping[str, Mapping[str, str]]
    at: datetime
    seq: int
    paused: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Policy:
    """The policy in force, and the last commit that was judged under it.

    ``judged`` may be newer than the value: a change that fails leaves the value.
    """

    value: Json
    digest: str
    judged: str | None
    seq: int


@dataclass(frozen=True, slots=True)
class Birth:
    """What genesis says: the ledger's id and what it was born with."""

    id: str
    sandbox: bool
    forge: str
    accounts: Mapping[str, Json]
    at: datetime


@dataclass(frozen=True, slots=True)
class Draft:
    """An event that a decision asks for, before the ledger numbers and stamps it.

    ``try_`` None means the next one for a claim, and the present one for the rest; a
    runner gives the try of its own claim, so that a stale runner is refused. Of what
    follows a claim, ``payload`` None means the claim's.
    """

    kind: EventKind
    key: str
    try_: int | None = None
    payload: str | None = None
    approval: Json | None = None
    body: Json = field(default_factory=dict)


View_co = TypeVar("View_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Appended(Generic[View_co]):
    """The events are in the ledger; ``view`` is the ledger with them."""

    view: View_co
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Conflict(Generic[View_co]):
    """Someone else wrote first, and nothing of ours is in: decide again on ``view``."""

    view: View_co


class RefusedEventError(UsageError):
    """The ledger's rules do not allow this event now; nothing was written."""
