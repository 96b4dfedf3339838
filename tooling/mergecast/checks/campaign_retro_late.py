"""After a campaign, the team has looked back at it.

`retro` in a campaign's file says by when; `held` has the day once it was. What a
campaign taught is gone with those who ran it. Whoever leads it is told.

Passes::

    # calendar/campaigns/autumn.yaml
    id: autumn
    title: Autumn
    starts: 2026-09-01
    ends: 2026-10-31
    retro: {due: 2026-11-14, held: 2026-11-12}

Fails::

    # calendar/campaigns/autumn.yaml
    id: autumn
    title: Autumn
    starts: 2026-09-01
    ends: 2026-10-31
    owner: mei
    retro: {due: 2026-11-14}
"""

from __future__ import annotations

from collections.abc import Iterable

from mergecast.checks.base import Context, Options, Present
from mergecast.findings import Remark, Severity
from mergecast.source import Place

ID = "campaign-retro-late"
SEVERITY = Severity.WARNING
OPTIONS: Options = {}


def check(context: Context, present: Present) -> Iterable[Remark]:
    """Compare the day of each retro with today."""
    today = present.now.date().isoformat()
    for campaign in context.workspace.campaigns.values():
        retro = campaign.within("retro")
        due = retro.get("due")
        if isinstance(due, str) and due < today and "held" not in retro:
            title = campaign.title or campaign.id
            yield Remark(
                Place(campaign.path, ("retro", "due")),
                f"the team was to look back at '{title}' by {due}",
                hint="hold it, then write 'held' and what was learnt",
                owner=campaign.owner or "",
            )
