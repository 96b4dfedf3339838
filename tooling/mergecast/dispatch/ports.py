"""What dispatch needs of the world: a ledger, networks, approvals, a clock."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeAlias

from mergecast.approvals.policy import Approved, NotApproved
from mergecast.dispatch.target import Target
from mergecast.model.key import Key
from mergecast.model.ledger_state import Draft, Freeze, KeyState, Tick
from mergecast.model.outcome import Outcome
from mergecast.payload import PartPayload


class LedgerView(Protocol):
    """The ledger as of one state of its branch."""

    def state(self, key: Key) -> KeyState | None:
        """What is recorded of a whole key, None where it was never touched."""
        ...

    def freezes(self) -> tuple[Freeze, ...]:
        """The scopes in which publishing is stopped."""
        ...

    def tick(self) -> Tick | None:
        """The last tick on record."""
        ...


@dataclass(frozen=True, slots=True)
class Written:
    """The events are in the ledger; ``view`` is the ledger with them."""

    view: LedgerView


@dataclass(frozen=True, slots=True)
class Lost:
    """Someone else wrote first and nothing was written; decide anew on ``view``."""

    view: LedgerView


class Ledger(Protocol):
    """The record of what was sent, and the lock on what may be."""

    def look(self) -> LedgerView:
        """The ledger as it is now.

        Raises:
            LedgerDamagedError: it is missing, another one, or does not verify.
            GitError: it cannot be reached.
        """
        ...

    def write(
        self, view: LedgerView, drafts: Sequence[Draft], at: datetime
    ) -> Written | Lost:
        """Append events by compare-and-swap; all of them or none.

        Raises:
            GitError: whether they were written cannot be known now.
        """
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


Approve: TypeAlias = Callable[[Target], Approved | NotApproved]
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
