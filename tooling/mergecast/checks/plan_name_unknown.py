"""What a plan names is there: its campaigns, and the themes in focus.

A campaign has a file in calendar/campaigns/ (one that has none yet stands under `later`
in the plan of the year). A theme in `focus` stands in this plan or in a longer one of
the same time, and each theme stands in a plan once.

Passes::

    # calendar/plan/2026-Q4.yaml
    quarter: 2026-Q4
    campaigns: [launch]
    themes: [{id: open-source, title: Open source at work}]
    # calendar/plan/2026-W48.yaml
    week: 2026-W48
    focus: [open-source]

Fails::

    # calendar/plan/2026-11.yaml
    month: 2026-11
    campaigns: [lunch]

Fails::

    # calendar/plan/2026-Q3.yaml
    quarter: 2026-Q3
    themes: [{id: open-source, title: Open source at work}]
    # calendar/plan/2026-W48.yaml
    week: 2026-W48
    focus: [open-source]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mergecast.checks.base import Context, Options
from mergecast.checks.basis.near import suggest
from mergecast.findings import Remark, Severity
from mergecast.model.plan import Plan
from mergecast.model.workspace import Workspace
from mergecast.source import Place, Route

ID = "plan-name-unknown"
SEVERITY = Severity.WARNING
OPTIONS: Options = {}


def check(context: Context) -> Iterable[Remark]:
    """Look up every campaign and theme that a plan names."""
    space = context.workspace
    for plan in space.plans:
        yield from _campaigns(plan, space)
        yield from _themes(plan, space)
        yield from _twice(plan)


def _campaigns(plan: Plan, space: Workspace) -> Iterator[Remark]:
    named: list[tuple[Route, str | None]] = [
        (("campaigns", number), name) for number, name in enumerate(plan.campaigns)
    ]
    named += [((*each.route, "campaign"), each.campaign) for each in plan.assignments]
    for route, name in named:
        if name is not None and name not in space.campaigns:
            none = f"write calendar/campaigns/{name}.yaml first"
            yield Remark(
                Place(plan.path, route),
                f"there is no campaign '{name}'",
                hint=suggest(name, sorted(space.campaigns), none),
            )


def _themes(plan: Plan, space: Workspace) -> Iterator[Remark]:
    known = {
        theme.id for each in (plan, *space.plans.above(plan)) for theme in each.themes
    }
    named: list[tuple[Route, str | None]] = [
        (("focus", number), name) for number, name in enumerate(plan.focus)
    ]
    named += [((*each.route, "theme"), each.theme) for each in plan.assignments]
    for route, name in named:
        if name is not None and name not in known:
            none = "write it into the plan of the month or the quarter first"
            yield Remark(
                Place(plan.path, route),
                f"no plan of this time has a theme '{name}'",
                hint=suggest(name, sorted(known), none),
            )


def _twice(plan: Plan) -> Iterator[Remark]:
    seen: set[str] = set()
    for theme in plan.themes:
        if theme.id in seen:
            yield Remark(
                Place(plan.path, (*theme.route, "id")),
                f"theme '{theme.id}' stands in this plan twice",
                hint="give one of them another id",
            )
        seen.add(theme.id)
