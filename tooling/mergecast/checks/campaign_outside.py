"""A post goes out while its campaign runs, and where it runs.

The campaign's file says its first and last day (both belong to it), and may say its
accounts. A post outside of them is either on the wrong day or account, or in the wrong
campaign. The day is the one on the clock that the post goes by; for an `asap` post it
is the day of its `until`.

Passes::

    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    campaign: launch
    text: It is out.

Fails::

    id: launch-2027
    accounts: [acme]
    publish_at: 2027-01-02 09:00
    campaign: launch
    text: It is still out.

Fails::

    # calendar/2026/09/24-leaves.yaml
    id: leaves-2026
    accounts: [acme, acme-de]
    publish_at: 2026-09-24 09:00
    campaign: autumn
    text: Leaves.
    # calendar/campaigns/autumn.yaml
    id: autumn
    title: Autumn
    starts: 2026-09-01
    ends: 2026-10-31
    accounts: [acme]
"""

from __future__ import annotations

from collections.abc import Iterator

from mergecast.checks.base import Context, Options, Traits
from mergecast.findings import Remark, Severity
from mergecast.model.post import ASAP, Post
from mergecast.model.workspace import Campaign

ID = "campaign-outside"
SEVERITY = Severity.WARNING
TRAITS: Traits = frozenset({"campaign"})
OPTIONS: Options = {}


def check(post: Post, context: Context) -> Iterator[Remark]:
    """Compare the post's day and accounts with the campaign's."""
    name = post.text("campaign")
    campaign = context.workspace.campaigns.get(name or "")
    if campaign is None:
        return
    yield from _day(post, campaign)
    own = campaign.texts("accounts")
    for number, key in enumerate(post.accounts if own else ()):
        if key not in own:
            yield Remark(
                post.span("accounts", number),
                f"campaign '{name}' does not run on '{key}'",
                hint=f"take the account out, or add it in {campaign.path}",
            )


def _day(post: Post, campaign: Campaign) -> Iterator[Remark]:
    field = "until" if post.publish_at == ASAP else "publish_at"
    wall_clock = post.text(field)
    if wall_clock is None:
        return
    day, name = wall_clock[:10], campaign.id
    # Dates in this form sort as they follow each other.
    if campaign.starts is not None and day < campaign.starts:
        side = f"before campaign '{name}' starts on {campaign.starts}"
    elif campaign.ends is not None and day > campaign.ends:
        side = f"after campaign '{name}' ends on {campaign.ends}"
    else:
        return
    yield Remark(
        post.span(field),
        f"{day} is {side}",
        hint=f"move the post, or change the days in {campaign.path}",
    )
