"""Posts, people, media and polls as the API writes them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TypeAlias

from mergecast.sandbox import files, posts
from mergecast.sandbox.accounts import SandboxAccount, by_handle, by_user_id
from mergecast.sandbox.context import Sandbox
from mergecast.sandbox.fields import Wanted
from mergecast.sandbox.posts import Post
from mergecast.sandbox.shown import Appended, Shown, shorten, show
from mergecast.sandbox.snowflake import made_at
from mergecast.sandbox.wording import SHORT_POST, X, displayed, tokens

Object: TypeAlias = dict[str, object]


def iso(instant: datetime) -> str:
    """An instant as X writes it."""
    return f"{instant:%Y-%m-%dT%H:%M:%S}.{instant.microsecond // 1000:03}Z"


def author(sandbox: Sandbox, post: Post) -> SandboxAccount:
    """Who wrote it; accounts can be gone when a database outlives a start."""
    known = by_user_id(sandbox.accounts, post.user_id)
    return known or SandboxAccount("gone", post.user_id, "Account not in this sandbox")


def full_text(sandbox: Sandbox, post: Post) -> tuple[Shown, bool]:
    """The whole text with its entities, and whether it is a long post."""
    text = posts.normalised(post.draft.text)
    tier = author(sandbox, post).tier
    shown = show(post.id, tokens(text, tier), _appended(sandbox, post))
    return shown, X.measure(text, tier).weighted_length > SHORT_POST


def short_text(sandbox: Sandbox, post: Post) -> str:
    """What ``text`` holds in every answer."""
    shown, is_long = full_text(sandbox, post)
    return shorten(shown).text if is_long else shown.text


def _appended(sandbox: Sandbox, post: Post) -> tuple[Appended, ...]:
    extra = []
    if post.draft.quote is not None:
        quoted = posts.find(sandbox.store, post.draft.quote)
        if quoted:
            address = X.permalink(author(sandbox, quoted).handle, str(quoted.id))
            extra.append(Appended(address, displayed(address)))
    media = _media_of(sandbox, post)
    if media:
        handle = author(sandbox, post).handle
        extra.append(
            Appended(
                f"{X.permalink(handle, str(post.id))}/photo/1",
                f"pic.x.com/{post.id % 10**10:010}",
                tuple(m.key for m in media),
            )
        )
    return tuple(extra)


def _media_of(sandbox: Sandbox, post: Post) -> list[files.Media]:
    found = (files.find(sandbox.store, media_id) for media_id in post.draft.media)
    return [media for media in found if media]


def post_object(sandbox: Sandbox, post: Post, wanted: Wanted) -> Object:
    """A post with what is always there and what was asked for."""
    shown, is_long = full_text(sandbox, post)
    visible = shorten(shown) if is_long else shown
    everything: Object = {
        **_identity(sandbox, post),
        **_references(sandbox, post),
        "attachments": _attachments(sandbox, post),
        "display_text_range": [0, len(visible.text)],
        "entities": _with_user_ids(sandbox, visible.entities),
        "media_metadata": [
            {"media_key": m.key, "alt_text": m.alt} for m in _media_of(sandbox, post)
        ],
        "public_metrics": _metrics(sandbox, post),
    }
    if is_long:
        note = {"text": shown.text, "entities": shown.entities}
        everything |= {"note_tweet": note, "note_post": note}
    always: Object = {
        "id": str(post.id),
        "text": visible.text,
        "edit_history_tweet_ids": [str(post.id)],
        "edit_history_post_ids": [str(post.id)],
    }
    asked = {k: v for k, v in everything.items() if k in wanted.post and v != {}}
    return always | {k: v for k, v in asked.items() if v is not None}


def _identity(sandbox: Sandbox, post: Post) -> Object:
    closed = post.created + timedelta(hours=1)
    return {
        "author_id": post.user_id,
        "username": author(sandbox, post).handle,
        "conversation_id": str(post.conversation),
        "created_at": iso(post.created),
        "edit_controls": {
            "edits_remaining": 0,
            "is_edit_eligible": False,
            "editable_until": iso(closed),
        },
        "lang": "und",
        "paid_partnership": post.draft.paid,
        "possibly_sensitive": False,
        "reply_settings": post.draft.reply_settings,
        "source": "mergecast sandbox",
    }


def _references(sandbox: Sandbox, post: Post) -> Object:
    references = []
    answered = None
    if post.draft.reply_to is not None:
        references.append({"type": "replied_to", "id": str(post.draft.reply_to)})
        parent = posts.find(sandbox.store, post.draft.reply_to)
        answered = parent.user_id if parent else None
    if post.draft.quote is not None:
        references.append({"type": "quoted", "id": str(post.draft.quote)})
    return {
        "in_reply_to_user_id": answered,
        "referenced_tweets": references or None,
        "referenced_posts": references or None,
    }


def _attachments(sandbox: Sandbox, post: Post) -> Object:
    media = [m.key for m in _media_of(sandbox, post)]
    polls = [poll_id(post)] if post.draft.poll else []
    groups: Object = {"media_keys": media, "poll_ids": polls}
    return {name: members for name, members in groups.items() if members}


def _with_user_ids(
    sandbox: Sandbox, entities: dict[str, list[dict[str, object]]]
) -> Object:
    """Mentions of accounts that exist here carry their id."""
    mentions = []
    for mention in entities.get("mentions", []):
        known = by_handle(sandbox.accounts, str(mention["username"]))
        mentions.append(mention | ({"id": known.user_id} if known else {}))
    return {**entities, **({"mentions": mentions} if mentions else {})}


def _metrics(sandbox: Sandbox, post: Post) -> Object:
    return {
        "retweet_count": 0,
        "repost_count": 0,
        "reply_count": posts.count_replies(sandbox.store, post.id),
        "like_count": 0,
        "quote_count": posts.count_quotes(sandbox.store, post.id),
        "bookmark_count": 0,
        "impression_count": 0,
    }


def poll_id(post: Post) -> str:
    """A poll has no life of its own here: its id is its post's."""
    return str(post.id)


def poll_end(post: Post) -> datetime:
    """When people can no longer choose."""
    minutes = post.draft.poll.duration_minutes if post.draft.poll else 0
    return post.created + timedelta(minutes=minutes)


def user_object(sandbox: Sandbox, account: SandboxAccount, wanted: Wanted) -> Object:
    """A profile."""
    everything: Object = {
        "created_at": iso(made_at(0)),
        "description": "",
        "protected": False,
        "public_metrics": {
            "followers_count": 0,
            "following_count": 0,
            "tweet_count": posts.count_of_user(sandbox.store, account.user_id),
            "post_count": posts.count_of_user(sandbox.store, account.user_id),
            "listed_count": 0,
            "like_count": 0,
        },
        "verified": False,
        "verified_type": "none",
    }
    always: Object = {
        "id": account.user_id,
        "name": account.name,
        "username": account.handle,
    }
    return always | {k: v for k, v in everything.items() if k in wanted.user}


def media_object(media: files.Media, base: str, wanted: Wanted) -> Object:
    """A picture."""
    everything: Object = {
        "alt_text": media.alt or None,
        "height": media.picture.height,
        "width": media.picture.width,
        "url": f"{base}/media/{media.id}",
    }
    kind = "animated_gif" if media.category == "tweet_gif" else "photo"
    always: Object = {"media_key": media.key, "type": kind}
    asked = {k: v for k, v in everything.items() if k in wanted.media}
    return always | {k: v for k, v in asked.items() if v is not None}


def poll_object(post: Post, now: datetime, wanted: Wanted) -> Object:
    """A poll; nobody votes in a sandbox."""
    poll = post.draft.poll
    options = poll.options if poll else ()
    everything: Object = {
        "duration_minutes": poll.duration_minutes if poll else 0,
        "end_datetime": iso(poll_end(post)),
        "voting_status": "open" if now < poll_end(post) else "closed",
    }
    always: Object = {
        "id": poll_id(post),
        "options": [
            {"position": number, "label": label, "votes": 0}
            for number, label in enumerate(options, start=1)
        ],
    }
    return always | {k: v for k, v in everything.items() if k in wanted.poll}
