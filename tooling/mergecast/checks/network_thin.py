"""At least two people know their way around each network that there are accounts on.

`networks` of a member in playbooks/team.yaml says which ones they know; without it they
know all.

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
"""

from __future__ import annotations

from collections.abc import Iterable

from mergecast.checks.base import Context, Options, Present
from mergecast.findings import Remark, Severity
from mergecast.people.workload import networks
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
            names = [members[key].name for key in each.members]
            who = f"only {names[0]} knows" if names else "nobody knows"
            yield Remark(
                Place("playbooks/team.yaml", ("members",), on_key=True),
                f"{who} their way around the network '{each.key}'",
                hint=f"let somebody learn it, and add {each.key} to their 'networks'",
                owner=each.members[0] if each.members else "",
            )
