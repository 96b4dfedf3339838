"""Find the policy in force: the recorded one, and what was approved since.

A look (`plan`, `status`, `approvals`) walks and writes nothing; `publish` records what
it judged, so that the next run goes on from there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeAlias

from mergecast.approvals.needs import Asked
from mergecast.approvals.policy import Approved, NotApproved, judge
from mergecast.approvals.ports import PolicyChange, Yes
from mergecast.approvals.proof import recorded as proof_of
from mergecast.approvals.voices import Asking
from mergecast.approvals.walk import (
    Candidate,
    Judged,
    Recorded,
    State,
    Step,
    Walked,
    walk,
)
from mergecast.approvals.weighed import Question
from mergecast.cli.approval_wiring import Approvals, Policy, forge, policy
from mergecast.cli.wiring import Published
from mergecast.errors import GitError, WorkspaceError
from mergecast.ledger.snapshot import Snapshot
from mergecast.loading.policy_value import FILES, policy_at, policy_in, step
from mergecast.model.event import EventKind, Json
from mergecast.model.key import POLICY
from mergecast.model.ledger_state import Appended, Draft
from mergecast.model.ledger_state import Policy as InLedger

_TRIES = 5


class HasPolicy(Protocol):
    """A view of a ledger, as far as this asks."""

    @property
    def sandbox(self) -> bool:
        """Whether it was born to rehearse."""
        ...

    def policy(self) -> InLedger:
        """The policy in force."""
        ...


@dataclass(frozen=True, slots=True)
class Standing:
    """The policy that is in force now, and how it came to be."""

    policy: Policy
    walked: Walked | None = None

    @property
    def note(self) -> str:
        """What people should know of a change that is not in force; or nothing."""
        waiting = self.walked.waiting if self.walked else None
        if waiting is None or not isinstance(waiting.answer, NotApproved):
            return ""
        return (
            f"the policy of commit {waiting.step.commit[:10]} is not in force: "
            f"{waiting.answer.reason}"
        )


def standing(source: Published, view: HasPolicy | None, now: datetime) -> Standing:
    """The policy in force, for a look; nothing is written.

    Raises:
        WorkspaceError: there is neither a recorded policy nor one that can be read.
    """
    team = source.space.team
    tip = policy_in(source.tree)
    if view is None:
        if tip is None:
            raise WorkspaceError(
                "who may approve cannot be read from the publishing branch",
                hint="run `mergecast check`",
            )
        return Standing(policy(tip.value, team, alone=False, digest=None))
    known = view.policy()
    state = State(known.value, known.digest)
    if tip is not None and tip.digest == known.digest:
        walked = Walked(state)
    elif tip is not None and view.sandbox and _is_free(known.value, tip.value):
        # A rehearsal without a policy has nothing to guard.
        walked = Walked(State(tip.value, tip.digest))
    else:
        walked = _walk(source, view, now)
    in_force = policy(
        walked.in_force.value, team, alone=view.sandbox, digest=walked.in_force.digest
    )
    return Standing(in_force, walked)


def _is_free(before: Json, after: Json) -> bool:
    """Whether a rehearsal may go from one policy to another without being asked."""
    return "approval" not in after and _may_follow(before, after)


def _may_follow(before: Json, after: Json) -> bool:
    """Whether the policy before says nothing, and reviews get no easier to forge."""
    kinds = [one.get("forge", {}).get("kind", "offline") for one in (before, after)]
    eased = kinds[1] == "offline" != kinds[0]
    return "approval" not in before and not eased


def approvals(
    source: Published, view: HasPolicy | None, now: Callable[[], datetime]
) -> Approvals:
    """What asks for approvals by the policy in force, for a look."""
    return Approvals(source, standing(source, view, now()).policy, now)


FindPolicy: TypeAlias = Callable[
    [Published, Snapshot, Callable[[], datetime]], tuple[Standing, Snapshot]
]
"""Finds the policy in force; what is returned last is the ledger after that."""


def look(
    source: Published, view: Snapshot, now: Callable[[], datetime]
) -> tuple[Standing, Snapshot]:
    """The policy in force; nothing is written."""
    return standing(source, view, now()), view


def keep(
    source: Published, view: Snapshot, now: Callable[[], datetime]
) -> tuple[Standing, Snapshot]:
    """The policy in force, with what was judged on the way to it put on record.

    Raises:
        GitError: the ledger cannot be written.
    """
    for _ in range(_TRIES):
        found = standing(source, view, now())
        judged = found.walked.judged if found.walked else ()
        drafts = [_draft(each) for each in judged if each.fresh]
        if not drafts:
            return found, view
        written = view.append(drafts, at=now())
        view = written.view
        if isinstance(written, Appended):
            return found, view
    raise GitError("the ledger is busy: a change of policy could not be recorded")


def _draft(judged: Judged) -> Draft:
    answer, to = judged.answer, judged.step.after
    body: dict[str, object] = {
        "commit": judged.step.commit,
        "accepted": judged.accepted,
        "digest": to.digest,
        "value": dict(to.value),
    }
    if isinstance(answer, NotApproved):
        body["reason"] = answer.reason
        return Draft(EventKind.POLICY, POLICY, body=body)
    return Draft(EventKind.POLICY, POLICY, approval=proof_of(answer), body=body)


def _walk(source: Published, view: HasPolicy, now: datetime) -> Walked:
    known = view.policy()
    since, candidates = _candidates(source, known.digest)
    record = Recorded(State(known.value, known.digest), known.judged, since)
    asks = _Judge(source, view.sandbox, now)
    return walk(record, candidates, asks)


def _candidates(source: Published, digest: str) -> tuple[str | None, list[Candidate]]:
    """The commits that touched policy files since one that had the recorded policy."""
    from mergecast.repository.deepening import deepen  # noqa: PLC0415 - seldom needed
    from mergecast.repository.history import changes  # noqa: PLC0415 - GitPython

    git = source.git
    deepen(git, source.remote, source.branch)
    found: list[Candidate] = []
    for change in changes(git.directory, source.commit, FILES):
        value = policy_at(git, change.commit)
        if value is not None and value.digest == digest:
            return change.commit, found[::-1]
        state = State(value.value, value.digest) if value is not None else None
        found.append(Candidate(change.commit, state))
    return None, found[::-1]


@dataclass(frozen=True, slots=True)
class _Judge:
    """Judges a step by the policy before it."""

    source: Published
    sandbox: bool
    now: datetime

    def __call__(self, asked: Step) -> Approved | NotApproved:
        """Was it approved by those whom that policy names?"""
        source = self.source
        team = source.space.team
        before = policy(asked.before.value, team, alone=self.sandbox, digest=None)
        digest = step(asked.before.digest, asked.after.digest)
        if self.sandbox and _may_follow(asked.before.value, asked.after.value):
            return Approved(Yes("a rehearsal", "", digest, asked.commit))
        reviews = forge(source, before)
        if isinstance(reviews, NotApproved):
            return reviews
        change = PolicyChange(asked.commit, asked.since, digest, FILES)
        steps = _Steps(source, asked.before.digest)
        try:
            evidence = reviews.policy_evidence(change, steps)
        except WorkspaceError as error:
            return NotApproved(f"approvals cannot be read: {error.message}")
        need = Asked(before.rules.applied.policy)
        question = Question(Asking(digest), (need,))
        return judge(question, evidence, before.rules, self.now)


@dataclass(frozen=True, slots=True)
class _Steps:
    """Which step from the policy in force a review of a commit approves."""

    source: Published
    before: str

    def __call__(self, commit: str, base: str | None) -> str | None:
        """See ``ports.StepAt``."""
        if base is not None:
            began = policy_at(self.source.git, base)
            if began is None or began.digest != self.before:
                return None
        value = policy_at(self.source.git, commit)
        return step(self.before, value.digest) if value is not None else None
