"""Every account that a post names is in the settings.

A post goes out on the accounts in its `accounts` list. Each of them is a key from
`accounts` in mergecast.yaml (not the @handle); a name that is not there reaches nobody.

Passes::

    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: It is out.

Fails::

    id: launch-2026
    accounts: [acmee]
    publish_at: 2026-11-24 09:00
    text: It is out.
"""

from __future__ import annotations

from collections.abc import Iterator

from mergecast.checks.base import Context, Options, Traits
from mergecast.checks.basis.near import suggest
from mergecast.findings import Remark, Severity
from mergecast.model.post import Post

ID = "account-unknown"
SEVERITY = Severity.ERROR
TRAITS: Traits = frozenset()
OPTIONS: Options = {}


def check(post: Post, context: Context) -> Iterator[Remark]:
    """Look each account up in the settings."""
    known = context.workspace.settings.accounts
    for index, key in enumerate(post.accounts):
        if key not in known:
            yield Remark(
                post.span("accounts", index),
                f"account '{key}' is not in mergecast.yaml",
                hint=suggest(key, known, "set it up under 'accounts' there first"),
            )
