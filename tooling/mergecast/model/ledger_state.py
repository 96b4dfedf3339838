"""What the ledger says now, as values that decisions are made on."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Generic, TypeVar

from mergecast.errors import UsageError
from mergecast.model.event import Event, EventKind, Json
from mergecast.model.key import Key


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
class Freeze:
    """Publishing is stopped for a scope: ``all``, ``account:KEY``, ``post:ID`` ...

    ``until`` is when people want to be reminded of it; it ends nothing. ``incident`` is
    for which incident it is: what is said in another one passes it only where this one
    was looked at, too.
    """

    scope: str
    reason: str
    by: str
    at: datetime
    seq: int
    until: datetime | None = None
    incident: str | None = None

    def lets_pass(self, key: Key, incidents: Collection[str]) -> bool:
        """Whether what was approved as these incidents ask passes it."""
        own = bool(incidents) and (self.incident is None or self.incident in incidents)
        return own and self.scope != f"post:{key.post}"


@dataclass(frozen=True, slots=True)
class Thawed:
    """A freeze that is over: what it stopped, and from when to when."""

    scope: str
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Crisis:
    """An incident as its last event left it; ``level`` is None where none was said.

    ``levels`` are all that it ever had: who lowers it proves nothing by that, so what
    passes a freeze is asked for at the gravest of them. ``playbook`` is by which it is
    handled.
    """

    id: str
    step: str
    level: str | None = None
    levels: tuple[str, ...] = ()
    playbook: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether it goes on."""
        return self.step not in CLOSED_STEPS


CLOSED_STEPS = frozenset({"close", "retro"})
"""The steps after which nothing more passes a freeze for an incident."""


def stopped_by(
    key: Key, freezes: Iterable[Freeze], scopes: Collection[str] = ()
) -> Freeze | None:
    """The freeze that stops a key, if one does.

    A deletion is never stopped: in a crisis people freeze and retract. What is said in
    an incident, as the matrix asks, is stopped only by a freeze of that very post.

    Args:
        key: what would be sent.
        freezes: those in force.
        scopes: what the key belongs to beside its account and post (``campaign:ID``).
    """
    if key.delete:
        return None
    said = {each.removeprefix(PASSES) for each in scopes if each.startswith(PASSES)}
    mine = about(key, freezes, scopes)
    return next((each for each in mine if not each.lets_pass(key, said)), None)


def about(
    key: Key, freezes: Iterable[Freeze], scopes: Collection[str] = ()
) -> tuple[Freeze, ...]:
    """The freezes that are about a key, whether they let it pass or not."""
    own = _scopes(key, scopes)
    return tuple(freeze for freeze in freezes if freeze.scope in own)


PASSES = "incident:"
"""How the scopes begin by which a claim says of which incidents it passes the freezes.

The first is that in which it is said. The others are those that were looked at when it
was approved, so that one which began since stops it still.
"""


def said_in(scopes: Iterable[object] | None) -> str | None:
    """The incident in which something is said, by the scopes of its claim."""
    named = (str(each) for each in scopes or () if str(each).startswith(PASSES))
    own = next(named, None)
    return None if own is None else own.removeprefix(PASSES)


def was_stopped_by(
    key: Key, ended: Iterable[Thawed], scopes: Collection[str] = ()
) -> Thawed | None:
    """The freeze that stopped a key and ended last; None where none did."""
    own = _scopes(key, scopes)
    found = [each for each in ended if each.scope in own]
    return max(found, key=lambda each: each.until, default=None)


def _scopes(key: Key, more: Collection[str]) -> set[str]:
    return {"all", f"account:{key.account}", f"post:{key.post}", *more}


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
