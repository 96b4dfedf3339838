"""What reviews are asked about, and what one of them was shown of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from mergecast.approvals.ports import StepAt, VersionAt
from mergecast.approvals.timing import Timing
from mergecast.repository.history import Change


class Subject(Protocol):
    """What reviews are asked about: a post, or a step of policy."""

    def shown(self, commit: str, start: str) -> tuple[str | None, Timing | None]:
        """What a review of a commit approves, by a change that begins at ``start``.

        A digest, None where it shows no such change; and the times it has.
        """
        ...

    def changed_by(self, change: Change) -> bool:
        """Whether a commit took part in the change."""
        ...


@dataclass(frozen=True, slots=True)
class PostSubject:
    """A post, as commits have it."""

    at: VersionAt

    def shown(self, commit: str, start: str) -> tuple[str | None, Timing | None]:
        """Its payload there, if that is not what it was at the start."""
        there, before = self.at(commit), self.at(start)
        if there is None:
            return None, None
        makes_it = before is None or before.payload != there.payload
        return (there.payload if makes_it else None), there.timing

    def changed_by(self, change: Change) -> bool:
        """Whether a commit has other words than each of its parents."""
        after = self._words(change.commit)
        parents = change.parents or (None,)
        return all(self._words(one) != after for one in parents)

    def _words(self, commit: str | None) -> str | None:
        found = self.at(commit) if commit else None
        return found.payload if found else None


@dataclass(frozen=True, slots=True)
class PolicySubject:
    """A step from the policy in force to another."""

    at: StepAt

    def shown(self, commit: str, start: str) -> tuple[str | None, Timing | None]:
        """The step, if the start has the policy in force."""
        return self.at(commit, start), None

    def changed_by(self, change: Change) -> bool:
        """Whatever touches its files takes part."""
        del change
        return True
