"""Where a pull request lies in the history: what it left, and what it brought."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from mergecast.forge.github_pulls import Merged, Pulls
from mergecast.forge.reviewed import fetched
from mergecast.repository.git import Git
from mergecast.repository.history import Change, brought, commit_change
from mergecast.repository.refs import is_ancestor, merge_base


@dataclass(frozen=True, slots=True)
class Histories:
    """The history of the publishing branch, and of what was merged into it.

    Args:
        folder: a clone.
        main: the commit that is published from.
        remote: where the clone gets reviewed commits.
        pulls: what GitHub says of pull requests.
    """

    folder: Path
    main: str
    remote: str | None
    pulls: Pulls

    def merged(self, change: Change) -> tuple[Merged, ...]:
        """The pull requests that brought a change, not those that merely contain it."""
        found = self.pulls.of_commit(change.commit)
        return tuple(one for one in found if self.start(one, change, one.head))

    def start(self, merged: Merged, change: Change, commit: str) -> str | None:
        """Where a commit of a pull request left the publishing branch.

        None where that cannot be known, or where the change was there before.
        """
        number = merged.pull.number
        if not fetched(self._git, self.remote, commit, number):
            return None
        if merged.pull.merged is None:
            return merge_base(self._git, merged.base or self.main, commit)
        whole = self.pulls.makers(merged)
        before = change.parent
        if change.commit not in (whole or ()):
            before = self._before(merged)
        if before is None:
            return None
        start = merge_base(self._git, before, commit)
        return None if is_ancestor(self._git, change.commit, start) else start

    def brought(
        self, since: str | None, commit: str, paths: Iterable[str]
    ) -> list[Change]:
        """The commits that changed any of these paths, each once."""
        found = (
            each for path in paths for each in brought(self.folder, since, commit, path)
        )
        return list({each.commit: each for each in found}.values())

    def _before(self, merged: Merged) -> str | None:
        """What the publishing branch was when a pull request was merged."""
        commit = merged.commit
        if commit is None or not is_ancestor(self._git, commit, self.main):
            return None
        return commit_change(self.folder, commit).parent

    @property
    def _git(self) -> Git:
        return Git(self.folder)
