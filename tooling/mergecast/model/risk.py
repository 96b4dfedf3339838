"""How much can go wrong with a post: a table that people can argue about."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from mergecast.model.post import Post


class Risk(StrEnum):
    """From a quiet tip to words in a crisis."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


def risk(post: Post) -> Risk:
    """The risk of a post, by what its file says."""
    data = post.data
    safety = _safety(data.get("trend"))
    rating = data.get("rating")
    high = (
        "incident" in data,
        "statement" in data,
        rating == "PG-13",
        safety is not None and safety <= _UNSAFE,
    )
    medium = (
        post.flag("paid"),
        post.flag("made_with_ai"),
        "source" in data,
        rating == "PG",
        data.get("lane") == "realtime",
        safety == _UNSAFE + 1,
    )
    if any(high):
        return Risk.HIGH
    return Risk.MEDIUM if any(medium) else Risk.LOW


_UNSAFE = 2
"""Of five: people are angry at someone, or worse."""


def _safety(trend: Any) -> int | None:  # noqa: ANN401 - a field as it was loaded
    found = trend.get("safety") if isinstance(trend, dict) else None
    return found if isinstance(found, int) else None
