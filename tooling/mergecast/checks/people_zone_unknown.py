"""The time zones of people and shifts are zones of places.

`timezone` in playbooks/team.yaml and playbooks/rota.yaml is a place, like
'Asia/Kuala_Lumpur'. Where it is none, a shift is never worked, and of a person nobody
knows whether they sleep.

Passes::

    # playbooks/team.yaml
    members:
      mei: {name: Mei, timezone: Asia/Kuala_Lumpur}

Fails::

    # playbooks/team.yaml
    members:
      mei: {name: Mei, timezone: Asia/Kuala_Lumpu}

Fails::

    # playbooks/rota.yaml
    shifts:
      london: {timezone: GMT, from: "08:00", to: "18:00", members: [mei]}
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mergecast.checks.base import Context, Options
from mergecast.checks.basis.zone_hints import places, reason
from mergecast.findings import Remark, Severity
from mergecast.model.moments import UnknownZoneError, zone
from mergecast.model.rota import DAY, Rota
from mergecast.source import Place

ID = "people-zone-unknown"
SEVERITY = Severity.WARNING
OPTIONS: Options = {}


def check(context: Context) -> Iterable[Remark]:
    """Look every zone up."""
    space = context.workspace
    named = [
        (
            Place("playbooks/team.yaml", ("members", key, "timezone")),
            member.timezone,
        )
        for key, member in space.team.members.items()
        if member.timezone is not None
    ]
    if space.rota is not None:
        named += _of_rota(space.rota)
    for place, name in named:
        try:
            zone(name)
        except UnknownZoneError:
            near = " or ".join(f"'{each}'" for each in places(name))
            hint = f"write {near}" if near else "write it like 'Asia/Kuala_Lumpur'"
            yield Remark(place, f"'{name}' {reason(name)}", hint)


def _of_rota(rota: Rota) -> Iterator[tuple[Place, str]]:
    for key, shift in rota.shifts.items():
        yield _in_rota("shifts", key), shift.hours.timezone
    own = [each for each in rota.cover if (each.timezone, each.end) != ("UTC", DAY)]
    for number, hours in enumerate(own):
        yield _in_rota("cover", number), hours.timezone
    if rota.on_call is not None:
        yield _in_rota("on_call"), rota.on_call.timezone


def _in_rota(*route: str | int) -> Place:
    return Place("playbooks/rota.yaml", (*route, "timezone"))
