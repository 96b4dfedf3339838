"""Text as UTF-16 code units, which is how X's reference code sees it, and back."""

from __future__ import annotations

import re
from bisect import bisect_left

ASTRAL = re.compile("[\U00010000-\U0010ffff]")
"""A character of two code units."""


def code_units(text: str) -> str:
    """The text with two surrogates in place of each character beyond 16 bits."""
    if text.isascii():
        return text
    units = len(text.encode("utf-16-le", "surrogatepass")) // 2
    return text if units == len(text) else ASTRAL.sub(_surrogates, text)


def _surrogates(found: re.Match[str]) -> str:
    offset = ord(found[0]) - 0x10000
    return chr(0xD800 + (offset >> 10)) + chr(0xDC00 + (offset & 0x3FF))


def code_points(units: str) -> str:
    """The other way; half a character stays half."""
    if units.isascii():
        return units
    return units.encode("utf-16-le", "surrogatepass").decode(
        "utf-16-le", "surrogatepass"
    )


class Positions:
    """Tells a place in the code units of a text as a place in its code points."""

    __slots__ = ("_astral",)

    def __init__(self, text: str) -> None:
        self._astral = [
            found.start() + index for index, found in enumerate(ASTRAL.finditer(text))
        ]

    def __call__(self, unit: int) -> int:
        """The code point at a code unit."""
        return unit - bisect_left(self._astral, unit)
