"""What the ledger needs of a place to keep it: versions of a tree, and one CAS.

A store holds a line of commits, each a set of files by path. The ledger decides, the
store only compares and swaps; so the same ledger runs over git and in a simulation.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeAlias


@dataclass(frozen=True, slots=True)
class Pushed:
    """The tip is now ``commit``."""

    commit: str


@dataclass(frozen=True, slots=True)
class Refused:
    """The tip was another one; certainly nothing changed."""


@dataclass(frozen=True, slots=True)
class Uncertain:
    """No answer, or one that says nothing: it may have been applied, or may yet be.

    ``hint`` is the next step for a person, should it stay so.
    """

    detail: str
    hint: str = ""


Outcome: TypeAlias = Pushed | Refused | Uncertain


@dataclass(frozen=True, slots=True)
class Change:
    """What a commit brings.

    ``files`` stand in place of, or beside, those of its parent. ``message`` is for
    people who read the branch, ``at`` the commit's date.
    """

    files: Mapping[str, bytes]
    message: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Commit:
    """What a commit says of itself: its first parent, message, second, and maker.

    ``ours`` is whether a run of this program made it, and no person's hands.
    """

    id: str
    parent: str | None
    message: str
    at: int
    ours: bool


class Store(Protocol):
    """A line of commits. Any method raises ``GitError`` when it gets no answer."""

    def tip(self) -> str | None:
        """The newest commit, asked for anew; None where there is no ledger."""
        ...

    def read(self, commit: str, paths: Sequence[str]) -> Mapping[str, bytes]:
        """The bytes of those of the files that the commit has."""
        ...

    def names(self, commit: str, folder: str) -> tuple[str, ...]:
        """The paths of all files under a folder (all, for ""), sorted."""
        ...

    def history(self, commit: str, most: int | None = None) -> Sequence[Commit]:
        """The commit and those before it, the newest first; at most so many.

        Fewer, where nobody can tell what came before.
        """
        ...

    def push(self, parent: str | None, change: Change) -> Outcome:
        """Make ``change`` on ``parent`` the tip, if ``parent`` is the tip.

        The same change on the same parent is the same commit: pushed a second time it
        is ``Pushed`` again, as long as it is the tip.

        Args:
            parent: the commit that was decided on; None to create the ledger.
            change: what the new commit brings.

        Raises:
            GitError: the store will not take it at all; nothing changed.
        """
        ...
