"""Taking a file away deletes no post.

What is live stays live when its file is deleted, or when an account is taken out of it.
The file is also what keeps its id from being used again. To delete what is live, take
it back: `mergecast retract`.

Passes::

    id: old-launch
    accounts: [acme, acme-my]
    publish_at: 2026-11-24 09:00
    text: It is out.

Fails::

    id: old-launch
    accounts: [acme-my]
    publish_at: 2026-11-24 09:00
    text: It is out.
"""

from __future__ import annotations

from collections.abc import Iterable

from mergecast.checks.base import AsOf, Context, Options
from mergecast.findings import Remark, Severity
from mergecast.model.post import Post

ID = "live-post-dropped"
SEVERITY = Severity.WARNING
OPTIONS: Options = {}


def check(post: Post, context: Context, as_of: AsOf) -> Iterable[Remark]:
    """Report live accounts that the post, or its whole file, no longer has."""
    del context
    left = () if as_of.gone else post.accounts
    dropped = [key for key in as_of.live if key not in left]
    if not dropped:
        return ()
    where = ", ".join(as_of.live[key] for key in dropped)
    what = "its file" if as_of.gone else f"account '{dropped[0]}'"
    return (
        Remark(
            post.span("id") if as_of.gone else post.span("accounts"),
            f"'{post.id}' is live, and stays live without {what}: {where}",
            hint="to delete it there, put it back and run "
            f"`mergecast retract {post.id}`",
        ),
    )
