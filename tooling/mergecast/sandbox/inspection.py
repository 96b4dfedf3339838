"""``/_sandbox``: what is really there, and which faults come next. For tests."""

from __future__ import annotations

from mergecast.sandbox import files, posts
from mergecast.sandbox.bodies import Items, Shape, Text, Whole, check, read_json_value
from mergecast.sandbox.context import Sandbox
from mergecast.sandbox.faults import FaultKind, Scripted
from mergecast.sandbox.objects import Object, author, iso
from mergecast.sandbox.posts import Post
from mergecast.sandbox.wire import Answer, Request, json_answer

_SCRIPT = Items(
    Shape(
        {
            "on": Text(pattern=r"(?:GET|POST|DELETE) /2/[\x21-\x7e]+"),
            "kind": Text(choices=tuple(FaultKind)),
            "times": Whole(1, 1_000_000),
        },
        required=("kind",),
    ),
    most=1_000,
)


def list_posts(sandbox: Sandbox, _request: Request) -> Answer:
    """``GET /_sandbox/posts``: every post that was ever taken, oldest first."""
    with sandbox.store.transaction():
        listed = [_judged(sandbox, post) for post in posts.every(sandbox.store)]
    return json_answer({"posts": listed})


def _judged(sandbox: Sandbox, post: Post) -> Object:
    """A post as it was sent, before t.co and HTML entities."""
    draft = post.draft
    return {
        "id": str(post.id),
        "account": author(sandbox, post).handle,
        "user_id": post.user_id,
        "text": draft.text,
        "reply_to": None if draft.reply_to is None else str(draft.reply_to),
        "quote": None if draft.quote is None else str(draft.quote),
        "conversation": str(post.conversation),
        "media": [_judged_media(sandbox, media_id) for media_id in draft.media],
        "poll": None
        if draft.poll is None
        else {
            "options": list(draft.poll.options),
            "duration_minutes": draft.poll.duration_minutes,
        },
        "reply_settings": draft.reply_settings,
        "paid_partnership": draft.paid,
        "made_with_ai": draft.made_with_ai,
        "created_at": iso(post.created),
        "deleted": post.deleted is not None,
        "deleted_at": iso(post.deleted) if post.deleted else None,
    }


def _judged_media(sandbox: Sandbox, media_id: int) -> Object:
    media = files.find(sandbox.store, media_id)
    if media is None:
        return {"id": str(media_id)}
    return {
        "id": str(media.id),
        "type": media.picture.mime,
        "sha256": media.sha256,
        "alt_text": media.alt,
    }


def list_faults(sandbox: Sandbox, _request: Request) -> Answer:
    """``GET /_sandbox/faults``: what is left of the script."""
    left = [
        {"on": entry.on, "kind": entry.kind, "times": entry.times}
        for entry in sandbox.faults.script()
    ]
    return json_answer({"faults": left})


def add_faults(sandbox: Sandbox, request: Request) -> Answer:
    """``POST /_sandbox/faults``: ``[{"on": "POST /2/tweets", "kind": ..., "times"}]``.

    ``on`` is a route (``DELETE /2/tweets/:id``) or one request's line; without it
    any request to the API fits. ``none`` lets requests pass before a later entry.
    """
    body = read_json_value(request)
    check(body, _SCRIPT, "$")
    entries = [_scripted(item) for item in body] if isinstance(body, list) else []
    sandbox.faults.add(entries)
    return list_faults(sandbox, request)


def clear_faults(sandbox: Sandbox, request: Request) -> Answer:
    """``DELETE /_sandbox/faults``: forget the script."""
    sandbox.faults.clear()
    return list_faults(sandbox, request)


def _scripted(item: object) -> Scripted:
    """The entry's shape was checked, so only defaults are decided here."""
    entry = item if isinstance(item, dict) else {}
    on, kind, times = entry.get("on", ""), entry["kind"], entry.get("times", 1)
    return Scripted(str(on), FaultKind(kind), int(times))
