"""The publishing branch's calendar, read by a tick: only what may matter now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from mergecast.dispatch.readset import (
    OPEN,
    carried_days,
    in_window,
    months,
    paths_of,
    window,
)
from mergecast.dispatch.target import Found
from mergecast.errors import GitError
from mergecast.loading import paths
from mergecast.model.ledger_state import Tick
from mergecast.model.series import FOLDER as SERIES
from mergecast.model.workspace import Workspace
from mergecast.repository.changes import State, changed
from mergecast.repository.refs import has_remote
from mergecast.repository.trees import CommitTree, Entry

_FEW = 2_000
"""How many files are read at once where no tick is on record (a plan before set-up).

Setting the ledger up records a first one, so this bounds a look, never what goes out.
"""


@dataclass(frozen=True, slots=True)
class CommitCalendar:
    """The calendar of one commit. ``ahead`` is how far a look ahead reaches."""

    tree: CommitTree
    space: Workspace
    ahead: timedelta = timedelta(0)

    @property
    def commit(self) -> str:
        """The commit that is read."""
        return self.tree.commit

    def read(self, last: Tick | None, now: datetime) -> Found:
        """The posts of the days around now, those that changed, those carried over.

        And of the targets that the last tick knew, those that are there no longer.

        Raises:
            GitError: git failed, so that nothing is known.
        """
        since = last.at if last else None
        first, end = window(now, since, self.space.settings, self.ahead)
        entries = {
            entry.path: entry
            for entry in self.tree.entries(*months(first, end), SERIES)
            if paths.is_series(entry.path) or in_window(entry.path, first, end)
        }
        differing = self._differing(last)
        for entry in self._entries(last, differing):
            entries[entry.path] = entry
        posts = _posts(entries.values())
        looks_back = last is not None and (
            differing != frozenset() or any(OPEN in one for one in last.carry.values())
        )
        if not posts and not looks_back:
            return Found(())
        from mergecast.loading.targets import (  # noqa: PLC0415 - only if there are any
            read_targets,
        )
        from mergecast.planning.recurrence import Span  # noqa: PLC0415 - as above

        days = Span(first, end, carried_days(last))
        found = read_targets(self.tree, posts, self.space, days=days)
        if last is None or not looks_back:
            return found
        from mergecast.loading.gone import Before, compared  # noqa: PLC0415 - as above

        before = Before(self.tree, self.space, last, differing or frozenset(), days)
        return compared(found, posts, before)

    def _differing(self, last: Tick | None) -> frozenset[str] | None:
        """What changed since the last tick's commit; None where that is not known."""
        if last is None:
            return None
        if last.main == self.commit:
            return frozenset()
        try:
            return self._since(last.main)
        except GitError:
            if not self._fetched(last.main):
                return None
        try:
            return self._since(last.main)
        except GitError:
            return None

    def _since(self, commit: str) -> frozenset[str]:
        state = State(self.commit)
        return frozenset(changed(self.tree.git, commit, state, ("calendar",)))

    def _fetched(self, commit: str) -> bool:
        """Whether a commit that a shallow clone lacks could be had, it alone."""
        git, remote = self.tree.git, self.space.settings.publishing.remote
        command = ("fetch", "--no-tags", "--no-write-fetch-head", "--quiet")
        try:
            # Of a whole clone this would make a shallow one.
            shallow = git.text("rev-parse", "--is-shallow-repository") == "true"
            if shallow and has_remote(git, remote):
                git.run(*command, "--depth=1", "--end-of-options", remote, commit)
                return True
        except GitError:
            pass
        return False

    def _entries(
        self, last: Tick | None, differing: frozenset[str] | None
    ) -> list[Entry]:
        """Files that changed or were carried over; all, if that is not known."""
        if differing is None:
            everything = self.tree.entries("calendar")
            few = last is not None or len(everything) <= _FEW
            return everything if few else []
        carried = last.carry.values() if last else ()
        wanted = differing.union(*(paths_of(entry) for entry in carried))
        return self.tree.entries(*sorted(wanted)) if wanted else []


def _posts(entries: Iterable[Entry]) -> list[Entry]:
    """Series, and posts with a day; what lies in the queue is never due."""
    return [
        entry
        for entry in entries
        if paths.goes_out(entry.path) and not entry.path.startswith("calendar/queue/")
    ]
