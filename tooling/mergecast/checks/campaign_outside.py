"""A post goes out while its campaign runs.

The campaign's file says its first and last day (both belong to it). A post outside of
them is either on the wrong day or in the wrong campaign. The day is the one on the
clock that the post goes by; for an `asap` post it is the day of its `until`.

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
"""

from __future__ import annotations

from collections.abc import Iterable

from mergecast.checks.base import Context, Options, Traits
from mergecast.findings import Remark, Severity
from mergecast.model.post import ASAP, Post

ID = "campaign-outside"
SEVERITY = Severity.WARNING
TRAITS: Traits = frozenset({"campaign"})
OPTIONS: Options = {}


def check(post: Post, context: Context) -> Iterable[Remark]:
    """Compare the post's day with the campaign's."""
    name = post.text("campaign")
    if name is None:
        return ()
    campaign = context.workspace.campaigns.get(name)
    field = "until" if post.publish_at == ASAP else "publish_at"
    wall_clock = post.text(field)
    if campaign is None or wall_clock is None:
        return ()
    day = wall_clock[:10]
    # Dates in this form sort as they follow each other.
    if campaign.starts is not None and day < campaign.starts:
        side = f"before campaign '{name}' starts on {campaign.starts}"
    elif campaign.ends is not None and day > campaign.ends:
        side = f"after campaign '{name}' ends on {campaign.ends}"
    else:
        return ()
    return (
        Remark(
            post.span(field),
            f"{day} is {side}",
            hint=f"move the post, or change the days in {campaign.path}",
        ),
    )
