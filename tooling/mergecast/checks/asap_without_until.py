"""A post that goes out as soon as possible says until when.

`publish_at: asap` means the first chance after approval and merge. `until` says when
that is no longer worth it: news from yesterday morning may embarrass tomorrow night.
It also says under which day the file lies.

Passes::

    id: outage-over
    accounts: [acme]
    publish_at: asap
    until: 2026-11-24 18:00
    text: We are back.

Fails::

    id: outage-over
    accounts: [acme]
    publish_at: asap
    text: We are back.
"""

from __future__ import annotations

from collections.abc import Iterable

from mergecast.checks.base import Context, Options, Traits
from mergecast.findings import Remark, Severity
from mergecast.model.post import ASAP, Post

ID = "asap-without-until"
SEVERITY = Severity.ERROR
TRAITS: Traits = frozenset()
OPTIONS: Options = {}


def check(post: Post, context: Context) -> Iterable[Remark]:
    """Report an ``asap`` post without an end."""
    del context
    if post.publish_at != ASAP or "until" in post.data:
        return ()
    return (
        Remark(
            post.span("publish_at"),
            "'asap' needs an end after which the post is not worth sending any more",
            hint="add 'until: YYYY-MM-DD HH:MM'",
        ),
    )
