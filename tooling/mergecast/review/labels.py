"""What a post carries beside words and images, in words: it is approved with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mergecast.model.post import Post

_MAY_REPLY: Mapping[str, str] = {
    "following": "only those whom the account follows may reply",
    "mentioned": "only those whom it mentions may reply",
    "subscribers": "only subscribers may reply",
    "verified": "only verified accounts may reply",
}


def labels(post: Post) -> tuple[str, ...]:
    """Everything that readers get, or are kept from, and no part of it shows."""
    return tuple(_labels(post))


def _labels(post: Post) -> Iterator[str]:
    if reason := post.text("retract"):
        yield f"taken back: {reason}; what is live is deleted, and no more is sent"
    if post.flag("paid"):
        yield "labelled as a paid partnership"
    if post.flag("made_with_ai"):
        yield "labelled as made with AI"
    if limit := _MAY_REPLY.get(post.text("reply_settings") or ""):
        yield limit
    if target := post.text("reply_to"):
        yield f"answers {target}"
    if target := post.text("quote"):
        yield f"quotes {target}"
