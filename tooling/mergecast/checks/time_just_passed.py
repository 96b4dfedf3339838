"""A new post has not missed its minute.

Its time has passed while it was written or reviewed, but the window for late posts
(`late`, here or under `publishing` in mergecast.yaml) is still open: approved and
merged in time, it goes out at once. After that it is not sent any more.

Passes::

    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: It is out.

Fails::

    # calendar/2026/11/22-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-22 19:30
    text: It is out.
"""

from __future__ import annotations

from collections.abc import Iterable

from mergecast.checks.base import AsOf, Context, Options
from mergecast.checks.basis.newcomers import is_newcomer
from mergecast.findings import Remark, Severity
from mergecast.model.moments import zone
from mergecast.model.post import Post
from mergecast.model.schedule import last_moment

ID = "time-just-passed"
SEVERITY = Severity.WARNING
OPTIONS: Options = {}


def check(post: Post, context: Context, as_of: AsOf) -> Iterable[Remark]:
    """Report a new post that would go out late."""
    when = context.schedule
    if when.at is None or when.zone is None or as_of.now <= when.at:
        return ()
    last = last_moment(post, when, context.workspace.settings)
    if last is None or as_of.now > last or not is_newcomer(post, context, as_of):
        return ()
    until = last.astimezone(zone(when.zone))
    return (
        Remark(
            post.span("publish_at"),
            f"'{post.publish_at}' has just passed; the post still goes out if it is "
            f"approved and merged by {until:%Y-%m-%d %H:%M}",
            hint="choose a later time if that is too soon",
        ),
    )
