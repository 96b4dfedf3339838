"""The related objects that ``expansions`` ask for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mergecast.sandbox import files, posts
from mergecast.sandbox.accounts import SandboxAccount, by_handle, by_user_id
from mergecast.sandbox.context import Sandbox
from mergecast.sandbox.fields import Wanted
from mergecast.sandbox.objects import (
    Object,
    author,
    full_text,
    media_object,
    poll_object,
    post_object,
    user_object,
)
from mergecast.sandbox.posts import Post
from mergecast.sandbox.wire import Request


def includes(
    sandbox: Sandbox, request: Request, found: list[Post], wanted: Wanted
) -> Object:
    """Everything asked for, each object once; empty when there is nothing."""
    related = list(_referenced(sandbox, found))
    shown = [post_object(sandbox, post, wanted) for post in related]
    expansions = wanted.expansions
    groups: dict[str, list[Object]] = {
        "users": [
            user_object(sandbox, account, wanted)
            for account in _people(sandbox, found, related, expansions)
        ],
        "tweets": shown if "referenced_tweets.id" in expansions else [],
        "posts": shown if "referenced_posts" in expansions else [],
        "media": [],
        "polls": [],
    }
    if "attachments.media_keys" in expansions:
        groups["media"] = [
            media_object(media, request.base, wanted)
            for media in _media(sandbox, found)
        ]
    if "attachments.poll_ids" in expansions:
        groups["polls"] = [
            poll_object(post, request.now, wanted) for post in found if post.draft.poll
        ]
    return {name: members for name, members in groups.items() if members}


def _referenced(sandbox: Sandbox, found: Iterable[Post]) -> Iterator[Post]:
    ids = dict.fromkeys(
        number
        for post in found
        for number in (post.draft.reply_to, post.draft.quote)
        if number is not None
    )
    for number in ids:
        post = posts.find_live(sandbox.store, number)
        if post:
            yield post


def _people(
    sandbox: Sandbox,
    found: list[Post],
    related: list[Post],
    expansions: frozenset[str],
) -> list[SandboxAccount]:
    people: dict[str, SandboxAccount] = {}
    writers = [
        *(found if expansions & {"author_id", "username"} else []),
        *(related if "referenced_tweets.id.author_id" in expansions else []),
    ]
    for post in writers:
        people[post.user_id] = author(sandbox, post)
    if "in_reply_to_user_id" in expansions:
        answered = {post.draft.reply_to for post in found}
        for post in related:
            if post.id in answered:
                people[post.user_id] = author(sandbox, post)
    if "entities.mentions.username" in expansions:
        people |= {a.user_id: a for a in _mentioned(sandbox, found)}
    return [a for a in people.values() if by_user_id(sandbox.accounts, a.user_id)]


def _mentioned(sandbox: Sandbox, found: list[Post]) -> Iterator[SandboxAccount]:
    for post in found:
        shown, _ = full_text(sandbox, post)
        for mention in shown.entities.get("mentions", []):
            account = by_handle(sandbox.accounts, str(mention["username"]))
            if account:
                yield account


def _media(sandbox: Sandbox, found: list[Post]) -> Iterator[files.Media]:
    for media_id in dict.fromkeys(m for post in found for m in post.draft.media):
        media = files.find(sandbox.store, media_id)
        if media:
            yield media
