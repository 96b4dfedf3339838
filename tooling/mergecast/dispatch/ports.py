"""What dispatch needs of the world: a ledger, networks, approvals, a clock."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol, Self, TypeAlias

if TYPE_CHECKING:
    # Ports are only types: a plan with nothing due never loads what they speak of.
    from mergecast.approvals.policy import Approved, NotApproved
    from mergecast.dispatch.target import Found, Target
    from mergecast.model.key import Key
    from mergecast.model.ledger_state import (
        Appended,
        Conflict,
        Draft,
        Freeze,
        KeyState,
        Tick,
    )
    from mergecast.model.outcome import Outcome
    from mergecast.payload import PartPayload


class Recorded(Protocol):
    """What is on record, as of one state of the ledger."""

    def state(self, key: Key) -> KeyState | None:
        """What is recorded of a whole key, None where it was never touched."""
        ...

    def freezes(self) -> tuple[Freeze, ...]:
        """The scopes in which publishing is stopped."""
        ...

    def tick(self) -> Tick | None:
        """The last tick on record."""
        ...


class LedgerView(Recorded, Protocol):
    """One state of the ledger, and the way to write after it."""

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
    """Something failed before the send; nothing was posted, and a retry is safe."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a network has been given before the send: ids of uploaded media."""

    media: tuple[str, ...] = ()


class Publisher(Protocol):
    """One account on one network."""

    def prepare(self, part: PartPayload, files: Mapping[str, bytes]) -> Prepared:
        """Upload what a part needs; publishes nothing.

        Raises:
            NotReadyError: an upload failed.
        """
        ...

    def send(
        self, part: PartPayload, prepared: Prepared, links: Mapping[str, str]
    ) -> Outcome:
        """Send a part once. ``links``: ids of the own posts it refers to, by key."""
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
