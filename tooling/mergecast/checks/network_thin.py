"""At least two people know their way around each network that there are accounts on.

`networks` of a member in playbooks/team.yaml says which ones they know; without it they
know all. Where a rota says what has to be covered, somebody on shift has to know each
network, too.

Passes::

    # playbooks/team.yaml
    members:
      mei: {name: Mei, networks: [x]}
      tom: {name: Tom}

Fails::

    # playbooks/team.yaml
    members:
      mei: {name: Mei, networks: [x]}
      tom: {name: Tom, networks: [bluesky]}

Fails::

    # playbooks/team.yaml
    members:
      mei: {name: Mei, networks: [x]}
      tom: {name: Tom, networks: [bluesky]}
      ana: {name: Ana, networks: [x]}
    # playbooks/rota.yaml
    cover: [{timezone: Europe/London, from: "08:00", to: "18:00"}]
    shifts:
      day: {timezone: Europe/London, from: "08:00", to: "18:00", members: [tom]}
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

from mergecast.checks.base import Context, Options, Present
from mergecast.checks.basis.weeks import AHEAD, ROTA, said, weeks_of
from mergecast.findings import Remark, Severity
from mergecast.model.rota import Rota
from mergecast.model.spoken import span
from mergecast.model.team import Team
from mergecast.people.coverage import gaps
from mergecast.people.staffing import knowing
from mergecast.people.stretches import minutes, without
from mergecast.people.workload import Network, networks
from mergecast.source import Place

ID = "network-thin"
SEVERITY = Severity.WARNING
OPTIONS: Options = {}


def check(context: Context, present: Present) -> Iterable[Remark]:
    """Count who knows each network, where the team says so at all."""
    space = context.workspace
    members = space.team.members
    if len(members) < 2 or not any(each.networks for each in members.values()):
        return
    for each in networks(space.settings, space.team, present.planned):
        if len(each.members) < 2:
            yield _few(space.team, each)
        elif space.rota is not None and space.rota.cover:
            yield from _uncovered(context, present, space.rota, each.key)


def _few(team: Team, network: Network) -> Remark:
    names = [team.members[key].name for key in network.members]
    who = f"only {names[0]} knows" if names else "nobody knows"
    return Remark(
        Place("playbooks/team.yaml", ("members",), on_key=True),
        f"{who} their way around the network '{network.key}'",
        hint=f"let somebody learn it, and add {network.key} to their 'networks'",
        owner=network.members[0] if network.members else "",
    )


def _uncovered(
    context: Context, present: Present, rota: Rota, network: str
) -> Iterator[Remark]:
    """The hours that somebody covers who does not know the network."""
    shifts = weeks_of(context, present, rota)
    able = knowing(context.workspace.team, shifts, network)
    end = present.now + AHEAD
    missing = without(
        gaps(rota, able, present.now, end), gaps(rota, shifts, present.now, end)
    )
    if missing:
        long = span(timedelta(minutes=minutes(missing)))
        yield Remark(
            Place(ROTA, ("shifts",), on_key=True),
            f"for {long} of the next four weeks nobody on shift knows '{network}', "
            f"first {said(missing[0], rota.cover[-1].timezone)}",
            hint=f"see when: `mergecast team coverage --network {network}`",
            owner=rota.owner or "",
        )
