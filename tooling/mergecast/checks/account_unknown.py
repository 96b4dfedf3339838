"""Every account that a post names is in the settings.

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
from difflib import get_close_matches

from mergecast.checks.base import Context, Options
from mergecast.findings import Remark, Severity
from mergecast.model.post import Post

ID = "account-unknown"
SEVERITY = Severity.ERROR
OPTIONS: Options = {}


def check(post: Post, context: Context) -> Iterator[Remark]:
    """Look each account up in the settings."""
    known = context.workspace.settings.accounts
    for index, key in enumerate(post.accounts):
        if key in known:
            continue
        near = get_close_matches(key, known, n=1)
        yield Remark(
            post.span("accounts", index),
            f"account '{key}' is not in mergecast.yaml",
            hint=f"did you mean '{near[0]}'?"
            if near
            else f"use one of: {', '.join(known) or 'none are set up yet'}",
        )
