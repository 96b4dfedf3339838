"""A campaign has posts.

A campaign that runs, or begins within two weeks, without a single post in the calendar
was forgotten, or is over before it began. Whoever leads it is told.

Passes::

    # calendar/campaigns/launch.yaml
    id: launch
    title: Launch
    starts: 2026-11-01
    ends: 2026-12-31
    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    campaign: launch
    text: It is out.

Fails::

    # calendar/campaigns/launch.yaml
    id: launch
    title: Launch
    starts: 2026-12-01
    ends: 2026-12-31
    owner: mei
"""

from __future__ import annotations

from collections.abc import Iterable

from mergecast.checks.base import Context, Options, Present
from mergecast.findings import Remark, Severity
from mergecast.planning.tracing import empty_campaigns, since
from mergecast.source import Place

ID = "campaign-empty"
SEVERITY = Severity.WARNING
OPTIONS: Options = {}


def check(context: Context, present: Present) -> Iterable[Remark]:
    """Look for a post of each campaign."""
    campaigns, today = context.workspace.campaigns.values(), present.now.date()
    for each in empty_campaigns(campaigns, present.calendar, today):
        when = "has begun" if each.first <= today else f"begins on {each.first}"
        yield Remark(
            Place(each.path, each.route),
            f"campaign '{each.title}' {when} and has no post{since(each.first, today)}",
            hint=f"write one with 'campaign: {each.name}', or change its days",
            owner=each.owner,
        )
