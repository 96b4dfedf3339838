"""The publishing branch's calendar, read by a tick: only what may matter now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from mergecast.dispatch.readset import in_window, months, window
from mergecast.dispatch.target import Found
from mergecast.errors import GitError
from mergecast.loading import paths
from mergecast.model.ledger_state import Tick
from mergecast.model.workspace import Workspace
from mergecast.repository.changes import State, changed
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
        """The posts of the days around now, those that changed, those carried over."""
        since = last.at if last else None
        first, end = window(now, since, self.space.settings, self.ahead)
        entries = {
            entry.path: entry
            for entry in self.tree.entries(*months(first, end))
            if in_window(entry.path, first, end)
        }
        for entry in self._changed(last):
            entries[entry.path] = entry
        posts = [
            entry
            for entry in entries.values()
            if paths.is_post(entry.path)
            and not entry.path.startswith("calendar/queue/")
        ]
        if not posts:
            return Found(())
        from mergecast.loading.targets import (  # noqa: PLC0415 - only if there are any
            read_targets,
        )

        return read_targets(self.tree, posts, self.space)

    def _changed(self, last: Tick | None) -> list[Entry]:
        """Files changed since the last tick's commit; all, if that is not known."""
        if last is None:
            everything = self.tree.entries("calendar")
            return everything if len(everything) <= _FEW else []
        carried = {entry["path"] for entry in last.carry.values()}
        try:
            if last.main != self.commit:
                state = State(self.commit)
                carried |= changed(self.tree.git, last.main, state, ("calendar",))
        except GitError:
            return self.tree.entries("calendar")
        return self.tree.entries(*sorted(carried)) if carried else []
