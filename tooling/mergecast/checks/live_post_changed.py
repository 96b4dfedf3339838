"""What is live is not edited.

A post that went out has been read, answered and shared. A change of its text, images,
descriptions or flags in the file changes nothing of that: it would only make the file
say what nobody ever read. And while a thread is half out, the rest of it is held until
a person has looked. To mend what is live, take it back (`mergecast retract`) and write
a new post; its time, owner, notes and the like may change.

What is live is asked of the ledger; `mergecast check --changed` and `--ref` fetch it,
and a plain `check` uses what was last seen here.

Passes::

    id: new-launch
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: It is out, at last.

Passes::

    id: old-launch
    retract: the date was wrong
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: It is out, at last.

Fails::

    id: old-launch
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: It is out, at last.
"""

from __future__ import annotations

from collections.abc import Iterable

from mergecast.checks.base import AsOf, Context, Options
from mergecast.findings import Remark, Severity
from mergecast.model.post import Post

ID = "live-post-changed"
SEVERITY = Severity.ERROR
OPTIONS: Options = {}


def check(post: Post, context: Context, as_of: AsOf) -> Iterable[Remark]:
    """Report accounts on which readers have got something else already."""
    del context
    if as_of.gone or "retract" in post.data:
        return ()
    changed = [key for key in post.accounts if key in as_of.edited & as_of.live.keys()]
    if not changed:
        return ()
    where = ", ".join(as_of.live[key] for key in changed)
    return (
        Remark(
            post.span(*_words(post, changed[0])),
            f"'{post.id}' is live, and this changes what its readers got: {where}",
            hint=f"retract it (`mergecast retract {post.id}`), or leave it as it is "
            "and use a new id",
        ),
    )


def _words(post: Post, account: str) -> tuple[str | int, ...]:
    """Where the words of an account stand; the top level where all share them."""
    own = [each.key for each in post.variants if each.key == account]
    if own:
        return ("variants", account)
    return ("thread",) if "thread" in post.data else ("text",)
