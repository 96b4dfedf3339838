"""What `mergecast plan` does: read, decide, send nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from mergecast.cli.finding_posts import post_entries
from mergecast.cli.reaching import ledger
from mergecast.cli.session import Session
from mergecast.cli.wiring import Approvals, Published, published
from mergecast.dispatch.ports import Recorded
from mergecast.loading.due import CommitCalendar
from mergecast.loading.workspace import usable
from mergecast.model.key import Key
from mergecast.model.ledger_state import Freeze, KeyState, Tick
from mergecast.renderers.plan import PlanReport
from mergecast.repository.trees import WorkTree


@dataclass(frozen=True, slots=True)
class NoLedger:
    """The view of a ledger that does not exist: nothing was ever sent."""

    def state(self, key: Key) -> KeyState | None:
        """Nothing is on record."""
        del key
        return None

    def freezes(self) -> tuple[Freeze, ...]:
        """Nothing is frozen."""
        return ()

    def tick(self) -> Tick | None:
        """There was no tick."""
        return None


def look_ahead(session: Session, ahead: timedelta, *, worktree: bool) -> PlanReport:
    """What happens to every target in the days ahead.

    Raises:
        MergecastError: the branch, its settings or the ledger cannot be read.
    """
    source = published(session.workspace)
    now = session.now()
    view, alone, born = _record(session, source)
    if worktree:
        from mergecast.loading.targets import read_targets  # noqa: PLC0415 - seldom

        tree = WorkTree(session.workspace)
        found = read_targets(tree, post_entries(tree), usable(tree))
    else:
        calendar = CommitCalendar(source.tree, source.space, ahead)
        found = calendar.read(view.tick(), now)
    if not found.targets:
        return PlanReport(now, source.commit, (), found.broken)
    from mergecast.dispatch.plan import decide  # noqa: PLC0415 - only if there are any

    approve = Approvals(source, alone, born)
    decisions = [decide(target, view, approve, now) for target in found.targets]
    return PlanReport(now, source.commit, decisions, found.broken)


def _record(session: Session, source: Published) -> tuple[Recorded, bool, str | None]:
    if source.space.settings.ledger.genesis is None:
        return NoLedger(), False, None
    view = ledger(session, source).open()
    return view, view.sandbox, view.birth.forge
