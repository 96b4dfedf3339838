"""Of two branches that want one slot, the later one is told so.

Both found the slot free when they began. Once one of them is merged, the other one's
post is compared with it here, without a merge or rebase: by `spacing`, on each account.
Where the account has slots, the next free one is named.

The publishing branch is looked at as it was last fetched. On GitHub, `plan --pr` also
looks at older pull requests that are open. `spacing-too-close` says the same of posts
that are in one tree.

Passes::

    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: It is out.

Fails::

    # A post of acme at 09:00 was merged since this branch began.
    id: late-launch
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: It is out.
"""

from __future__ import annotations

from collections.abc import Iterable

from mergecast.checks.base import AsOf, Context, Crowd, Options
from mergecast.checks.basis.posting_slots import in_slot
from mergecast.findings import Remark, Severity
from mergecast.model.post import Post
from mergecast.model.spoken import span

ID = "slot-taken"
SEVERITY = Severity.WARNING
OPTIONS: Options = {}


def check(post: Post, context: Context, as_of: AsOf) -> Iterable[Remark]:
    """Report what others merged or propose too close to a post of this branch."""
    at, settings = context.schedule.at, context.workspace.settings
    if at is None or not as_of.new:
        return
    spacing = settings.publishing.spacing
    for each in as_of.crowd:
        slot = in_slot(settings.accounts.get(each.account), at)
        yield Remark(
            post.span("publish_at"),
            f"'{each.id}' ({each.path}), {each.whose}, goes out on '{each.account}' "
            f"{_apart(each)}{slot}",
            hint=f"the next free slot is {each.free}: `mergecast move {post.id} "
            "--slot next`"
            if each.free
            else f"leave {span(spacing)} between them"
            if spacing
            else "choose another time",
        )


def _apart(each: Crowd) -> str:
    if not each.after:
        return "at the same time"
    side = "after" if each.after.total_seconds() > 0 else "before"
    return f"{span(abs(each.after))} {side} it"
