"""Read one own post on X: its words, and the alt texts of what it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mergecast.dispatch.ports import Shown, Unreadable
from mergecast.publishers.x_timeline import own_post
from mergecast.publishers.x_words import LeftOutError, ask

if TYPE_CHECKING:
    from collections.abc import Mapping

    import tweepy

_FIELDS = {
    "fields": "attachments",
    "expansions": "attachments.media_keys",
    "media.fields": "alt_text,type",
}


def read(client: tweepy.Client, remote_id: str) -> Shown | Unreadable:
    """What a post shows, by the account that signs.

    Raises:
        Exception: whatever tweepy or requests raise, or an answer without its fields.
    """
    route = f"/2/tweets/{remote_id}"
    try:
        _, answer = ask(client, route, _FIELDS)
    except LeftOutError:
        return Unreadable("X shows it without what was asked for")
    post: Mapping[str, Any] | None = answer.get("data")
    if post is None:
        return Unreadable("X does not show it yet")
    if str(post["id"]) != remote_id:
        return Unreadable("X showed another post")
    keys = post.get("attachments", {}).get("media_keys", ())
    shown = answer.get("includes", {}).get("media", ())
    media = {one["media_key"]: one for one in shown}
    alts = tuple(str(media.get(key, {}).get("alt_text") or "") for key in keys)
    return Shown(own_post(post).texts, alts)
