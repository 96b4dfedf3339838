"""A plan's campaigns run in its time, and stand in the plans above.

A month that runs a campaign which its quarter and its year do not know was never agreed
there; one whose days are over, or far ahead, was left over when a plan was copied.
Plans above that name no campaigns at all are not asked.

Passes::

    # calendar/plan/2026-Q4.yaml
    quarter: 2026-Q4
    campaigns: [launch]
    # calendar/plan/2026-11.yaml
    month: 2026-11
    campaigns: [launch]

Fails::

    # calendar/plan/2027-01.yaml
    month: 2027-01
    campaigns: [launch]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from mergecast.checks.base import Context, Options
from mergecast.findings import Remark, Severity
from mergecast.model.plan import Plan, Plans
from mergecast.model.workspace import Campaign
from mergecast.source import Place

ID = "plan-campaign-stray"
SEVERITY = Severity.WARNING
OPTIONS: Options = {}


def check(context: Context) -> Iterable[Remark]:
    """Compare each campaign of a plan with its days and with the plans above."""
    space = context.workspace
    for plan in space.plans:
        for number, name in enumerate(plan.campaigns):
            campaign = space.campaigns.get(name)
            if campaign is None:
                continue
            place = Place(plan.path, ("campaigns", number))
            for message, hint in _said(plan, campaign, space.plans):
                yield Remark(place, message, hint=hint)


def _said(plan: Plan, campaign: Campaign, plans: Plans) -> Iterator[tuple[str, str]]:
    outside = _outside(plan, campaign)
    if outside is not None:
        yield outside, f"take it out, or change the days in {campaign.path}"
    above = [each for each in plans.above(plan) if each.campaigns]
    if above and not any(campaign.id in each.campaigns for each in above):
        names = " and ".join(each.period.name for each in above)
        yield (
            f"campaign '{campaign.id}' is in no plan above: {names}",
            f"add it to {above[0].path}, or take it out here",
        )


def _outside(plan: Plan, campaign: Campaign) -> str | None:
    first, last, name = plan.period.first, plan.period.last, plan.period.name
    if campaign.ends is not None and date.fromisoformat(campaign.ends) < first:
        return f"campaign '{campaign.id}' ends on {campaign.ends}, before {name}"
    if campaign.starts is not None and date.fromisoformat(campaign.starts) > last:
        return f"campaign '{campaign.id}' starts on {campaign.starts}, after {name}"
    return None
