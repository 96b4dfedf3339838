"""A post does not go out under embargo.

`not_before` is a promise to someone: whatever else is changed, the post never goes out
before it. A `publish_at` before it breaks that promise, so one of the two is wrong.

Passes::

    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    not_before: 2026-11-24 09:00
    text: It is out.

Fails::

    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    not_before: 2026-11-24 15:00
    text: It is out.
"""

from __future__ import annotations

from collections.abc import Iterable

from mergecast.checks.base import Context, Options, Traits
from mergecast.findings import Remark, Severity
from mergecast.model.post import Post

ID = "embargo-broken"
SEVERITY = Severity.ERROR
TRAITS: Traits = frozenset({"not_before"})
OPTIONS: Options = {}


def check(post: Post, context: Context) -> Iterable[Remark]:
    """Compare the publishing time with the embargo."""
    at, not_before = context.schedule.at, context.schedule.not_before
    if not_before is None or at is None or at >= not_before:
        return ()
    return (
        Remark(
            post.span("publish_at"),
            f"it goes out at '{post.publish_at}', "
            f"before its embargo ends at '{post.text('not_before')}'",
            hint="choose a later 'publish_at'; "
            "change 'not_before' only if the embargo itself has changed",
        ),
    )
