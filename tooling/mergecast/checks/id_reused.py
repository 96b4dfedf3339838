"""A new post has a new id.

The ledger remembers what was published by the id of the post, for ever. A new file with
the id of an old post would count as published already, and never go out. That holds
also when the old file has been deleted.

Passes::

    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: It is out.

Fails::

    id: old-launch
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: It is out.
"""

from __future__ import annotations

from collections.abc import Iterable

from mergecast.checks.base import AsOf, Context, Options
from mergecast.findings import Remark, Severity
from mergecast.model.post import Post

ID = "id-reused"
SEVERITY = Severity.ERROR
OPTIONS: Options = {}


def check(post: Post, context: Context, as_of: AsOf) -> Iterable[Remark]:
    """Look the id of a new post up among those that the ledger knows."""
    del context
    # A post that was missed and gets a later time keeps its id, and its record.
    if not as_of.new or as_of.moved or post.id not in as_of.recorded:
        return ()
    return (
        Remark(
            post.span("id"),
            f"id '{post.id}' was used before: the ledger has a record of it",
            hint=f"choose an id that no post has had yet, like '{_next(post.id)}'",
        ),
    )


def _next(name: str) -> str:
    """``launch`` gives ``launch-2``, and ``launch-2`` gives ``launch-3``."""
    stem, _, number = name.rpartition("-")
    if stem and number.isdecimal() and len(number) < 4:
        return f"{stem}-{int(number) + 1}"
    return f"{name[:61].rstrip('-')}-2"
