"""The id of a post that a form asked for: from its words, and unique for ever."""

from __future__ import annotations

import re
import unicodedata

_LONGEST = 40
_WORD = re.compile(r"[a-z0-9]+")
_LINK = re.compile(r"https?://\S*|@\w+", re.IGNORECASE)
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:-|$)")
"""No file can have such a name on Windows."""


def id_of(words: str, issue: int) -> str:
    """An id; the number of the issue makes it one that nothing had before.

    Letters without a plain form are left out; where too little remains, it is a number.

    >>> id_of("Our night bus runs every ten minutes", 12)
    'our-night-bus-runs-every-ten-minutes-12'
    >>> id_of("夜班公交", 12)
    'post-12'
    """
    plain = unicodedata.normalize("NFKD", _LINK.sub(" ", words[:500])).casefold()
    letters = "".join(each for each in plain if not unicodedata.combining(each))
    lost = sum(each.isalnum() and not each.isascii() for each in letters)
    found = _WORD.findall(letters)
    if lost > sum(map(len, found)):
        found = []  # a few Latin letters among others would say nothing
    slug = ""
    for word in found:
        longer = f"{slug}-{word[:_LONGEST]}" if slug else word[:_LONGEST]
        if len(longer) > _LONGEST:
            break
        slug = longer
    if _RESERVED.match(slug) or len(slug) < 2:
        slug = f"post-{slug}" if slug else "post"
    return f"{slug}-{issue}"
