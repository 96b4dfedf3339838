"""What an account's tier may not do: refused here as X refuses it.

X documents the rules and not the bodies of its refusals, so their words are ours; the
status and the form are those of its other refusals.
"""

from __future__ import annotations

from mergecast.sandbox import posts
from mergecast.sandbox.accounts import SandboxAccount
from mergecast.sandbox.context import Sandbox
from mergecast.sandbox.posts import Draft, Post
from mergecast.sandbox.problems import forbidden
from mergecast.sandbox.wording import X


def check_tier(draft: Draft, account: SandboxAccount) -> None:
    """Refuse what the tier may not send to anybody: quotes, cashtags."""
    limits = X.limits(account.tier)
    if draft.quote is not None and not limits.quotes:
        raise forbidden("Quoting a post is not available to your access level.")
    number = len(X.cashtags(posts.normalised(draft.text)))
    if limits.cashtags_max is not None and number > limits.cashtags_max:
        raise forbidden(
            f"Your access level allows {limits.cashtags_max} cashtag in a post."
        )


def check_invited(sandbox: Sandbox, draft: Draft, account: SandboxAccount) -> None:
    """Refuse an answer to whoever did not name or quote the account there."""
    if draft.reply_to is None:
        return
    parent = posts.find_live(sandbox.store, draft.reply_to)
    if parent is None:
        return
    if parent.user_id == account.user_id:
        allowed = account.self_replies
    else:
        any_body = X.limits(account.tier).replies == "any"
        allowed = any_body or _summons(sandbox, parent, account)
    if not allowed:
        raise forbidden(
            "Reply to this conversation is not allowed because the author of the post"
            " has not mentioned or quoted you."
        )


def _summons(sandbox: Sandbox, parent: Post, account: SandboxAccount) -> bool:
    """Whether a post names an account, or quotes a post of it."""
    named = X.mentions(posts.normalised(parent.draft.text))
    if any(one.handle.lower() == account.handle.lower() for one in named):
        return True
    if parent.draft.quote is None:
        return False
    quoted = posts.find(sandbox.store, parent.draft.quote)
    return quoted is not None and quoted.user_id == account.user_id
