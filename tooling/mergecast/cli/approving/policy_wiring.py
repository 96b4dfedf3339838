"""Find the policy in force: the recorded one, and what was approved since.

A look (`plan`, `status`, `approvals`) walks and writes nothing; `publish` records what
it judged, so that the next run goes on from there.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol, TypeAlias

from mergecast.approvals.policy import NotApproved
from mergecast.approvals.proof import accounts_in
from mergecast.approvals.proof import recorded as proof_of
from mergecast.approvals.walk import (
    Candidate,
    Judged,
    Recorded,
    State,
    Walked,
    walk,
)
from mergecast.cli.approving.approval_wiring import Approvals
from mergecast.cli.approving.in_force import Policy, policy
from mergecast.cli.approving.judging_policy import Judge, may_follow
from mergecast.cli.wiring import Published
from mergecast.dispatch.ports import Tail
from mergecast.errors import GitError
from mergecast.ledger.snapshot import Snapshot
from mergecast.loading.policy_value import FILES, policy_at, policy_in
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

    @property
    def tail(self) -> Tail:
        """What happened lately."""
        ...


@dataclass(frozen=True, slots=True)
class Standing:
    """The policy that is in force now, and how it came to be."""

    policy: Policy
    walked: Walked | None = None
    trouble: str = ""

    @property
    def note(self) -> str:
        """What people should know of a change that is not in force; or nothing."""
        waiting = self.walked.waiting if self.walked else None
        if waiting is None or not isinstance(waiting.answer, NotApproved):
            return self.trouble
        return (
            f"the policy of commit {waiting.step.commit[:10]} is not in force: "
            f"{waiting.answer.reason}"
        )

    @property
    def notes(self) -> tuple[str, ...]:
        """The same, and whether approvals can be forged where it matters."""
        rules = self.policy.rules
        matters = self.policy.digest is not None and not rules.alone
        forgeable = self.policy.forge == "offline" and not rules.team.signs
        unproved = _UNPROVED if matters and forgeable else ""
        return tuple(filter(None, (self.note, unproved)))


_UNPROVED = (
    "approvals are lines in commits here, and whoever can push can write one in any "
    "name; give the team 'signing_keys' (playbooks/team.yaml)"
)


def standing(source: Published, view: HasPolicy | None, now: datetime) -> Standing:
    """The policy in force, for a look; nothing is written."""
    team = source.space.team
    tip = policy_in(source.tree)
    if view is None:
        if tip is None:
            # A team that cannot be read is not a policy that asks for nobody.
            nobody = policy({"approval": {}}, team, alone=False, digest=None)
            return Standing(nobody, trouble="who may approve cannot be read")
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
    rules = replace(in_force.rules, accounts=_accounts(view), duty=_duty(source))
    return Standing(replace(in_force, rules=rules), walked)


def _duty(source: Published) -> Callable[[datetime], Collection[str] | None]:
    """Who is on duty when, as the rota and people's hours say."""
    space = source.space
    planned = space.rota is not None or any(
        member.hours for member in space.team.members.values()
    )

    def there(at: datetime) -> Collection[str] | None:
        if not planned:
            return None
        from mergecast.people.duty import on_duty  # noqa: PLC0415 - only for a rota

        found = on_duty(space.team, space.rota, at)
        return frozenset(each.member.key for each in found)

    return there


def _accounts(view: HasPolicy) -> Mapping[str, str]:
    """The accounts behind the logins of approvals that are on record of late."""
    return accounts_in(each.approval for each in view.tail.events if each.approval)


def _is_free(before: Json, after: Json) -> bool:
    """Whether a rehearsal may go from one policy to another without being asked."""
    return "approval" not in after and may_follow(before, after)


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
    asks = Judge(source, view.sandbox, now, _accounts(view))
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
