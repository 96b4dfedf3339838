"""Every role that has duties is held by somebody.

A duty of a role that nobody holds is done by nobody.

Passes::

    # playbooks/team.yaml
    members:
      mei: {name: Mei, roles: [creator]}
    roles:
      creator: {title: Creator, duties: [write posts]}

Fails::

    # playbooks/team.yaml
    members:
      mei: {name: Mei, roles: [creator]}
    roles:
      creator: {title: Creator, duties: [write posts]}
      data-analyst: {title: Data analyst, duties: [report every month]}
"""

from __future__ import annotations

from collections.abc import Iterable

from mergecast.checks.base import Context, Options, Present
from mergecast.findings import Remark, Severity
from mergecast.source import Place

ID = "role-unheld"
SEVERITY = Severity.WARNING
OPTIONS: Options = {}


def check(context: Context, present: Present) -> Iterable[Remark]:
    """Look every role up among the members."""
    del present
    team = context.workspace.team
    for role in team.roles.values():
        if role.duties and not team.holders([role.key]):
            duties = "1 duty" if len(role.duties) == 1 else f"{len(role.duties)} duties"
            yield Remark(
                Place("playbooks/team.yaml", ("roles", role.key), on_key=True),
                f"nobody holds the role '{role.key}', so its {duties} nobody does",
                hint="add it to the 'roles' of a member, or take it out",
                owner=role.overlap or "",
            )
