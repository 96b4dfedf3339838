"""What a plan counts has a number to reach.

A measure without `target` says what is looked at, and never whether it went well. Plans
that are over are left alone. Its owner is told, else the theme's, else the plan's
keeper.

Passes::

    # calendar/plan/2026-Q4.yaml
    quarter: 2026-Q4
    kpis: [{name: link clicks, target: 5000}]

Fails::

    # calendar/plan/2026-Q4.yaml
    quarter: 2026-Q4
    keeper: mei
    kpis: [{name: link clicks}]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mergecast.checks.base import Context, Options, Present
from mergecast.findings import Remark, Severity
from mergecast.model.plan import Measure, Plan
from mergecast.source import Place

ID = "kpi-without-target"
SEVERITY = Severity.INFO
OPTIONS: Options = {}


def check(context: Context, present: Present) -> Iterable[Remark]:
    """Look for a target of each measure."""
    plans, today = context.workspace.plans, present.now.date()
    for plan in plans:
        if plan.period.last < today:
            continue
        for measure, owner in _measures(plan):
            if measure.target is None:
                yield Remark(
                    Place(plan.path, (*measure.route, "name")),
                    f"'{measure.name}' is counted, and has no number to reach",
                    hint="write 'target:', even if it is a guess",
                    owner=measure.owner or owner or plans.keeper(plan),
                )


def _measures(plan: Plan) -> Iterator[tuple[Measure, str | None]]:
    yield from ((each, None) for each in plan.measures)
    for theme in plan.themes:
        yield from ((each, theme.owner) for each in theme.measures)
