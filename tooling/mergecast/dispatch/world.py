"""What a tick acts through, and what it tells of each thing it did."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mergecast.dispatch.ports import Approve, Clock, LedgerView, Publisher
from mergecast.dispatch.spending import Reads
from mergecast.dispatch.target import Target
from mergecast.model.event import EventKind
from mergecast.model.key import Key
from mergecast.model.ledger_state import Appended, Conflict, Draft, RefusedEventError
from mergecast.model.settings import Account, Publishing

if TYPE_CHECKING:
    from mergecast.dispatch.budget import Budgets, Purse

_RESTS_ON_MAIN = frozenset({EventKind.CLAIM, EventKind.MISSED, EventKind.CANCELLED})
"""What is written because of what is merged; the rest records what was done."""


class MainMovedError(Exception):
    """The publishing branch moved: what was decided on is not what is merged now."""


@dataclass(frozen=True, slots=True)
class World:
    """The ports that a tick acts through, and what the settings say of it.

    ``moved`` is whether the publishing branch is another than the one that was read;
    ``among`` is all that was read of it. ``reads`` is what this run read of own posts;
    ``budgets`` is what may be spent, and ``purse`` the same with what was.
    """

    look: Callable[[], LedgerView]
    accounts: Mapping[str, Account]
    publisher: Callable[[Account], Publisher]
    files: Callable[[Target], Mapping[str, bytes]]
    permalink: Callable[[Account, str], str]
    approve: Approve
    clock: Clock
    publishing: Publishing = field(default_factory=Publishing)
    stopping: Callable[[], bool] = lambda: False
    moved: Callable[[], bool] = lambda: False
    among: Sequence[Target] = ()
    reads: Reads = field(default_factory=Reads)
    budgets: Budgets | None = None
    purse: Purse | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """What was done with one part, for people and logs.

    ``settled`` is false where a person must look: the part may be live, or is held.
    ``account`` is whether the whole account could not send, and not this part alone.
    ``read_back`` is what a look at what is live has shown, where there was one.
    """

    key: Key
    what: str
    detail: str
    settled: bool = True
    account: bool = False
    read_back: str = ""


def _rests_on_main(draft: Draft) -> bool:
    """A part that is open again is of no try: its file is back, or has another time."""
    reopened = draft.kind is EventKind.RELEASED and draft.try_ is None
    return reopened or draft.kind in _RESTS_ON_MAIN


def append(
    world: World, view: LedgerView, *drafts: Draft
) -> Appended[LedgerView] | Conflict[LedgerView]:
    """Append events, all or none; what is refused now is a race lost like any other.

    Raises:
        MainMovedError: the event would rest on what is merged no longer.
        GitError: no answer; whether the event was written is not known.
    """
    if any(_rests_on_main(each) for each in drafts) and world.moved():
        raise MainMovedError
    try:
        return view.append(drafts, at=world.clock.now())
    except RefusedEventError:
        return Conflict(world.look())
