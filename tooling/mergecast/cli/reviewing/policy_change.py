"""A change of policy under review: what it changes, and who has to approve that."""

from __future__ import annotations

from dataclasses import dataclass

from mergecast.approvals.able import Able
from mergecast.approvals.needs import Asked
from mergecast.approvals.policy import NotApproved, weigh
from mergecast.approvals.ports import Evidence, PolicyChange
from mergecast.approvals.rules import Asking
from mergecast.approvals.walk import State
from mergecast.approvals.weighed import Question
from mergecast.cli.approving.approval_wiring import forge
from mergecast.cli.reviewing.branch_approvals import Branch
from mergecast.cli.reviewing.scheduled import Ground
from mergecast.cli.wiring import Published
from mergecast.errors import MergecastError
from mergecast.loading.policy_value import FILES, policy_at, policy_in, step
from mergecast.repository.git import Git
from mergecast.review.approvers import Table, table
from mergecast.review.report import PolicyReview


def policy_review(base: Ground, branch: Branch) -> PolicyReview | None:
    """What a branch does to the policy in force; None where it does nothing."""
    if branch.ends.paths.isdisjoint(FILES):
        return None
    return step_review(base, Step(branch.base, branch.head, branch.number))


@dataclass(frozen=True, slots=True)
class Step:
    """Two ends of a branch, and its pull request where that is known."""

    base: str
    head: str
    number: int | None = None


def step_review(base: Ground, branch: Step) -> PolicyReview | None:
    """The same for a branch that touches the files of the policy."""
    before, after = _in_force(base), policy_at(base.source.git, branch.head)
    if before is None or after is None or before.digest == after.digest:
        return None
    told = _table(base, branch, before, step(before.digest, after.digest))
    return PolicyReview(
        before.value, after.value, told.approvers, told.notes, told.approved
    )


def _in_force(base: Ground) -> State | None:
    if base.stands.walked is not None:
        return base.stands.walked.in_force
    found = policy_in(base.source.tree)
    return State(found.value, found.digest) if found else None


def _table(base: Ground, branch: Step, before: State, digest: str) -> Table:
    rules, now = base.stands.policy.rules, base.session.now()
    if rules.alone and rules.policy is None:
        return Table(approved=True)
    try:
        evidence = _evidence(base, branch, before, digest)
    except MergecastError as error:
        return Table(notes=(f"approvals cannot be read: {error.message}",))
    if isinstance(evidence, NotApproved):
        return Table(notes=(evidence.reason,))
    question = Question(Asking(digest), (Asked(rules.applied.policy),))
    weighed = weigh(question, evidence, rules, now)
    return table(weighed, Able(question, evidence, rules, weighed.half, now))


def _evidence(
    base: Ground, branch: Step, before: State, digest: str
) -> Evidence | NotApproved:
    main = base.source
    source = Published(main.git, main.remote, main.branch, branch.head)
    asked = forge(source, base.stands.policy)
    if isinstance(asked, NotApproved):
        return asked
    steps = _Steps(main.git, before.digest)
    if base.stands.policy.forge == "offline":
        change = PolicyChange(branch.head, branch.base, digest, FILES)
        return asked.policy_evidence(change, steps)
    from mergecast.forge.github import GitHubForge  # noqa: PLC0415 - needs requests

    if branch.number is None or not isinstance(asked, GitHubForge):
        return Evidence((), (), branch.head)
    return asked.proposed_policy(branch.number, branch.base, FILES, steps)


@dataclass(frozen=True, slots=True)
class _Steps:
    """Which step from the policy in force a review of a commit approves."""

    git: Git
    before: str

    def __call__(self, commit: str, base: str | None) -> str | None:
        """See ``approvals.ports.StepAt``."""
        if base is not None:
            began = policy_at(self.git, base)
            if began is None or began.digest != self.before:
                return None
        value = policy_at(self.git, commit)
        return step(self.before, value.digest) if value is not None else None
