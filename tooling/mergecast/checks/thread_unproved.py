"""Somebody has seen that the account may answer itself, before a thread relies on it.

The later parts of a thread are answers to one's own post. X restricts answers by apps
of self-serve tiers, and does not say whether one's own posts are exempt. If they are
refused, a thread stops after its first part. `self_replies: confirmed` (or `refused`)
at the account in mergecast.yaml says what a try has shown.

Passes::

    id: lessons
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: Three things we learned.

Fails::

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

ID = "thread-unproved"
SEVERITY = Severity.INFO
TRAITS: Traits = frozenset({"thread", "variants"})
OPTIONS: Options = {}


def check(post: Post, context: Context) -> Iterator[Remark]:
    """Find the accounts of a thread for which nobody has tried."""
    for place, key, network in answering(post, context, "unverified"):
        yield Remark(
            place,
            f"nobody has seen yet that {network} lets '{key}' answer itself",
            hint=f"run `mergecast probe {key}` once: it tries, and writes that down",
        )
        return
