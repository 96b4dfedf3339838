"""Who has to approve can be recognised.

On GitHub a review belongs to a login, an approval by commit to a mail address. Somebody
who has a role that an approval asks for, and no `login` (or, with `forge: offline`, no
`email`) in playbooks/team.yaml, approves in vain.

Passes::

    # mergecast.yaml
    forge: {kind: offline}
    approval:
      rules:
        - {paid: true, all_of: [legal]}
    # playbooks/team.yaml
    members:
      tom: {name: Tom, email: tom@example.org, roles: [legal]}
      mei: {name: Mei}

Fails::

    # mergecast.yaml
    forge: {kind: github, repository: acme/social}
    approval:
      rules:
        - {paid: true, all_of: [legal]}
    # playbooks/team.yaml
    members:
      tom: {name: Tom, email: tom@example.org, roles: [legal]}
      mei: {name: Mei}
"""

from __future__ import annotations

from collections.abc import Iterable

from mergecast.checks.base import Context, Options
from mergecast.checks.basis.asked_of import asked_of
from mergecast.findings import Remark, Severity
from mergecast.model.team import Member
from mergecast.source import Place

ID = "approver-unknown"
SEVERITY = Severity.WARNING
OPTIONS: Options = {}


def check(context: Context) -> Iterable[Remark]:
    """Look at everyone who has a role that is asked for."""
    settings, team = context.workspace.settings, context.workspace.team
    wanted = {
        role
        for asked in asked_of(settings)
        for role in (*asked.need.all_of, *asked.need.any_of)
    }
    offline = settings.forge == "offline"
    name = "email" if offline else "login"
    return [
        Remark(
            Place("playbooks/team.yaml", ("members", member.key), on_key=True),
            f"{member.name} has a role that approves, and no '{name}', so no approval "
            "is known as theirs",
            hint=f"add '{name}'",
        )
        for member in team.members.values()
        if wanted.intersection(member.roles) and not _known(member, offline=offline)
    ]


def _known(member: Member, *, offline: bool) -> bool:
    return bool(member.email if offline else member.login)
