"""What dispatch needs of the world: a ledger, networks, approvals, a clock."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol, Self, TypeAlias, runtime_checkable

if TYPE_CHECKING:
    # Ports are only types: a plan with nothing due never loads what they speak of.
    from mergecast.approvals.policy import Approved, NotApproved
    from mergecast.dispatch.target import Found, Target
    from mergecast.model.event import Event
    from mergecast.model.freeze import Crisis, Freeze, Thawed
    from mergecast.model.key import Key
    from mergecast.model.ledger_state import Appended, Conflict, Draft, KeyState, Tick
    from mergecast.model.outcome import Deletion, Outcome
    from mergecast.payload import PartPayload


class Recorded(Protocol):
    """What is on record, as of one state of the ledger."""

    def state(self, key: Key) -> KeyState | None:
        """What is recorded of a whole key, None where it was never touched."""
        ...

    def states(self, keys: Iterable[Key]) -> Mapping[str, KeyState | None]:
        """Many keys in one look, by their text: a look at each is dear."""
        ...

    def freezes(self) -> tuple[Freeze, ...]:
        """The scopes in which publishing is stopped."""
        ...

    def thawed(self) -> tuple[Thawed, ...]:
        """The freezes that are over, as far as they matter still."""
        ...

    def crisis(self, incident: str) -> Crisis | None:
        """An incident by its id; None where nobody opened it."""
        ...

    def tick(self) -> Tick | None:
        """The last tick on record."""
        ...


class Tail(Protocol):
    """The newest events: at least those of the last two days on record."""

    @property
    def events(self) -> tuple[Event, ...]:
        """In order."""
        ...


class Recent(Recorded, Protocol):
    """What is on record, and what happened lately."""

    @property
    def tail(self) -> Tail:
        """Its newest events, at hand."""
        ...


class LedgerView(Recent, Protocol):
    """One state of the ledger, and the way to write after it."""

    def events(self, since: date | None = None) -> Iterator[Event]:
        """The events of the days from ``since`` on; reads as many files."""
        ...

    def append(
        self, drafts: Sequence[Draft], *, at: datetime
    ) -> Appended[Self] | Conflict[Self]:
        """Write events after this state, by compare-and-swap; all of them or none.

        Raises:
            RefusedEventError: the ledger's rules do not allow one of them now.
            GitError: whether they were written cannot be known now.
        """
        ...


class Calendar(Protocol):
    """The publishing branch's posts, as of one commit."""

    @property
    def commit(self) -> str:
        """The commit that is read."""
        ...

    def read(self, last: Tick | None, now: datetime) -> Found:
        """The posts that a tick has to look at."""
        ...


class NotReadyError(Exception):
    """Something failed before the send; nothing was posted, and a retry is safe.

    ``account`` is whether the fault is the whole account's: its keys are missing, or
    refused, so that nothing else of it could be sent either.
    """

    def __init__(self, reason: str, *, account: bool = False) -> None:
        super().__init__(reason)
        self.account = account


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a network has been given before the send: ids of uploaded media."""

    media: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnPost:
    """A post on the account's own timeline.

    ``texts`` are what its author may have written: what a network adds (a link to what
    is quoted) cannot always be told from what was there.
    """

    id: str
    texts: tuple[str, ...]
    reply_to: str | None = None


@dataclass(frozen=True, slots=True)
class Unreadable:
    """The timeline could not be read whole, so it proves nothing.

    ``account`` is whether the fault is the whole account's.
    """

    reason: str
    account: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """What one post shows: ``texts`` as of ``OwnPost``, and each image's alt text."""

    texts: tuple[str, ...]
    alts: tuple[str, ...] = ()


@runtime_checkable
class Reader(Protocol):
    """A publisher on whose network a post can be read back by its id."""

    def read(self, remote_id: str) -> Shown | Unreadable:
        """What one of the account's posts shows; never raises."""
        ...


class Publisher(Protocol):
    """One account on one network."""

    def look_up(self, since: datetime) -> tuple[OwnPost, ...] | Unreadable:
        """The account's own posts since then, replies too; all of them or no answer."""
        ...

    def prepare(self, part: PartPayload, files: Mapping[str, bytes]) -> Prepared:
        """Upload what a part needs; publishes nothing.

        Raises:
            NotReadyError: an upload failed.
        """
        ...

    def send(
        self, part: PartPayload, prepared: Prepared, links: Mapping[str, str]
    ) -> Outcome:
        """Send a part once. ``links``: ids of the own posts it refers to, by key.

        Where the network is ``native``, the part's own key goes along as the one that
        it takes only once.
        """
        ...

    def is_live(self, remote_id: str) -> bool | Unreadable:
        """Whether one of the account's posts is there to be read."""
        ...

    def delete(self, remote_id: str) -> Deletion:
        """Delete one of the account's posts; what is gone already counts as deleted."""
        ...


Approve: TypeAlias = "Callable[[Target], Approved | NotApproved]"
"""Was exactly this approved by the right people? Asked only where it matters."""


class Clock(Protocol):
    """Time, so that a simulation can have its own."""

    def now(self) -> datetime:
        """The present instant, aware."""
        ...

    def monotonic(self) -> float:
        """Seconds on a clock that never goes backwards."""
        ...

    def sleep(self, seconds: float) -> None:
        """Wait."""
        ...
