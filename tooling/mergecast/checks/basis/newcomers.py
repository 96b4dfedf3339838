"""Which posts the present can still surprise: those that are new on this branch."""

from __future__ import annotations

from mergecast.checks.base import AsOf, Context
from mergecast.model.post import Post


def is_newcomer(post: Post, context: Context, as_of: AsOf) -> bool:
    """New or moved, meant to go out, and on an account that is not a sample."""
    if not as_of.new or "retract" in post.data:
        return False
    accounts = context.workspace.settings.accounts
    return any(key in accounts and not accounts[key].sample for key in post.accounts)
