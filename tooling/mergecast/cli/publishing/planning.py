"""What `mergecast plan` does: read, decide, send nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from mergecast.cli.record.reaching import record
from mergecast.cli.session import Session
from mergecast.cli.wiring import Published, published
from mergecast.dispatch.target import Found
from mergecast.ledger.snapshot import Snapshot
from mergecast.loading.due import CommitCalendar
from mergecast.model.event import Event
from mergecast.model.freeze import Crisis, Freeze, Thawed
from mergecast.model.key import Key
from mergecast.model.ledger_state import KeyState, Tick
from mergecast.renderers.plan import PlanReport
from mergecast.repository.trees import WorkTree

if TYPE_CHECKING:
    from mergecast.dispatch.ports import Recent


@dataclass(frozen=True, slots=True)
class NoEvents:
    """The end of a ledger that does not exist."""

    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class NoLedger:
    """The view of a ledger that does not exist: nothing was ever sent."""

    def state(self, key: Key) -> KeyState | None:
        """Nothing is on record."""
        del key
        return None

    def states(self, keys: Iterable[Key]) -> Mapping[str, KeyState | None]:
        """Nothing of any."""
        return {str(key): None for key in keys}

    def freezes(self) -> tuple[Freeze, ...]:
        """Nothing is frozen."""
        return ()

    def thawed(self) -> tuple[Thawed, ...]:
        """Nothing was frozen."""
        return ()

    def crisis(self, incident: str) -> Crisis | None:
        """There is no incident."""
        del incident
        return None

    def tick(self) -> Tick | None:
        """There was no tick."""
        return None

    @property
    def tail(self) -> NoEvents:
        """Nothing happened lately."""
        return NoEvents()


def look_ahead(
    session: Session, ahead: timedelta, *, worktree: bool, cost: bool = False
) -> PlanReport:
    """What happens to every target in the days ahead.

    Args:
        session: the global options.
        ahead: how far to look.
        worktree: look at the disk instead of the publishing branch.
        cost: also what the month costs.

    Raises:
        MergecastError: the branch, its settings or the ledger cannot be read.
    """
    source = published(session.workspace)
    now = session.now()
    view, known = _record(session, source)
    found = _found(session, source, view, ahead, worktree=worktree)
    money = None
    if cost:
        from mergecast.cli.publishing.billing import bill_of  # noqa: PLC0415 - seldom

        money = bill_of(source, view, now, found.targets if worktree else None)
    if not found.targets:
        return PlanReport(now, source.commit, (), found.broken, bill=money)
    # What judges is loaded where there is something to judge: most of the time of a
    # plan with nothing due would be that.
    from mergecast.cli.publishing.planned import decided  # noqa: PLC0415 - seldom

    horizon = now + ahead if worktree else None
    each, notes = decided(session, source, found, (view, known), horizon)
    if source.rehearses:
        from mergecast.renderers.tick import REHEARSAL  # noqa: PLC0415 - seldom

        notes = (*notes, REHEARSAL)
    return PlanReport(now, source.commit, each, found.broken, notes, money)


def _found(
    session: Session,
    source: Published,
    view: Recent,
    ahead: timedelta,
    *,
    worktree: bool,
) -> Found:
    """The targets to look at: those on disk, or those of the days ahead."""
    if not worktree:
        calendar = CommitCalendar(source.tree, source.space, ahead)
        return calendar.read(view.tick(), session.now())
    from mergecast.cli.drafting.finding_posts import (  # noqa: PLC0415 - seldom
        post_entries,
    )
    from mergecast.loading.targets import read_targets  # noqa: PLC0415 - seldom
    from mergecast.loading.workspace import usable  # noqa: PLC0415 - seldom

    tree = WorkTree(session.workspace)
    return read_targets(tree, post_entries(tree), usable(tree))


def _record(session: Session, source: Published) -> tuple[Recent, Snapshot | None]:
    view = record(session, source)
    return view or NoLedger(), view
