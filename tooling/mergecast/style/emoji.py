"""Where the emoji of a text are, each as readers see it."""

from __future__ import annotations

from functools import cache
from typing import Any

from mergecast.style.sentences import Stretch


def emoji(text: str) -> list[Stretch]:
    """Every emoji: a family, a flag or a thumb with a skin colour is one.

    >>> [end - start for start, end in emoji("👍🏽 👨‍👩‍👧🇲🇾 1️⃣ 1 ©")]
    [2, 5, 2, 3]
    """
    if text.isascii():
        return []
    return [found.span() for found in _cluster().finditer(text) if _drawn(found[0])]


def _drawn(cluster: str) -> bool:
    """Whether a cluster of code points is drawn as a picture."""
    return not cluster.isascii() and bool(_picture().search(cluster))


@cache
def _cluster() -> Any:  # noqa: ANN401 - the engine has no types
    import regex  # noqa: PLC0415 - only texts beyond ASCII need it

    return regex.compile(r"\X")


@cache
def _picture() -> Any:  # noqa: ANN401 - the engine has no types
    import regex  # noqa: PLC0415 - only texts beyond ASCII need it

    return regex.compile(r"\p{Emoji_Presentation}|\ufe0f|\u20e3")
