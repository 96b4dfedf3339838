"""Every duty has a second role that can do it.

`overlap` of a role in playbooks/team.yaml names the role that does the same duties when
nobody who holds this one can. It has to be another role, and somebody else has to hold
it.

Passes::

    # playbooks/team.yaml
    members:
      mei: {name: Mei, roles: [creator]}
      tom: {name: Tom, roles: [strategist]}
    roles:
      creator: {title: Creator, duties: [write posts], overlap: strategist}
      strategist: {title: Strategist}

Fails::

    # playbooks/team.yaml
    members:
      mei: {name: Mei, roles: [creator]}
    roles:
      creator: {title: Creator, duties: [write posts]}

Fails::

    # playbooks/team.yaml
    members:
      mei: {name: Mei, roles: [creator, strategist]}
    roles:
      creator: {title: Creator, duties: [write posts], overlap: strategist}
      strategist: {title: Strategist}
"""

from __future__ import annotations

from collections.abc import Iterable

from mergecast.checks.base import Context, Options, Present
from mergecast.findings import Remark, Severity
from mergecast.model.team import Role, Team
from mergecast.source import Place

ID = "role-without-overlap"
SEVERITY = Severity.WARNING
OPTIONS: Options = {}

_TEAM = "playbooks/team.yaml"


def check(context: Context, present: Present) -> Iterable[Remark]:
    """Look at the second role of each role that somebody holds and that has duties."""
    del present
    team = context.workspace.team
    for role in team.roles.values():
        if role.duties and team.holders([role.key]):
            yield from _of(team, role)


def _of(team: Team, role: Role) -> Iterable[Remark]:
    if role.overlap is None:
        yield Remark(
            Place(_TEAM, ("roles", role.key), on_key=True),
            f"no other role does what '{role.key}' does when nobody of it can",
            hint="name one: overlap: ROLE",
            owner=role.key,
        )
        return
    own = {member.key for member in team.holders([role.key])}
    others = {member.key for member in team.holders([role.overlap])}
    # A role that nobody knows is said elsewhere.
    if role.overlap in team.roles and (role.overlap == role.key or not others - own):
        yield Remark(
            Place(_TEAM, ("roles", role.key, "overlap")),
            f"nobody but who holds '{role.key}' holds '{role.overlap}'",
            hint="name a role that somebody else holds",
            owner=role.key,
        )
