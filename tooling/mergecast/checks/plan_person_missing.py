"""Who a plan or a campaign names is on the team, and there when it is their turn.

Plans that are over are left alone: who did something may have left since. An assignment
with a day falls on a day on which the person is there; one without, into a week of
which they are there for a working day at least. Who keeps the plan is told.

Passes::

    # calendar/plan/2026-W48.yaml
    week: 2026-W48
    keeper: aisyah
    assignments: [{who: mei, idea: a picture of the office}]

Fails::

    # calendar/plan/2026-W48.yaml
    week: 2026-W48
    keeper: aisyah
    assignments: [{who: may, idea: a picture of the office}]

Fails::

    # calendar/plan/2026-W48.yaml
    week: 2026-W48
    keeper: aisyah
    assignments: [{who: mei, idea: a picture of the office, day: 2026-11-24}]
    # playbooks/away.yaml
    away: [{member: mei, from: 2026-11-23, to: 2026-11-25}]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

from mergecast.checks.base import Context, Options, Present
from mergecast.checks.basis.near import suggest
from mergecast.findings import Remark, Severity
from mergecast.model.plan import Assignment, Plan
from mergecast.model.team import Leave
from mergecast.model.workspace import Workspace
from mergecast.source import Place, Route

ID = "plan-person-missing"
SEVERITY = Severity.WARNING
OPTIONS: Options = {}

_FRIDAY = timedelta(days=4)

Named = tuple[str, Route, str | None]
"""The file, where in it a person is named, and their key."""


def check(context: Context, present: Present) -> Iterable[Remark]:
    """Look everybody up, on the team and in its leave."""
    space, today = context.workspace, present.now.date()
    if not space.team.members:
        return
    plans = [each for each in space.plans if each.period.last >= today]
    for plan in plans:
        keeper = space.plans.keeper(plan)
        yield from _unknown(space, _of_plan(plan), keeper)
        for each in plan.assignments:
            yield from _away(space, plan, each, keeper)
    for campaign in space.campaigns.values():
        if campaign.ends is None or campaign.ends >= today.isoformat():
            named = (campaign.path, ("owner",), campaign.owner)
            yield from _unknown(space, [named], "")


def _of_plan(plan: Plan) -> Iterator[Named]:
    yield plan.path, ("keeper",), plan.keeping.owner
    for theme in plan.themes:
        yield plan.path, (*theme.route, "owner"), theme.owner
    for measure in plan.every_measure:
        yield plan.path, (*measure.route, "owner"), measure.owner
    for each in plan.assignments:
        yield plan.path, (*each.route, "who"), each.who


def _unknown(space: Workspace, named: Iterable[Named], keeper: str) -> Iterator[Remark]:
    team = space.team
    roles = {role for each in team.members.values() for role in each.roles}
    for path, route, name in named:
        known = {
            *team.members,
            *(roles | set(team.roles) if route == ("keeper",) else ()),
        }
        if name is not None and name not in known:
            yield Remark(
                Place(path, route),
                f"there is nobody '{name}' on the team",
                hint=suggest(name, sorted(known), "add them to playbooks/team.yaml"),
                owner=keeper if keeper != name else "",
            )


def _away(
    space: Workspace, plan: Plan, each: Assignment, keeper: str
) -> Iterator[Remark]:
    leave = _leave(space, plan, each)
    member = space.team.members.get(each.who)
    if leave is None or member is None:
        return
    work = each.post or each.idea or ""
    instead = leave.stand_in or member.backup
    yield Remark(
        Place(plan.path, (*each.route, "who")),
        f"{member.name} has '{work[:60]}', and is away "
        f"from {leave.first} to {leave.last}",
        hint=f"give it to {instead}, or to another day"
        if instead
        else "ask somebody else",
        owner=keeper,
    )


def _leave(space: Workspace, plan: Plan, each: Assignment) -> Leave | None:
    """The leave that keeps somebody from what they have to do."""
    first, last = plan.period.first, plan.period.first + _FRIDAY
    begin, end = each.day or first.isoformat(), each.day or last.isoformat()
    own = (leave for leave in space.team.leaves if leave.member == each.who)
    return next(
        (leave for leave in own if leave.first <= begin and leave.last >= end), None
    )
