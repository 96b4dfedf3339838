"""The rota, leave and roles name members and roles that are there.

`members` and `owner` in playbooks/rota.yaml, `stand_in` in playbooks/away.yaml and
`overlap` in playbooks/team.yaml are keys from the team file. Behind any other name
nobody is: the shift is not worked, and nobody stands in.

Passes::

    # playbooks/rota.yaml
    shifts:
      london: {timezone: Europe/London, from: "08:00", to: "18:00", members: [mei]}

Fails::

    # playbooks/rota.yaml
    shifts:
      london: {timezone: Europe/London, from: "08:00", to: "18:00", members: [may]}

Fails::

    # playbooks/team.yaml
    members:
      mei: {name: Mei, roles: [creator]}
    roles:
      creator: {title: Creator, overlap: moderater}
      moderator: {title: Moderator}

Fails::

    # playbooks/away.yaml
    away: [{member: mei, from: 2026-12-21, to: 2026-12-24, stand_in: aisha}]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mergecast.checks.base import Context, Options
from mergecast.checks.basis.near import suggest
from mergecast.findings import Remark, Severity
from mergecast.model.rota import Rota
from mergecast.model.team import Team
from mergecast.source import Place, Route

ID = "rota-name-unknown"
SEVERITY = Severity.ERROR
OPTIONS: Options = {}

_TEAM = "playbooks/team.yaml"
_AWAY = "playbooks/away.yaml"
_ROTA = "playbooks/rota.yaml"


def check(context: Context) -> Iterable[Remark]:
    """Look every name up in the team."""
    space = context.workspace
    yield from _roles(space.team)
    yield from _stand_ins(space.team)
    if space.rota is not None:
        yield from _rota(space.rota, space.team)


def _roles(team: Team) -> Iterator[Remark]:
    for role in team.roles.values():
        if role.overlap is not None and role.overlap not in team.roles:
            yield Remark(
                Place(_TEAM, ("roles", role.key, "overlap")),
                f"there is no role '{role.overlap}'",
                hint=suggest(role.overlap, team.roles, "write the key of a role"),
            )


def _stand_ins(team: Team) -> Iterator[Remark]:
    for number, leave in enumerate(team.leaves):
        place = Place(_AWAY, ("away", number, "stand_in"))
        if leave.stand_in == leave.member:
            message = f"'{leave.member}' cannot stand in for themselves"
            yield Remark(place, message, hint="name another member")
        elif leave.stand_in is not None and leave.stand_in not in team.members:
            yield _nobody(team, leave.stand_in, place)


def _rota(rota: Rota, team: Team) -> Iterator[Remark]:
    for shift in rota.shifts.values():
        yield from _members(team, shift.members, ("shifts", shift.key))
    if rota.on_call is not None:
        yield from _members(team, rota.on_call.members, ("on_call",))
    held = {role for member in team.members.values() for role in member.roles}
    known = {*team.roles, *held, *team.members}
    if rota.owner is not None and rota.owner not in known:
        yield Remark(
            Place(_ROTA, ("owner",)),
            f"there is no role or member '{rota.owner}' in {_TEAM}",
            hint=suggest(rota.owner, sorted(known), "name a role or a member"),
        )


def _members(team: Team, members: tuple[str, ...], route: Route) -> Iterator[Remark]:
    for number, key in enumerate(members):
        if key not in team.members:
            yield _nobody(team, key, Place(_ROTA, (*route, "members", number)))


def _nobody(team: Team, key: str, place: Place) -> Remark:
    message = f"there is no member '{key}' in {_TEAM}"
    return Remark(place, message, suggest(key, team.members, "write a member's key"))
