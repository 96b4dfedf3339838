"""What a tick acts through, and what it tells of each thing it did."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from mergecast.dispatch.ports import Approve, Clock, LedgerView, Publisher
from mergecast.dispatch.target import Target
from mergecast.model.key import Key
from mergecast.model.ledger_state import Appended, Conflict, Draft, RefusedEventError
from mergecast.model.settings import Account, Publishing


@dataclass(frozen=True, slots=True)
class World:
    """The ports that a tick acts through, and what the settings say of it."""

    look: Callable[[], LedgerView]
    accounts: Mapping[str, Account]
    publisher: Callable[[Account], Publisher]
    files: Callable[[Target], Mapping[str, bytes]]
    permalink: Callable[[Account, str], str]
    approve: Approve
    clock: Clock
    publishing: Publishing = field(default_factory=Publishing)
    stopping: Callable[[], bool] = lambda: False


@dataclass(frozen=True, slots=True)
class Step:
    """What was done with one part, for people and logs.

    ``settled`` is false where a person must look: the part may be live, or is held.
    """

    key: Key
    what: str
    detail: str
    settled: bool = True


def append(
    world: World, view: LedgerView, draft: Draft
) -> Appended[LedgerView] | Conflict[LedgerView]:
    """Append one event; what the rules refuse now is a race lost like any other."""
    try:
        return view.append([draft], at=world.clock.now())
    except RefusedEventError:
        return Conflict(world.look())
