"""A new post has its time ahead of it.

A post that is written or moved today for yesterday is never sent: its time and the
window for late posts (`late`, here or under `publishing` in mergecast.yaml) are over,
or its `until` is. Posts that are already on the publishing branch are not looked at,
since they had their chance; nor are those of sample accounts, which nobody waits for.

Passes::

    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: It is out.

Fails::

    # calendar/2026/11/20-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-20 09:00
    text: It is out.

Fails::

    # calendar/2026/11/21-outage-over.yaml
    id: outage-over
    accounts: [acme]
    publish_at: asap
    until: 2026-11-21 18:00
    text: We are back.
"""

from __future__ import annotations

from collections.abc import Iterable

from mergecast.checks.base import AsOf, Context, Options
from mergecast.checks.basis.newcomers import is_newcomer
from mergecast.findings import Remark, Severity
from mergecast.model.post import Post
from mergecast.model.schedule import last_moment

ID = "time-passed"
SEVERITY = Severity.ERROR
OPTIONS: Options = {}


def check(post: Post, context: Context, as_of: AsOf) -> Iterable[Remark]:
    """Report a new post that nothing would send any more."""
    if not is_newcomer(post, context, as_of):
        return ()
    when = context.schedule
    last = last_moment(post, when, context.workspace.settings)
    if last is None or as_of.now <= last:
        return ()
    ended = when.until is not None and last == when.until
    field = "until" if ended else "publish_at"
    return (
        Remark(
            post.span(field),
            f"'{post.text(field)}' has passed"
            + ("" if ended else ", and it may not go out late any more"),
            hint="choose a later time, or drop the post",
        ),
    )
