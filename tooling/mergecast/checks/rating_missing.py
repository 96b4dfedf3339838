"""Images and quotes state their rating.

A meme that somebody else made, or a quotation, says more than its poster thinks. What
has to state its rating stands in styleguide/rating.yaml, under `stated`.

Passes::

    # styleguide/rating.yaml
    stated: [quote]
    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    rating: G
    quote: https://x.com/a/status/1
    text: So true.

Fails::

    # styleguide/rating.yaml
    stated: [quote]
    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    quote: https://x.com/a/status/1
    text: So true.
"""

from __future__ import annotations

from collections.abc import Iterator

from mergecast.checks.base import GUIDED, Context, Options, Traits
from mergecast.findings import Remark, Severity
from mergecast.model.post import Post

ID = "rating-missing"
SEVERITY = Severity.WARNING
TRAITS: Traits = frozenset({GUIDED})
OPTIONS: Options = {}


def check(post: Post, context: Context) -> Iterator[Remark]:
    """Look for a rating where there has to be one."""
    rating = context.workspace.guide.rating
    if rating is None or "rating" in post.data:
        return
    shows = any(part.media for part in post.wordings)
    if shows and "media" in rating.stated:
        yield _missing(post, "shows an image")
    elif "quote" in post.data and "quote" in rating.stated:
        yield _missing(post, "quotes a post")


def _missing(post: Post, what: str) -> Remark:
    return Remark(
        post.span("rating"),
        f"this {what} and has no rating",
        hint="add 'rating: G' after you have looked who it suits",
    )
