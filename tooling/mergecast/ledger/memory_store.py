"""A store in memory, for simulation and tests, with faults on demand.

Every object that reaches the same ``Remote`` sees the same branch, as several runners
see one forge.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256

from mergecast.errors import GitError
from mergecast.ledger.store import Change, Commit, Outcome, Pushed, Refused, Uncertain


class Fault(StrEnum):
    """What can go wrong with one call."""

    FAILS = "fails"
    STALE = "stale"
    REFUSED = "refused"
    ANSWER_LOST = "answer-lost"
    NOT_APPLIED = "not-applied"


class Operation(StrEnum):
    """The calls that can go wrong: ``STALE`` a tip, the last three a push."""

    TIP = "tip"
    PUSH = "push"


@dataclass(slots=True)
class Remote:
    """One branch: its commits by id, each as all its files, and the tips it has had.

    ``made`` is what each says of itself.
    """

    commits: dict[str, Mapping[str, bytes]] = field(default_factory=dict)
    tips: list[str] = field(default_factory=list)
    made: dict[str, Commit] = field(default_factory=dict)

    @property
    def tip(self) -> str | None:
        """The newest commit."""
        return self.tips[-1] if self.tips else None

    def apply(self, parent: str | None, change: Change) -> str | None:
        """Compare and swap; None where ``parent`` is not the tip."""
        commit = _commit_id(parent, change)
        if commit == self.tip:
            return commit
        if parent != self.tip:
            return None
        before = self.commits[parent] if parent else {}
        self.commits[commit] = {**before, **change.files}
        second = int(change.at.timestamp())
        self.made[commit] = Commit(commit, parent, change.message, second, ours=True)
        self.tips.append(commit)
        return commit


@dataclass(frozen=True, slots=True)
class MemoryStore:
    """One runner's way to the remote.

    ``fault`` is asked before each call what goes wrong with it, if anything.
    """

    remote: Remote = field(default_factory=Remote)
    fault: Callable[[Operation], Fault | None] = lambda _operation: None

    def tip(self) -> str | None:
        """The newest commit."""
        match self.fault(Operation.TIP):
            case Fault.FAILS:
                raise GitError("the remote does not answer")
            case Fault.STALE:
                return self.remote.tips[-2] if len(self.remote.tips) > 1 else None
        return self.remote.tip

    def read(self, commit: str, paths: Sequence[str]) -> Mapping[str, bytes]:
        """The bytes of those of the files that the commit has."""
        files = self.remote.commits[commit]
        return {path: files[path] for path in paths if path in files}

    def names(self, commit: str, folder: str) -> tuple[str, ...]:
        """The paths of all files under a folder of the commit, sorted."""
        files = self.remote.commits[commit]
        under = f"{folder}/" if folder else ""
        return tuple(sorted(path for path in files if path.startswith(under)))

    def history(self, commit: str, most: int | None = None) -> Sequence[Commit]:
        """The commit and those before it, the newest first; at most so many."""
        found: list[Commit] = []
        next_one = self.remote.made.get(commit)
        while next_one and (most is None or len(found) < most):
            found.append(next_one)
            next_one = self.remote.made.get(next_one.parent or "")
        return found

    def push(self, parent: str | None, change: Change) -> Outcome:
        """Make ``change`` on ``parent`` the tip, if ``parent`` is the tip."""
        fault = self.fault(Operation.PUSH)
        if fault is Fault.FAILS:
            raise GitError("the remote refuses every push")
        if fault is Fault.REFUSED:
            return Refused()
        if fault is Fault.NOT_APPLIED:
            return Uncertain("no answer, and not applied")
        commit = self.remote.apply(parent, change)
        if fault is Fault.ANSWER_LOST:
            return Uncertain("no answer")
        return Pushed(commit) if commit else Refused()


def _commit_id(parent: str | None, change: Change) -> str:
    """As in git: the same change on the same parent is the same commit."""
    told = sha256(f"{parent} {change.at.isoformat()} {change.message}".encode())
    for path in sorted(change.files):
        told.update(f"\0{path}\0".encode() + sha256(change.files[path]).digest())
    return told.hexdigest()
