"""What approvals ask for can be met by the people there are.

Whoever made a post never approves it, and each place of a rule is filled by another
person. A rule that asks for more people of a role than hold it can never be met, and
with a single member nobody could approve what that member writes.

Passes::

    # mergecast.yaml
    approval:
      rules:
        - {paid: true, all_of: [legal, brand]}
    # playbooks/team.yaml
    members:
      tom: {name: Tom, roles: [legal]}
      mei: {name: Mei, roles: [brand]}

Fails::

    # mergecast.yaml
    approval:
      rules:
        - {paid: true, all_of: [legal, brand]}
    # playbooks/team.yaml
    members:
      tom: {name: Tom, roles: [legal, brand]}
      mei: {name: Mei}

Fails::

    # mergecast.yaml
    approval: {profile: small}
    # playbooks/team.yaml
    members:
      tom: {name: Tom}
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mergecast.checks.base import Context, Options
from mergecast.checks.basis.asked_of import asked_of
from mergecast.findings import Remark, Severity
from mergecast.model.places import filled
from mergecast.model.team import Team
from mergecast.source import Place

ID = "approval-unmeetable"
SEVERITY = Severity.ERROR
OPTIONS: Options = {}


def check(context: Context) -> Iterable[Remark]:
    """Put the whole team into the places of each need."""
    settings, team = context.workspace.settings, context.workspace.team
    if settings.approval is None:
        return ()
    if len(team.members) < 2:
        return (
            Remark(
                Place("mergecast.yaml", ("approval",), on_key=True),
                "playbooks/team.yaml has no two members, so nobody approves what "
                "another one wrote",
                hint="add who approves, or remove 'approval'",
            ),
        )
    return _unmet(context, team)


def _unmet(context: Context, team: Team) -> Iterator[Remark]:
    everyone = [member.roles for member in team.members.values()]
    held = {role for roles in everyone for role in roles}
    for asked in asked_of(context.workspace.settings):
        places = asked.need.places
        if any(place and not held.intersection(place) for place in places):
            continue  # another check says so
        able = sum(who is not None for who in filled(places, everyone))
        if able < len(places):
            yield Remark(
                Place("mergecast.yaml", asked.route),
                f"this asks for {len(places)} people, and the team has {able} that can "
                "fill its places",
                hint="ask for fewer, or give the roles to more people",
            )
