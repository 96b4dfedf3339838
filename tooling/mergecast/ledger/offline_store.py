"""A ledger as a clone has it, for who only reads: no remote is asked for anything."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from mergecast.errors import GitError
from mergecast.ledger.git_history import walk
from mergecast.ledger.git_objects import Objects
from mergecast.ledger.store import Change, Commit, Outcome
from mergecast.repository.git import Git
from mergecast.repository.refs import find_commit

_ALONE = {"GIT_NO_LAZY_FETCH": "1"}
"""In a clone without contents git would fetch what is missing."""


@dataclass(frozen=True)
class OfflineStore:
    """The ledger's branch in a clone; ``push`` is refused.

    Args:
        git: in the clone.
        names: by which names the tip may be known there, the best first.
        branch: what people call the branch.
        cache: another repository to look in, if it is not in the clone itself.
    """

    git: Git
    names_of_tip: tuple[str, ...]
    branch: str
    cache: Path | None = None

    def tip(self) -> str | None:
        """The newest commit that is here."""
        for name in self.names_of_tip:
            if found := find_commit(self.at, name):
                return found
        return None

    def read(self, commit: str, paths: Sequence[str]) -> Mapping[str, bytes]:
        """The bytes of those of the files that the commit has.

        Raises:
            GitError: the clone has the commit without the contents of a file.
        """
        looked = {path: self._objects.look(f"{commit}:{path}") for path in paths}
        absent = [path for path, found in looked.items() if found is None]
        if absent and (missing := set(absent) & set(self.names(commit, ""))):
            raise GitError(
                f"this clone does not have the ledger's file '{min(missing)}'",
                hint=f"fetch the branch whole: `git fetch origin {self.branch}`",
            )
        return {path: found.content for path, found in looked.items() if found}

    def names(self, commit: str, folder: str) -> tuple[str, ...]:
        """The paths of all files under a folder of the commit, sorted."""
        under = (f"{folder}/",) if folder else ()
        answer = self.at.run(
            "ls-tree", "-rz", "--name-only", commit, *under, env=self._env
        )
        return tuple(sorted(answer.decode("utf-8", "surrogateescape").split("\0")[:-1]))

    def history(self, commit: str, most: int | None = None) -> Sequence[Commit]:
        """The commit and those before it that are here; at most so many."""
        return walk(self._objects, commit, most)

    def push(self, parent: str | None, change: Change) -> Outcome:
        """Refused: what is not shared proves nothing to others.

        Raises:
            GitError: always.
        """
        del parent, change
        raise GitError("the ledger cannot be written without its remote")

    @cached_property
    def at(self) -> Git:
        """Where its commits are."""
        return Git(self.cache, self.git.timeout) if self.cache else self.git

    @cached_property
    def _env(self) -> Mapping[str, str]:
        return _ALONE | ({"GIT_DIR": os.fspath(self.cache)} if self.cache else {})

    @cached_property
    def _objects(self) -> Objects:
        return Objects(self.at, self._env)
