"""``/2/tweets``: create, delete, look up."""

from __future__ import annotations

import json
import re
from datetime import timedelta

from mergecast.sandbox import files, posts
from mergecast.sandbox.accounts import SandboxAccount
from mergecast.sandbox.context import Sandbox
from mergecast.sandbox.drafts import ID, read_draft
from mergecast.sandbox.fields import check_query, listed, wanted
from mergecast.sandbox.includes import includes
from mergecast.sandbox.objects import Object, post_object, short_text
from mergecast.sandbox.posts import Draft, Post
from mergecast.sandbox.problems import (
    duplicate,
    forbidden,
    invalid,
    missing,
    not_found,
    unseen,
)
from mergecast.sandbox.snowflake import from_text, milliseconds
from mergecast.sandbox.tiers import check_invited, check_tier
from mergecast.sandbox.wire import Answer, Request, json_answer
from mergecast.sandbox.wording import X

MEDIA_LIVES = timedelta(days=1)


def create(sandbox: Sandbox, request: Request, account: SandboxAccount) -> Answer:
    """``POST /2/tweets``. All rules and the write are one transaction."""
    draft = read_draft(request)
    _check_length(draft, account)
    check_tier(draft, account)
    with sandbox.store.transaction():
        _check_references(sandbox, draft)
        check_invited(sandbox, draft, account)
        _check_media(sandbox, request, account, draft)
        _check_duplicate(sandbox, request, account, draft)
        post = posts.add(sandbox.store, account.user_id, draft, request.now)
        data = {
            "edit_history_tweet_ids": [str(post.id)],
            "edit_history_post_ids": [str(post.id)],
            "id": str(post.id),
            "text": short_text(sandbox, post),
        }
    return json_answer({"data": data}, 201)


def delete(
    sandbox: Sandbox, request: Request, account: SandboxAccount, post_id: str
) -> Answer:
    """``DELETE /2/tweets/:id``; deleting what is deleted is not an error."""
    check_query(request)
    with sandbox.store.transaction():
        post = posts.find(sandbox.store, from_text(post_id))
        if post is None:
            raise not_found("tweet", "id", post_id)
        if post.user_id != account.user_id:
            raise forbidden("You are not authorized to delete this Tweet.")
        posts.delete(sandbox.store, post.id, request.now)
    return json_answer({"data": {"deleted": True}})


def look_up_one(
    sandbox: Sandbox, request: Request, _account: SandboxAccount, post_id: str
) -> Answer:
    """``GET /2/tweets/:id``. As on X, what is not there is a 200 with errors."""
    check_query(request)
    fields = wanted(request)
    post = posts.find_live(sandbox.store, from_text(post_id))
    if post is None:
        return json_answer({"errors": [missing("tweet", "id", post_id)]})
    related = includes(sandbox, request, [post], fields)
    data = post_object(sandbox, post, fields)
    return json_answer({"data": data} | ({"includes": related} if related else {}))


def look_up(sandbox: Sandbox, request: Request, _account: SandboxAccount) -> Answer:
    """``GET /2/tweets?ids=``."""
    check_query(request, ("ids",))
    fields = wanted(request)
    ids = listed(request, "ids")
    if not 1 <= len(ids) <= 100 or not all(re.fullmatch(ID, i) for i in ids):
        message = "The `ids` query parameter value must be 1 to 100 ids of posts"
        raise invalid(message, {"ids": ids[:100]})
    found: list[Post] = []
    errors = []
    for wish in dict.fromkeys(ids):
        post = posts.find_live(sandbox.store, from_text(wish))
        if post:
            found.append(post)
        else:
            errors.append(missing("tweet", "ids", wish))
    body: Object = {}
    if found:
        body["data"] = [post_object(sandbox, post, fields) for post in found]
    related = includes(sandbox, request, found, fields)
    return json_answer(
        body
        | ({"includes": related} if related else {})
        | ({"errors": errors} if errors else {})
    )


def _check_length(draft: Draft, account: SandboxAccount) -> None:
    text = posts.normalised(draft.text)
    measured = X.measure(text, account.tier)
    if text and not measured.valid:
        if measured.weighted_length <= measured.limit:
            raise invalid("Your Tweet contains characters that are not allowed.", {})
        message = (
            f"Your Tweet text is too long: {measured.weighted_length} of"
            f" {measured.limit}."
        )
        raise invalid(message, {})


def _check_references(sandbox: Sandbox, draft: Draft) -> None:
    store = sandbox.store
    if draft.reply_to is not None and not posts.find_live(store, draft.reply_to):
        raise unseen()
    if draft.quote is not None and not posts.find_live(store, draft.quote):
        raise forbidden(
            "You attempted to quote a Tweet that is deleted or not visible to you."
        )


def _check_media(
    sandbox: Sandbox, request: Request, account: SandboxAccount, draft: Draft
) -> None:
    found = [files.find(sandbox.store, media_id) for media_id in draft.media]
    usable = [
        media
        for media in found
        if media
        and media.user_id == account.user_id
        and media.ready
        and request.now - media.created < MEDIA_LIVES
    ]
    gifs = sum(media.category == "tweet_gif" for media in usable)
    wrong = len(usable) != len(draft.media) or len(set(draft.media)) != len(usable)
    if wrong or (gifs and len(usable) > 1):
        ids = json.dumps([str(media_id) for media_id in draft.media])
        raise invalid("Your media IDs are invalid.", {"media.media_ids": [ids]})


def _check_duplicate(
    sandbox: Sandbox, request: Request, account: SandboxAccount, draft: Draft
) -> None:
    if not posts.normalised(draft.text):
        return
    now = milliseconds(request.now)
    reach = sandbox.conduct.same_text_for // timedelta(milliseconds=1)
    if posts.has_twin(
        sandbox.store, account.user_id, draft.text, (now - reach, now + reach)
    ):
        raise duplicate()
