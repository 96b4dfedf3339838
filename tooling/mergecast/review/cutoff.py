"""Where a timeline stops showing a long text, and how what it shows ends: pure."""

from __future__ import annotations

from collections.abc import Callable

from mergecast.review.report import Cut

_SHOWN = 30
"""How much of the end of what is shown is told, in characters."""


def cut(text: str, after: int, length: Callable[[str], int]) -> Cut | None:
    """Where ``text`` is cut; None where all of it is shown.

    Args:
        text: as it is published.
        after: how much is shown, as the network counts.
        length: counts as the network does.
    """
    if length(text) <= after:
        return None
    fits, over = 0, len(text)
    while over - fits > 1:
        middle = (fits + over) // 2
        if length(text[:middle]) <= after:
            fits = middle
        else:
            over = middle
    shown = text[:fits]
    # A word that is cut in two helps nobody to find the place.
    inside = not (text[fits].isspace() or shown[-1:].isspace())
    if inside and len(words := shown.rsplit(maxsplit=1)) > 1:
        shown = words[0]
    last = " ".join(shown.split())
    if len(last) <= _SHOWN:
        return Cut(after, last)
    _, blank, rest = last[-_SHOWN:].partition(" ")
    return Cut(after, f"… {rest if blank else last[-_SHOWN:]}")
