"""Read an account's own timeline on X, whole, as its authors wrote it.

X hands a text back changed: ``&``, ``<`` and ``>`` as HTML entities, links wrapped by
t.co, links to the post's media and to what it quotes appended, the names of those that
it answers before it, and a long text cut short with its whole in a note.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from mergecast.dispatch.ports import OwnPost, Unreadable
from mergecast.publishers.x_words import (
    BOTH,
    LeftOutError,
    Words,
    ask,
    note_of,
    references_of,
)

if TYPE_CHECKING:
    import tweepy

_NAMES = re.compile(r"^(?:@\w{1,15} )+")
_PAGES = 33
"""3,200 posts, which is as far back as X looks, are 32 pages of 100."""


def own_posts(
    client: tweepy.Client, since: datetime
) -> tuple[OwnPost, ...] | Unreadable:
    """Every post of the account that signs, replies too, from ``since`` on.

    Raises:
        Exception: whatever tweepy or requests raise, or an answer without its fields.
    """
    user = client.request("GET", "/2/users/me", user_auth=True).json()["data"]["id"]
    query = {
        "start_time": f"{since.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "max_results": "100",
    }
    found: list[OwnPost] = []
    words: tuple[Words, ...] = BOTH
    for _ in range(_PAGES):
        route = f"/2/users/{user}/tweets"
        try:
            taken, page = ask(client, route, query, words)
        except LeftOutError:
            return _LEFT_OUT
        words = (taken,)
        following = page["meta"].get("next_token")
        found += [own_post(post) for post in page.get("data", ())]
        if len(found) > 0 and not following:
            return tuple(found)
        if not following:
            return () if page["meta"]["result_count"] == 0 else _NOT_WHOLE
        query["pagination_token"] = following
    return _NOT_WHOLE


_NOT_WHOLE = Unreadable("the timeline is too long to be read whole")
_LEFT_OUT = Unreadable("X shows its posts without what was asked for")


def own_post(post: Mapping[str, Any]) -> OwnPost:
    """A post as X's API has it, with the words that its author may have written."""
    by_type = {one["type"]: one["id"] for one in references_of(post)}
    texts = list(_texts(post, by_type.get("quoted")))
    if "replied_to" in by_type:
        texts += [without for text in texts if (without := _NAMES.sub("", text))]
    return OwnPost(post["id"], tuple(dict.fromkeys(texts)), by_type.get("replied_to"))


def _texts(post: Mapping[str, Any], quoted: str | None) -> Iterator[str]:
    """What the author may have written: with and without a link to what is quoted."""
    whole = note_of(post) or post
    text = html.unescape(whole["text"])
    for link in _links(post, whole):
        own = "media_key" in link or f"/status/{post['id']}/" in _address(link)
        text = text.replace(link["url"], "" if own else _address(link))
        if quoted and _address(link).endswith(f"/status/{quoted}"):
            yield text.removesuffix(_address(link))
    yield text


def _links(
    post: Mapping[str, Any], whole: Mapping[str, Any]
) -> list[Mapping[str, Any]]:
    """Those of the whole text, and of the short one too: X lists media there."""
    return [
        link
        for each in (whole, post)
        for link in each.get("entities", {}).get("urls", ())
    ]


def _address(link: Mapping[str, Any]) -> str:
    return str(link.get("expanded_url") or link["url"])
