"""A draft in the queue has no time.

Nothing under calendar/queue/ is ever due, whatever is written in it. A post with a
`publish_at` there looks scheduled, and would never go out.

Passes::

    # calendar/queue/someday.yaml
    id: someday
    accounts: [acme]
    text: One day it will be out.

Fails::

    # calendar/queue/someday.yaml
    id: someday
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: One day it will be out.
"""

from __future__ import annotations

from collections.abc import Iterable

from mergecast.checks.base import Context, Options, Traits
from mergecast.findings import Remark, Severity
from mergecast.model.post import Post
from mergecast.model.schedule import QUEUE

ID = "queue-with-time"
SEVERITY = Severity.ERROR
TRAITS: Traits = frozenset()
OPTIONS: Options = {}


def check(post: Post, context: Context) -> Iterable[Remark]:
    """Report a draft that looks scheduled."""
    del context
    if post.publish_at is None or not post.path.startswith(QUEUE):
        return ()
    return (
        Remark(
            post.span("publish_at"),
            f"nothing in {QUEUE} goes out, not even with a 'publish_at'",
            hint="move the file under its day in the calendar, or remove the time",
        ),
    )
