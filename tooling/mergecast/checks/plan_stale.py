"""Plans are looked at again, and the next one is there in time.

A plan whose `review_by` has passed may no longer be what the team means. And where a
team keeps plans of weeks (months, quarters, years), the one that runs and the next are
there: the coming week's from Friday on, a month's a week before it begins, a quarter's
two, a year's four. A team that stopped for a good while is not asked any more.

Passes::

    # calendar/plan/2026-W47.yaml
    week: 2026-W47
    # calendar/plan/2026-W48.yaml
    week: 2026-W48

Fails::

    # calendar/plan/2026-W47.yaml
    week: 2026-W47
    keeper: mei

Fails::

    # calendar/plan/2026-Q4.yaml
    quarter: 2026-Q4
    keeper: mei
    review_by: 2026-11-01
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from mergecast.checks.base import Context, Options, Present
from mergecast.findings import Remark, Severity
from mergecast.model.periods import Period, Span, period_of
from mergecast.model.plan import Plan, Plans
from mergecast.source import Place

ID = "plan-stale"
SEVERITY = Severity.WARNING
OPTIONS: Options = {}

_BEFORE: Mapping[Span, timedelta] = {
    Span.YEAR: timedelta(days=28),
    Span.QUARTER: timedelta(days=14),
    Span.MONTH: timedelta(days=7),
    Span.WEEK: timedelta(days=3),
}
_KEPT: Mapping[Span, timedelta] = {
    Span.YEAR: timedelta(days=400),
    Span.QUARTER: timedelta(days=100),
    Span.MONTH: timedelta(days=62),
    Span.WEEK: timedelta(days=28),
}
"""So long after the end of the last plan, the next one is asked for."""


def check(context: Context, present: Present) -> Iterable[Remark]:
    """Look for plans that are old, and for those that are missing."""
    plans, today = context.workspace.plans, present.now.date()
    yield from _old(plans, today)
    for span in Span:
        own = [each for each in plans.of(span) if each.period.first <= today]
        if own and own[-1].period.last + _KEPT[span] >= today:
            yield from _absent(plans, own[-1], today)


def _old(plans: Plans, today: date) -> Iterator[Remark]:
    for plan in plans:
        due = plan.keeping.review_by
        if due is not None and due < today.isoformat() and plan.period.last >= today:
            yield Remark(
                Place(plan.path, ("review_by",)),
                f"the plan of {plan.period.name} was to be looked at again by {due}",
                hint="look it through, then write the day of the next look",
                owner=plans.keeper(plan),
            )


def _absent(plans: Plans, last: Plan, today: date) -> Iterator[Remark]:
    """The plans that should be there after the ``last`` one that has begun."""
    here = period_of(last.period.span, today)
    for wanted in (here, here.next):
        if wanted.name in plans.by_name or wanted.first - _BEFORE[here.span] > today:
            continue
        yield Remark(
            Place(last.path, (here.span.value,)),
            f"there is no plan of {wanted.name}, which {_begins(wanted, today)}",
            hint=_hint(wanted, last),
            owner=plans.keeper(last),
        )


def _begins(wanted: Period, today: date) -> str:
    if wanted.first <= today:
        return "has begun"
    days = (wanted.first - today).days
    return "begins tomorrow" if days == 1 else f"begins in {days} days"


def _hint(wanted: Period, last: Plan) -> str:
    if wanted.span is Span.WEEK:
        return f"run `mergecast calendar week --draft --week {wanted.name}`"
    return f"write calendar/plan/{wanted.name}.yaml; {last.path} shows how"
