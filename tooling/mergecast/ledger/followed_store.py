"""A store that remembers where its branch was when it was last seen, or written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mergecast.ledger.store import Change, Commit, Outcome, Pushed, Store


@dataclass(slots=True)
class FollowedStore:
    """Does what ``store`` does; ``last`` is the newest commit that it told of."""

    store: Store
    last: str | None = None

    def tip(self) -> str | None:
        """The newest commit, asked for anew."""
        self.last = self.store.tip()
        return self.last

    def read(self, commit: str, paths: Sequence[str]) -> Mapping[str, bytes]:
        """The bytes of those of the files that the commit has."""
        return self.store.read(commit, paths)

    def names(self, commit: str, folder: str) -> tuple[str, ...]:
        """The paths of all files under a folder of the commit."""
        return self.store.names(commit, folder)

    def history(self, commit: str, most: int | None = None) -> Sequence[Commit]:
        """The commit and those before it, the newest first; at most so many."""
        return self.store.history(commit, most)

    def push(self, parent: str | None, change: Change) -> Outcome:
        """Make ``change`` on ``parent`` the tip, if ``parent`` is the tip."""
        outcome = self.store.push(parent, change)
        if isinstance(outcome, Pushed):
            self.last = outcome.commit
        return outcome
