"""Whoever the matrix names can be reached in time, at any hour of the week.

`within` in playbooks/matrix.yaml says how soon a role is told of a crisis. Where
everybody with that role, and with its `backup`, is asleep or away for longer than that,
the clock runs out before anyone hears of it. Where a single person stands for a role
and its backup, one cold is enough.

Passes::

    # playbooks/matrix.yaml
    levels: {low: {roles: {moderator: {may: [freeze], within: 8h, backup: creator}}}}
    # playbooks/team.yaml
    members:
      mei: {name: Mei, timezone: Asia/Kuala_Lumpur, roles: [moderator]}
      tom: {name: Tom, timezone: America/Mexico_City, roles: [creator]}

Fails::

    # playbooks/matrix.yaml
    levels: {low: {roles: {moderator: {may: [freeze], within: 15m}}}}
    # playbooks/team.yaml
    members:
      mei: {name: Mei, timezone: Asia/Kuala_Lumpur, roles: [moderator]}
      tom: {name: Tom, timezone: Asia/Kuala_Lumpur, roles: [moderator]}

Fails::

    # playbooks/matrix.yaml
    levels: {low: {roles: {moderator: {may: [freeze], within: 1d}}}}
    # playbooks/team.yaml
    members:
      mei: {name: Mei, timezone: Asia/Kuala_Lumpur, roles: [moderator]}
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from mergecast.checks.base import Context, Options, Present
from mergecast.findings import Remark, Severity
from mergecast.model.crisis import MATRIX, Cell
from mergecast.model.spoken import clock, span
from mergecast.model.workspace import Workspace
from mergecast.people.duty import reach
from mergecast.source import Place

ID = "matrix-asleep"
SEVERITY = Severity.WARNING
OPTIONS: Options = {}

_HOURS = 7 * 24


def check(context: Context, present: Present) -> Iterable[Remark]:
    """Look at every cell, hour by hour, for the week to come."""
    space = context.workspace
    matrix = space.playbooks.matrix
    known: dict[frozenset[str], _Week] = {}
    for level, row in matrix.rows.items() if matrix else ():
        for cell in row.cells.values():
            roles = frozenset(filter(None, (cell.role, cell.backup)))
            if not space.team.holders(roles):
                continue  # matrix-role-unheld says so
            if roles not in known:
                known[roles] = _week(space, roles, present)
            yield from _said(level, cell, known[roles])


@dataclass(frozen=True, slots=True)
class _Week:
    """Who is there in a week: how many people, and the longest time without anyone."""

    people: int
    asleep: timedelta
    since: datetime | None


def _week(space: Workspace, roles: frozenset[str], present: Present) -> _Week:
    start = present.now.replace(minute=0, second=0, microsecond=0)
    people: set[str] = set()
    longest, since, began = timedelta(), None, None
    for hour in range(_HOURS):
        at = start + timedelta(hours=hour)
        found = reach(space.team, space.rota, roles, at, present.holidays)
        people |= {each.member.key for each in found}
        if any(each.awake for each in found):
            began = None
            continue
        began = began or at
        if at + timedelta(hours=1) - began > longest:
            longest, since = at + timedelta(hours=1) - began, began
    return _Week(len(people), longest, since)


def _said(level: str, cell: Cell, week: _Week) -> Iterator[Remark]:
    place = Place(MATRIX, ("levels", level, "roles", cell.role), on_key=True)
    if week.since is not None and week.asleep > cell.within:
        yield Remark(
            place,
            f"at level '{level}' nobody with '{cell.role}' or its backup is awake for "
            f"{span(week.asleep)} from {clock(week.since)}, and {span(cell.within)} "
            "is allowed",
            hint="name a backup in another time zone, put somebody on call, or give "
            "it more time",
            owner=cell.role,
        )
    elif week.people == 1:
        yield Remark(
            place,
            f"at level '{level}' one person stands for '{cell.role}' and its backup",
            hint="name a backup that somebody else holds",
            owner=cell.role,
        )
