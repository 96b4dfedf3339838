"""Every role that an approval asks for is held by somebody.

`approval` in mergecast.yaml and `approvers` of a campaign name roles; who holds them
stands in playbooks/team.yaml. A role that nobody holds can approve nothing: every post
that the rule or the campaign is about waits for ever.

Passes::

    # mergecast.yaml
    approval:
      rules:
        - {paid: true, all_of: [legal]}
    # playbooks/team.yaml
    members:
      tom: {name: Tom, roles: [legal]}
      mei: {name: Mei}

Fails::

    # mergecast.yaml
    approval: {fast_lane: {roles: [modreator]}}
    # playbooks/team.yaml
    members:
      tom: {name: Tom, roles: [moderator]}
      mei: {name: Mei}

Fails::

    # mergecast.yaml
    approval:
      rules:
        - {paid: true, all_of: [leagl]}
    # playbooks/team.yaml
    members:
      tom: {name: Tom, roles: [legal]}
      mei: {name: Mei}
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mergecast.checks.base import Context, Options
from mergecast.checks.basis.asked_of import asked_of
from mergecast.checks.basis.near import suggest
from mergecast.findings import Remark, Severity
from mergecast.source import Place

ID = "approval-role-unheld"
SEVERITY = Severity.ERROR
OPTIONS: Options = {}


def check(context: Context) -> Iterable[Remark]:
    """Look every role up in the team."""
    team = context.workspace.team
    held = {role for member in team.members.values() for role in member.roles}
    return (
        *_unheld(context, held),
        *_of_fast_lane(context, held),
        *_of_campaigns(context, held),
    )


def _of_fast_lane(context: Context, held: set[str]) -> Iterator[Remark]:
    """One of several is enough; where nobody has any, it lets nothing out."""
    policy = context.workspace.settings.approval
    roles = policy.fast_lane.roles if policy and policy.fast_lane else ()
    if held.isdisjoint(roles):
        for number, role in enumerate(roles):
            yield Remark(
                Place("mergecast.yaml", ("approval", "fast_lane", "roles", number)),
                f"nobody in playbooks/team.yaml has the role '{role}'",
                hint=suggest(role, held, "give it to somebody, or ask another"),
            )


def _of_campaigns(context: Context, held: set[str]) -> Iterator[Remark]:
    space = context.workspace
    known = held.union(space.team.members)
    for campaign in space.campaigns.values():
        for number, name in enumerate(campaign.approvers):
            if name not in known:
                yield Remark(
                    Place(campaign.path, ("approvers", number)),
                    f"nobody in playbooks/team.yaml is '{name}' or has that role",
                    hint=suggest(name, known, "name a role or a member that is there"),
                )


def _unheld(context: Context, held: set[str]) -> Iterator[Remark]:
    for asked in asked_of(context.workspace.settings):
        need = asked.need
        for name, roles in (("all_of", need.all_of), ("any_of", need.any_of)):
            gone = [role for role in roles if role not in held]
            if name == "any_of" and len(gone) < len(roles):
                continue  # one of several is enough
            for role in gone:
                route = (*asked.route, name, roles.index(role))
                yield Remark(
                    Place("mergecast.yaml", route),
                    f"nobody in playbooks/team.yaml has the role '{role}'",
                    hint=suggest(role, held, "give it to somebody, or ask another"),
                )
