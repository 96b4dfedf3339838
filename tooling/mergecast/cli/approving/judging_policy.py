"""Judge one step of policy by the policy before it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from mergecast.approvals.needs import Asked
from mergecast.approvals.policy import Approved, NotApproved, judge
from mergecast.approvals.ports import PolicyChange, Yes
from mergecast.approvals.rules import Asking
from mergecast.approvals.walk import Step
from mergecast.approvals.weighed import Question
from mergecast.cli.approving.approval_wiring import forge
from mergecast.cli.approving.in_force import policy
from mergecast.cli.wiring import Published
from mergecast.errors import WorkspaceError
from mergecast.loading.policy_value import FILES, policy_at, step
from mergecast.model.event import Json


def may_follow(before: Json, after: Json) -> bool:
    """Whether the policy before says nothing, and reviews get no easier to forge."""
    kinds = [one.get("forge", {}).get("kind", "offline") for one in (before, after)]
    eased = kinds[1] == "offline" != kinds[0]
    return "approval" not in before and not eased


@dataclass(frozen=True, slots=True)
class Judge:
    """Judges a step by the policy before it.

    ``accounts`` are the numbers that logins had in earlier approvals.
    """

    source: Published
    sandbox: bool
    now: datetime
    accounts: Mapping[str, str] = field(default_factory=dict)

    def __call__(self, asked: Step) -> Approved | NotApproved:
        """Was it approved by those whom that policy names?"""
        source = self.source
        team = source.space.team
        before = policy(asked.before.value, team, alone=self.sandbox, digest=None)
        digest = step(asked.before.digest, asked.after.digest)
        if self.sandbox and may_follow(asked.before.value, asked.after.value):
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
        rules = replace(before.rules, accounts=self.accounts)
        return judge(question, evidence, rules, self.now)


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
