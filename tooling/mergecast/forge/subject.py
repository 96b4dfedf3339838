"""What reviews are asked about, and what one of them was shown of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from mergecast.approvals.facts import Facts
from mergecast.approvals.ports import StepAt, VersionAt
from mergecast.approvals.timing import Timing
from mergecast.repository.history import Change


@dataclass(frozen=True, slots=True)
class Shown:
    """What a review was shown.

    ``digest`` is None where it shows no such change; ``timing`` and ``facts`` are those
    of a post.
    """

    digest: str | None = None
    timing: Timing | None = None
    facts: Facts | None = None


class Subject(Protocol):
    """What reviews are asked about: a post, or a step of policy."""

    def shown(self, commit: str, start: str) -> Shown:
        """What a review of a commit approves, by a change that begins at ``start``."""
        ...

    def changed_by(self, change: Change) -> bool:
        """Whether a commit took part in the change."""
        ...


@dataclass(frozen=True, slots=True)
class PostSubject:
    """A post, as commits have it."""

    at: VersionAt

    def shown(self, commit: str, start: str) -> Shown:
        """Its payload there, if that is not what it was at the start."""
        there, before = self.at(commit), self.at(start)
        if there is None:
            return Shown()
        makes_it = before is None or before.payload != there.payload
        digest = there.payload if makes_it else None
        return Shown(digest, there.timing, there.facts)

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

    def shown(self, commit: str, start: str) -> Shown:
        """The step, if the start has the policy in force."""
        return Shown(self.at(commit, start))

    def changed_by(self, change: Change) -> bool:
        """Whatever touches its files takes part."""
        del change
        return True
