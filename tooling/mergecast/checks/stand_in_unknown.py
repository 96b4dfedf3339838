"""Stand-ins and leave name people of the team.

`backup` in playbooks/team.yaml is the key of another member, and so is `member` in
playbooks/away.yaml. With any other name nobody stands in, and what waits for somebody
who is away waits on.

Passes::

    # playbooks/team.yaml
    members:
      tom: {name: Tom, backup: mei}
      mei: {name: Mei}
    # playbooks/away.yaml
    away: [{member: tom, from: 2026-12-21, to: 2027-01-03}]

Fails::

    # playbooks/team.yaml
    members:
      tom: {name: Tom, backup: may}
      mei: {name: Mei}

Fails::

    # playbooks/team.yaml
    members:
      tom: {name: Tom, backup: tom}

Fails::

    # playbooks/away.yaml
    away: [{member: may, from: 2026-12-21, to: 2027-01-03}]

Fails::

    # playbooks/away.yaml
    away: [{member: mei, from: 2027-01-03, to: 2026-12-21}]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mergecast.checks.base import Context, Options
from mergecast.checks.basis.near import suggest
from mergecast.findings import Remark, Severity
from mergecast.model.team import Team
from mergecast.source import Place

ID = "stand-in-unknown"
SEVERITY = Severity.WARNING
OPTIONS: Options = {}

_TEAM = "playbooks/team.yaml"
_AWAY = "playbooks/away.yaml"


def check(context: Context) -> Iterable[Remark]:
    """Look at every stand-in, and at every leave."""
    team = context.workspace.team
    return (*_stand_ins(team), *_leaves(team))


def _stand_ins(team: Team) -> Iterator[Remark]:
    for member in team.members.values():
        place = Place(_TEAM, ("members", member.key, "backup"))
        if member.backup == member.key:
            message = f"{member.name} cannot stand in for themselves"
            yield Remark(place, message, hint="name another member")
        elif member.backup is not None and member.backup not in team.members:
            message = f"there is no member '{member.backup}' to stand in"
            hint = suggest(member.backup, team.members, "write the key of a member")
            yield Remark(place, message, hint=hint)


def _leaves(team: Team) -> Iterator[Remark]:
    for number, leave in enumerate(team.leaves):
        if leave.member not in team.members:
            yield Remark(
                Place(_AWAY, ("away", number, "member")),
                f"there is no member '{leave.member}' in {_TEAM}",
                hint=suggest(leave.member, team.members, "write the key of a member"),
            )
        if leave.last < leave.first:
            yield Remark(
                Place(_AWAY, ("away", number, "to")),
                f"the last day, {leave.last}, is before the first, {leave.first}",
                hint="change one of the two",
            )
