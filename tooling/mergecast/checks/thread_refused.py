"""No thread goes to an account that may not answer itself.

`self_replies: refused` at the account in mergecast.yaml says that a try has shown it:
its network took the first part of a thread and refused the second. A person can still
post the thread by hand: with `manual: true` it becomes a packet at its time.

Passes::

    id: lessons
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    thread:
      - Two things we learned.
      - "One: review early."

Fails::

    # mergecast.yaml
    version: 1
    accounts:
      acme:
        network: x
        user: acme_hq
        timezone: Asia/Kuala_Lumpur
        self_replies: refused
    # calendar/2026/11/24-lessons.yaml
    id: lessons
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    thread:
      - Two things we learned.
      - "One: review early."
"""

from __future__ import annotations

from collections.abc import Iterator

from mergecast.checks.base import Context, Options, Traits
from mergecast.checks.basis.self_replies import answering
from mergecast.findings import Remark, Severity
from mergecast.model.post import Post

ID = "thread-refused"
SEVERITY = Severity.ERROR
TRAITS: Traits = frozenset({"thread", "variants"})
OPTIONS: Options = {}


def check(post: Post, context: Context) -> Iterator[Remark]:
    """Find the accounts of a thread that may have none."""
    for place, key, network in answering(post, context, "refused"):
        yield Remark(
            place,
            f"{network} does not let '{key}' answer itself, so it can have no thread",
            hint="make it one post, or add `manual: true` to have it posted by hand",
        )
