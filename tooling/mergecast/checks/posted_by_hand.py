"""It is said in review that a person posts it, and who.

With `manual: true`, or with `refused: manual` under `publishing` for what the tier may
not do, no run sends the post. At its time an alarm has the words, the images with their
descriptions and a link that opens the network, and the `owner` of the post sends it.
Without an owner it is whoever is on duty. The plan says the same.

Passes::

    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: It is out.

Fails::

    id: launch-thanks
    accounts: [acme]
    publish_at: 2026-11-25 09:00
    quote: https://x.com/partner/status/1720000000000000000
    manual: true
    owner: mei
    text: What our partner says.

Fails::

    # mergecast.yaml
    version: 1
    accounts:
      acme: {network: x, user: acme_hq, timezone: Asia/Kuala_Lumpur}
    publishing: {refused: manual}
    # calendar/2026/11/25-thanks.yaml
    id: launch-thanks
    accounts: [acme]
    publish_at: 2026-11-25 09:00
    quote: https://x.com/partner/status/1720000000000000000
    text: What our partner says.
"""

from __future__ import annotations

from collections.abc import Iterator

from mergecast.checks.base import Context, Options, Traits
from mergecast.checks.basis.by_hand import by_hand, who
from mergecast.findings import Remark, Severity
from mergecast.model.post import Post

ID = "posted-by-hand"
SEVERITY = Severity.INFO
TRAITS: Traits = frozenset()
OPTIONS: Options = {}

_FIELDS = ("manual", "quote", "reply_to", "thread", "variants")


def check(post: Post, context: Context) -> Iterator[Remark]:
    """Say for which accounts a person is needed."""
    if not post.flag("manual") and not context.workspace.settings.publishing.by_hand:
        return
    name = who(post, context)
    for account, reason in by_hand(post, context):
        place = next((field for field in _FIELDS if field in post.data), "accounts")
        yield Remark(
            post.span(place),
            f"on '{account.key}' it will be posted by hand by "
            f"{name or 'whoever is on duty'}: {reason}",
            hint=""
            if name
            else "name who posts it with `owner`, or let them be called by the alarm",
        )
