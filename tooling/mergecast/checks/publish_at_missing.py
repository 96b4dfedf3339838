"""A post in the calendar has a time.

A file under a day of the calendar goes out at its `publish_at`. Without one it would
lie there and never go out. An idea that has no time yet belongs in calendar/queue/.

Passes::

    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: It is out.

Passes::

    # calendar/queue/someday.yaml
    id: someday
    accounts: [acme]
    text: One day it will be out.

Fails::

    id: launch-2026
    accounts: [acme]
    text: It is out.
"""

from __future__ import annotations

from collections.abc import Iterable

from mergecast.checks.base import Context, Options, Traits
from mergecast.findings import Remark, Severity
from mergecast.model.post import Post
from mergecast.model.schedule import QUEUE

ID = "publish-at-missing"
SEVERITY = Severity.ERROR
TRAITS: Traits = frozenset()
OPTIONS: Options = {}


def check(post: Post, context: Context) -> Iterable[Remark]:
    """Report a post outside the queue without a time."""
    del context
    if post.publish_at is not None or post.path.startswith(QUEUE):
        return ()
    return (
        Remark(
            post.span("publish_at"),
            "this post has no 'publish_at', so it never goes out",
            hint="add 'publish_at: YYYY-MM-DD HH:MM', or move the file to "
            f"{QUEUE} until it has a time",
        ),
    )
