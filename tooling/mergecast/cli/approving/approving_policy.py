"""What `mergecast approve --policy` does: show a whole step of policy, and approve it.

From the policy in force, not from the commit before: whoever approves the second of two
changes approves both, and sees both.
"""

from __future__ import annotations

from mergecast.cli.approving.policy_wiring import standing
from mergecast.cli.approving.saying_yes import Approval, refuse_elsewhere
from mergecast.cli.record.reaching import record
from mergecast.cli.session import Session
from mergecast.cli.wiring import published
from mergecast.errors import UsageError, WorkspaceError
from mergecast.forge.offline_lines import policy_line
from mergecast.loading.policy_value import policy_at
from mergecast.loading.policy_value import step as step_of
from mergecast.renderers.policy import policy_text
from mergecast.repository.refs import commit_of


def step(session: Session) -> Approval:
    """The step from the policy in force to that of the current commit.

    Raises:
        UsageError: there is no ledger yet, or no step.
        WorkspaceError: the commit's policy cannot be read, or reviews are on a forge.
    """
    main = published(session.workspace)
    view = record(session, main)
    if view is None:
        raise UsageError(
            "there is no ledger yet, which records the first policy when it begins",
            hint="run `mergecast publish`, which begins a rehearsal's"
            if main.rehearses
            else "run `mergecast ledger init`",
            not_done="nothing was approved",
        )
    stands = standing(main, view, session.now())
    refuse_elsewhere(stands.policy.forge)
    head = commit_of(main.git, "HEAD")
    wanted = policy_at(main.git, head)
    if wanted is None or stands.walked is None:
        raise WorkspaceError(
            "the policy of your commit cannot be read",
            hint="run `mergecast check`",
            not_done="nothing was approved",
        )
    before = stands.walked.in_force
    if wanted.digest == before.digest:
        raise UsageError(
            "your commit has the policy that is in force",
            hint="switch to the branch that changes it, and commit the change",
            not_done="nothing was approved",
        )
    digest = step_of(before.digest, wanted.digest)

    def line(name: str, mail: str) -> str:
        return policy_line(name, mail, digest)

    return Approval(
        "Approve a change of policy",
        line,
        policy_text(before.value, wanted.value),
        "Approve this change of policy?",
        signed=stands.policy.rules.team.signs,
    )
