"""Walk the changes of policy on the publishing branch, each judged by the one before.

The policy in force is the recorded one. A change takes its place when the people whom
the policy in force names approved that very step; so one that weakens it can approve
neither itself nor what follows. A refused one is noted once; if what it lacked comes
later it is accepted then, since it is still judged by the same policy.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from mergecast.approvals.policy import Approved, NotApproved
from mergecast.model.event import Json


@dataclass(frozen=True, slots=True)
class State:
    """A policy: its full value and its digest."""

    value: Json
    digest: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a commit makes of the policy; None where nobody can read it."""

    commit: str
    state: State | None


@dataclass(frozen=True, slots=True)
class Step:
    """From the policy in force to another one.

    ``since`` is the newest commit that had the policy in force, None where no commit
    has it: whoever changed anything from there on is an author of the step.
    """

    before: State
    since: str | None
    commit: str
    after: State


@dataclass(frozen=True, slots=True)
class Judged:
    """One step and what became of it. ``fresh``: it is not on record yet."""

    step: Step
    answer: Approved | NotApproved
    fresh: bool

    @property
    def accepted(self) -> bool:
        """Whether it is in force from there on."""
        return isinstance(self.answer, Approved)


@dataclass(frozen=True, slots=True)
class Walked:
    """The policy that is in force now, and all that was judged on the way to it.

    ``waiting`` is the change at the tip that is not in force, if there is one.
    """

    in_force: State
    judged: tuple[Judged, ...] = ()
    waiting: Judged | None = None


Judge: TypeAlias = Callable[[Step], Approved | NotApproved]
"""Was a step approved by those whom the policy before it names?"""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What the ledger has: the policy in force, and the newest commit it judged.

    ``since`` is as in a step.
    """

    state: State
    judged: str | None
    since: str | None


def walk(recorded: Recorded, candidates: Sequence[Candidate], judge: Judge) -> Walked:
    """Judge changes of policy: commits after ``since``, in first-parent order."""
    in_force, since = recorded.state, recorded.since
    tip: Judged | None = None
    judged: list[Judged] = []
    commits = [each.commit for each in candidates]
    noted = commits.index(recorded.judged) if recorded.judged in commits else -1
    before = in_force.digest
    for number, candidate in enumerate(candidates):
        state = candidate.state
        if state is None or state.digest == before:
            continue
        before = state.digest
        if state.digest == in_force.digest:
            since, tip = candidate.commit, None
            continue
        step = Step(in_force, since, candidate.commit, state)
        answer = judge(step)
        accepted = isinstance(answer, Approved)
        tip = Judged(step, answer, fresh=accepted or number > noted)
        judged.append(tip)
        if accepted:
            in_force, since, tip = state, candidate.commit, None
    return Walked(in_force, tuple(judged), tip)
