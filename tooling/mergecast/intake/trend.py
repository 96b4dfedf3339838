"""`/trend 4 5 3`: a post that cannot wait, with its three scores."""

from __future__ import annotations

import re
from typing import Any

from mergecast.model.fast_lane import REALTIME

_SCORES = re.compile(r"[1-5](?:[ \t,，、/]+[1-5]){2}")


def hurried(words: str) -> dict[str, Any] | None:
    """What such a comment makes of a post; None where it has not three scores.

    >>> hurried("4 5 3")["trend"]
    {'relevance': 4, 'safety': 5, 'value': 3}
    """
    plain = words.strip()
    if not _SCORES.fullmatch(plain):
        return None
    relevance, safety, value = map(int, re.findall("[1-5]", plain))
    trend = {"relevance": relevance, "safety": safety, "value": value}
    return {"bucket": "reactive", "lane": REALTIME, "trend": trend}
