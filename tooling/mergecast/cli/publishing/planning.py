"""What `mergecast plan` does: read, decide, send nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from mergecast.cli.approving.approval_wiring import Approvals
from mergecast.cli.approving.policy_wiring import standing
from mergecast.cli.drafting.finding_posts import post_entries
from mergecast.cli.publishing.billing import bill_of
from mergecast.cli.record.reaching import record
from mergecast.cli.session import Session
from mergecast.cli.wiring import Published, published
from mergecast.dispatch.budget import budgets_of, purse
from mergecast.dispatch.ports import Recent
from mergecast.ledger.snapshot import Snapshot
from mergecast.loading.due import CommitCalendar
from mergecast.loading.workspace import usable
from mergecast.model.event import Event
from mergecast.model.key import Key
from mergecast.model.ledger_state import Crisis, Freeze, KeyState, Thawed, Tick
from mergecast.renderers.plan import PlanReport
from mergecast.renderers.tick import REHEARSAL
from mergecast.repository.trees import WorkTree


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
    if worktree:
        from mergecast.loading.targets import read_targets  # noqa: PLC0415 - seldom

        tree = WorkTree(session.workspace)
        found = read_targets(tree, post_entries(tree), usable(tree))
    else:
        calendar = CommitCalendar(source.tree, source.space, ahead)
        found = calendar.read(view.tick(), now)
    drafts = found.targets if worktree else None
    money = bill_of(source, view, now, drafts) if cost else None
    if not found.targets:
        return PlanReport(now, source.commit, (), found.broken, bill=money)
    from mergecast.dispatch.pace import (  # noqa: PLC0415 - only if there are any
        Rules,
        decisions,
    )

    stands = standing(source, known, now)
    approve = Approvals(source, stands.policy, session.now)
    publishing = source.space.settings.publishing
    rules = Rules(
        approve,
        publishing,
        now,
        horizon=now + ahead if worktree else None,
        purse=None if known is None else purse(budgets_of(source.space), known, now),
    )
    each = decisions(found.targets, view, rules)
    notes = (*stands.notes, *([REHEARSAL] if source.rehearses else []))
    return PlanReport(now, source.commit, each, found.broken, notes, money)


def _record(session: Session, source: Published) -> tuple[Recent, Snapshot | None]:
    view = record(session, source)
    return view or NoLedger(), view
