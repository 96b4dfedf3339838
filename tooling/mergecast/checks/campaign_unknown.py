"""The campaign of a post has a file.

A campaign brings its days, its budget and its approvers. `campaign` is the `id` of a
file in calendar/campaigns/; a post with another name would escape all of them.

Passes::

    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    campaign: launch
    text: It is out.

Fails::

    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    campaign: lunch
    text: It is out.
"""

from __future__ import annotations

from collections.abc import Iterable

from mergecast.checks.base import Context, Options, Traits
from mergecast.checks.basis.near import suggest
from mergecast.findings import Remark, Severity
from mergecast.model.post import Post

ID = "campaign-unknown"
SEVERITY = Severity.ERROR
TRAITS: Traits = frozenset({"campaign"})
OPTIONS: Options = {}


def check(post: Post, context: Context) -> Iterable[Remark]:
    """Look the campaign up among the campaign files."""
    campaign = post.data.get("campaign")
    known = context.workspace.campaigns
    if campaign is None or campaign in known:
        return ()
    name = str(campaign)
    return (
        Remark(
            post.span("campaign"),
            f"there is no campaign '{name}'",
            hint=suggest(name, known, f"write calendar/campaigns/{name}.yaml first"),
        ),
    )
