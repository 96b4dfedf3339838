"""A planned post belongs to a theme or a campaign.

Where a plan of the year, the quarter or the month says what posts are for, each post of
the four weeks to come names one of its themes (`theme`) or a campaign (`campaign`).
What answers the day (`bucket: reactive`, `lane: realtime`) and posts of an incident
need neither. Whoever looks after the post is told, else who keeps the plan.

Passes::

    # calendar/plan/2026-Q4.yaml
    quarter: 2026-Q4
    themes: [{id: open-source, title: Open source at work}]
    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    theme: open-source
    text: It is out.

Fails::

    # calendar/plan/2026-Q4.yaml
    quarter: 2026-Q4
    keeper: mei
    themes: [{id: open-source, title: Open source at work}]
    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: It is out.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from mergecast.checks.base import Context, Options, Present
from mergecast.findings import Remark, Severity
from mergecast.planning.agenda import Stage
from mergecast.planning.tracing import asking, day_of, is_free, is_traced
from mergecast.source import Place

ID = "post-untraced"
SEVERITY = Severity.INFO
OPTIONS: Options = {}

_AHEAD = timedelta(weeks=4)


def check(context: Context, present: Present) -> Iterable[Remark]:
    """Compare each post to come with the plans of its day."""
    space, today = context.workspace, present.now.date()
    told: set[str] = set()
    for each in present.calendar:
        post, day = each.post, day_of(each)
        if day is None or not today <= day <= today + _AHEAD or post.path in told:
            continue
        asked = asking(space.plans, day)
        if not asked or each.stage is not Stage.SCHEDULED or is_free(post):
            continue
        if not is_traced(post, space.campaigns, asked):
            told.add(post.path)  # of a series one day stands for all
            names = [plan.period.name for plan in asked if plan.themes]
            whose = f" of {' or '.join(names)}" if names else ""
            yield Remark(
                Place(post.path, ("id",)),
                f"'{post.id}' belongs to no theme{whose} and to no campaign",
                hint="name one as 'theme:' or 'campaign:', or ask whether it is needed",
                owner=post.text("owner") or space.plans.keeper(asked[-1]),
            )
