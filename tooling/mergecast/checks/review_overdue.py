"""Roles, the rota and playbooks are looked at again by the day that they name.

What a role does, who works when and how things are done is right only for a while:
people, networks and tools change. `review_by` in playbooks/team.yaml, in
playbooks/rota.yaml and in each playbook says by when somebody wants to have looked
again.

Passes::

    # playbooks/team.yaml
    members:
      mei: {name: Mei, roles: [creator]}
    roles:
      creator: {title: Creator, review_by: 2027-02-01}

Fails::

    # playbooks/team.yaml
    members:
      mei: {name: Mei, roles: [creator]}
    roles:
      creator: {title: Creator, review_by: 2026-02-01}

Fails::

    # playbooks/process/onboarding.yaml
    id: onboarding
    title: Somebody joins the team
    owner: creator
    review_by: 2026-02-01
    trigger: a new person is named
    steps: [{do: give them a buddy}]
"""

from __future__ import annotations

from collections.abc import Iterable

from mergecast.checks.base import Context, Options, Present
from mergecast.checks.basis.keepers import kept
from mergecast.findings import Remark, Severity
from mergecast.source import Place

ID = "review-overdue"
SEVERITY = Severity.WARNING
OPTIONS: Options = {}

_HINT = "look it through, then write the day of the next look"


def check(context: Context, present: Present) -> Iterable[Remark]:
    """Compare every `review_by` with today."""
    today = present.now.date().isoformat()
    space = context.workspace
    for role in space.team.roles.values():
        if role.review_by is not None and role.review_by < today:
            yield Remark(
                Place("playbooks/team.yaml", ("roles", role.key, "review_by")),
                f"the role '{role.key}' was to be looked at again by {role.review_by}",
                hint=_HINT,
                owner=role.key,
            )
    rota = space.rota
    if rota is not None and rota.review_by is not None and rota.review_by < today:
        yield Remark(
            Place("playbooks/rota.yaml", ("review_by",)),
            f"the rota was to be looked at again by {rota.review_by}",
            hint=_HINT,
            owner=rota.owner or "",
        )
    for path, keeping in kept(space.playbooks):
        if keeping.review_by is not None and keeping.review_by < today:
            yield Remark(
                Place(path, ("review_by",)),
                f"this playbook was to be looked at again by {keeping.review_by}",
                hint=_HINT,
                owner=keeping.owner or "",
            )
