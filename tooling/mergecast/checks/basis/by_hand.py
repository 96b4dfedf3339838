"""Which accounts of a post a run sends to, and for which a person does."""

from __future__ import annotations

from collections.abc import Iterator

from mergecast.checks.base import Context
from mergecast.model.post import Post
from mergecast.model.settings import Account
from mergecast.networks.by_hand import left_to_a_person


def by_hand(post: Post, context: Context) -> Iterator[tuple[Account, str]]:
    """Each account to which a person posts, and why."""
    settings = context.workspace.settings
    for key in post.accounts:
        account = settings.accounts.get(key)
        if account is None:
            continue
        reason = left_to_a_person(post, account, settings.publishing)
        if reason is not None:
            yield account, reason


def sent(post: Post, context: Context) -> Post:
    """The post as far as a run sends it: without the accounts of a person."""
    settings = context.workspace.settings
    if not post.flag("manual") and not settings.publishing.by_hand:
        return post
    others = {account.key for account, _ in by_hand(post, context)}
    return _only(post, tuple(key for key in post.accounts if key not in others))


def _only(post: Post, accounts: tuple[str, ...]) -> Post:
    return Post(
        post.path,
        post.id,
        accounts,
        post.parts,
        post.publish_at,
        post.timezone,
        post.variants,
        post.data,
    )


def who(post: Post, context: Context) -> str | None:
    """The name of the person who posts it: its owner; None where nobody is named."""
    owner = post.text("owner")
    member = context.workspace.team.members.get(owner or "")
    return member.name if member is not None else owner
