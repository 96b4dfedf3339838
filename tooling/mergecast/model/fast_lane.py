"""Which posts may take the fast lane: reactive ones that are worth it, and harmless."""

from __future__ import annotations

from collections.abc import Mapping

from mergecast.model.approval import FastLane
from mergecast.model.post import ASAP, Post

REALTIME = "realtime"

_NAMES = ("relevance", "safety", "value")
_NEVER = ("paid", "statement", "incident", "rating", "source", "made_with_ai")
"""What takes more than one pair of eyes, however much it hurries."""


def fast_trend(post: Post) -> tuple[int, int, int] | None:
    """The scores of a post that asks for the fast lane as it should, else None."""
    return None if hindrance(post) else trend(post)


def hindrance(post: Post) -> tuple[str, str] | None:
    """The field that keeps a ``realtime`` post out of the fast lane, and why."""
    if post.text("lane") != REALTIME:
        return "lane", "it does not ask for it"
    if post.publish_at != ASAP or post.text("until") is None:
        return "publish_at", "what can wait for a time can wait for the usual way"
    for name in _NEVER:
        if post.data.get(name):
            return name, f"a post with '{name}' needs the usual people"
    if trend(post) is None:
        return "lane", "there are no scores in 'trend'"
    return None


def trend(post: Post) -> tuple[int, int, int] | None:
    """Relevance, safety and value, each from 1 to 5."""
    said = post.data.get("trend")
    if not isinstance(said, Mapping):
        return None
    relevance, safety, value = (int(said.get(name, 0)) for name in _NAMES)
    return relevance, safety, value


def below(scores: tuple[int, int, int], lane: FastLane) -> dict[str, int]:
    """The scores that are too low, with the least that each has to be."""
    least = (lane.relevance, lane.safety, lane.value)
    return {
        name: wanted
        for name, score, wanted in zip(_NAMES, scores, least, strict=True)
        if score < wanted
    }
