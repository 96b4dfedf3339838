"""A plan says the period that its file is named after.

A plan that was copied for the next week and keeps the old `week:` is read for one week
by people and for another by the program, which goes by the name of the file.

Passes::

    # calendar/plan/2026-W48.yaml
    week: 2026-W48

Fails::

    # calendar/plan/2026-W49.yaml
    week: 2026-W48
"""

from __future__ import annotations

from collections.abc import Iterable

from mergecast.checks.base import Context, Options
from mergecast.findings import Remark, Severity
from mergecast.source import Place

ID = "plan-period-differs"
SEVERITY = Severity.WARNING
OPTIONS: Options = {}


def check(context: Context) -> Iterable[Remark]:
    """Compare what each plan says with the name of its file."""
    for plan in context.workspace.plans:
        if plan.said != plan.period.name:
            yield Remark(
                Place(plan.path, (plan.period.span.value,)),
                f"this is the plan of {plan.period.name}, and says {plan.said}",
                hint=f"write {plan.period.name}, or rename the file",
            )
