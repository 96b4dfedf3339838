"""A store that only pretends to write: what would come of it, and nothing kept.

It begins where another store stands, keeps what is pushed in memory, and forgets it
with the process. The other store is read and never written to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from mergecast.ledger.store import Change, Commit, Outcome, Pushed, Refused, Store


@dataclass(slots=True)
class ScratchStore:
    """What ``base`` has at its tip of now, and what is written here on top of it."""

    base: Store
    _born: str | None = field(init=False)
    _commits: dict[str, Mapping[str, bytes]] = field(default_factory=dict)
    _made: dict[str, Commit] = field(default_factory=dict)
    _tip: str | None = field(init=False)

    def __post_init__(self) -> None:
        """Look at the other store once; what happens there later does not count."""
        self._born = self._tip = self.base.tip()

    def tip(self) -> str | None:
        """The newest commit, there or here."""
        return self._tip

    def read(self, commit: str, paths: Sequence[str]) -> Mapping[str, bytes]:
        """The bytes of those of the files that the commit has."""
        own = self._commits.get(commit, {})
        found = {path: own[path] for path in paths if path in own}
        left = [path for path in paths if path not in own]
        below = self.base.read(self._born, left) if self._born and left else {}
        return {**below, **found}

    def names(self, commit: str, folder: str) -> tuple[str, ...]:
        """The paths of all files under a folder of the commit, sorted."""
        under = f"{folder}/" if folder else ""
        own = {path for path in self._commits.get(commit, {}) if path.startswith(under)}
        below = self.base.names(self._born, folder) if self._born else ()
        return tuple(sorted(own.union(below)))

    def history(self, commit: str, most: int | None = None) -> Sequence[Commit]:
        """The commit and those before it, the newest first; at most so many."""
        own: list[Commit] = []
        while commit in self._made and (most is None or len(own) < most):
            own.append(self._made[commit])
            commit = own[-1].parent or ""
        left = None if most is None else most - len(own)
        below = commit and left != 0
        return [*own, *(self.base.history(commit, left) if below else ())]

    def push(self, parent: str | None, change: Change) -> Outcome:
        """Make ``change`` on ``parent`` the tip here, if ``parent`` is the tip."""
        if parent != self._tip:
            return Refused()
        before = self._commits.get(parent, {}) if parent else {}
        commit = f"scratch-{len(self._commits) + 1}"
        self._commits[commit] = {**before, **change.files}
        second = int(change.at.timestamp())
        self._made[commit] = Commit(commit, parent, change.message, second, ours=True)
        self._tip = commit
        return Pushed(commit)
