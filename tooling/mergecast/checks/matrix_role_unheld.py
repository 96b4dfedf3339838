"""Every role of the matrix is held by somebody.

playbooks/matrix.yaml gives decisions to roles: under `roles`, as `backup`, and in what
an answer or a statement needs. A role that nobody in playbooks/team.yaml holds decides
nothing, and the clock runs out.

Passes::

    # playbooks/matrix.yaml
    levels: {low: {roles: {moderator: {may: [freeze], within: 1h}}}}
    # playbooks/levels.yaml
    facts: {harm: {ask: "Can anyone come to harm?", type: yes-no}}
    levels: {low: {title: Low}}
    # playbooks/team.yaml
    members: {mei: {name: Mei, roles: [moderator]}}

Fails::

    # playbooks/matrix.yaml
    levels: {low: {roles: {modertaor: {may: [freeze], within: 1h}}}}
    # playbooks/team.yaml
    members: {mei: {name: Mei, roles: [moderator]}}

Fails::

    # playbooks/matrix.yaml
    levels:
      low:
        roles: {moderator: {may: [freeze], within: 1h, backup: crisis-manager}}
        statement: {any_of: [crisis-manager]}
    # playbooks/team.yaml
    members: {mei: {name: Mei, roles: [moderator]}}
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mergecast.checks.base import Context, Options
from mergecast.checks.basis.near import suggest
from mergecast.findings import Remark, Severity
from mergecast.model.approval import Need
from mergecast.model.crisis import MATRIX, Row
from mergecast.source import Place

ID = "matrix-role-unheld"
SEVERITY = Severity.ERROR
OPTIONS: Options = {}


def check(context: Context) -> Iterable[Remark]:
    """Look every role of every row up in the team."""
    matrix, team = context.workspace.playbooks.matrix, context.workspace.team
    if matrix is None:
        return
    held = {role for member in team.members.values() for role in member.roles}
    for row in matrix.rows.values():
        for place, role in _named(row):
            if role not in held:
                yield Remark(
                    place,
                    f"nobody in playbooks/team.yaml has the role '{role}'",
                    hint=suggest(role, held, "give it to somebody, or ask another"),
                )


def _named(row: Row) -> Iterator[tuple[Place, str]]:
    here = ("levels", row.level)
    for role, cell in row.cells.items():
        yield Place(MATRIX, (*here, "roles", role), on_key=True), role
        if cell.backup is not None:
            yield Place(MATRIX, (*here, "roles", role, "backup")), cell.backup
    for name, need in (("respond", row.respond), ("statement", row.statement)):
        if need is not None:
            yield from _asked((*here, name), need)


def _asked(route: tuple[str, ...], need: Need) -> Iterator[tuple[Place, str]]:
    for name, roles in (("all_of", need.all_of), ("any_of", need.any_of)):
        for number, role in enumerate(roles):
            yield Place(MATRIX, (*route, name, number)), role
