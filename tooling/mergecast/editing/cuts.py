"""Changes of stretches of a text, proposed by a step of the layout."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Cut(NamedTuple):
    """The stretch ``[start, end)`` becomes ``new``."""

    start: int
    end: int
    new: str = ""


def cut(text: str, cuts: Sequence[Cut]) -> str:
    """``text`` with the cuts made; they are in order and apart.

    >>> cut("a  b", [Cut(1, 3, " ")])
    'a b'
    """
    found, at = [], 0
    for start, end, new in cuts:
        found += [text[at:start], new]
        at = end
    return "".join([*found, text[at:]])
