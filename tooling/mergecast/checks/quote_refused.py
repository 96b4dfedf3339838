"""A post quotes another only where the network lets its account do that.

X has taken quotes from no self-serve app since 2026-04-20: the request is refused. A
person can still quote by hand: with `manual: true`, or with `refused: manual` under
`publishing` in mergecast.yaml, the post becomes a packet at its time, with the words,
the images and the link that opens X.

Passes::

    id: launch-thanks
    accounts: [acme]
    publish_at: 2026-11-25 09:00
    quote: https://x.com/partner/status/1720000000000000000
    manual: true
    text: What our partner says.

Fails::

    id: launch-thanks
    accounts: [acme]
    publish_at: 2026-11-25 09:00
    quote: https://x.com/partner/status/1720000000000000000
    text: What our partner says.
"""

from __future__ import annotations

from collections.abc import Iterator

from mergecast.checks.base import Context, Options, Traits
from mergecast.checks.basis.by_hand import sent
from mergecast.checks.basis.targets import targets
from mergecast.findings import Remark, Severity
from mergecast.model.post import Post

ID = "quote-refused"
SEVERITY = Severity.ERROR
TRAITS: Traits = frozenset({"quote"})
OPTIONS: Options = {}


def check(post: Post, context: Context) -> Iterator[Remark]:
    """Ask each network whether it takes a quote."""
    if not post.text("quote"):
        return
    for _, network, tier, limits in targets(sent(post, context), context):
        if not limits.quotes:
            yield Remark(
                post.span("quote"),
                f"{network.NAME} takes no quotes from the tier '{tier}'",
                hint="add `manual: true`, and a person posts it by hand",
            )
            return
