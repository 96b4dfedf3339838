"""The order in which a conversation is read, and which posts a line connects."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from mergecast.sandbox.posts import Post


@dataclass(frozen=True, slots=True)
class Placed:
    """A post in reading order.

    ``joined`` says that the post above is the one it answers; ``continued`` that the
    post below answers it.
    """

    post: Post
    joined: bool
    continued: bool


def arrange(conversation: list[Post]) -> list[Placed]:
    """Each post before its replies, an author's own thread before other replies.

    Deleted posts stay only where something visible hangs on them.
    """
    replies: dict[int | None, list[Post]] = defaultdict(list)
    known = {post.id for post in conversation}
    for post in conversation:
        parent = post.draft.reply_to
        replies[parent if parent in known else None].append(post)
    kept = _worth_showing(conversation)
    order: list[Post] = []
    waiting = replies[None][::-1]
    while waiting:
        post = waiting.pop()
        if post.id in kept:
            order.append(post)
        own_last = sorted(
            replies[post.id], key=lambda r: (r.user_id == post.user_id, -r.id)
        )
        waiting += own_last
    return [
        Placed(post, _answers(post, before), _answers(after, post))
        for before, post, after in zip(
            [None, *order], order, [*order[1:], None], strict=False
        )
    ]


def _worth_showing(conversation: list[Post]) -> set[int]:
    """Live posts, and deleted ones with a live descendant."""
    kept: set[int] = set()
    for post in reversed(conversation):
        if post.deleted is None:
            kept.add(post.id)
        if post.id in kept and post.draft.reply_to is not None:
            kept.add(post.draft.reply_to)
    return kept & {post.id for post in conversation}


def _answers(post: Post | None, other: Post | None) -> bool:
    return post is not None and other is not None and post.draft.reply_to == other.id
