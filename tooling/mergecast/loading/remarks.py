"""How the front door says what it saw: a hazard's id and a remark with its span."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TypeAlias

from mergecast.findings import Remark
from mergecast.loading.nodes import Node, span
from mergecast.source import Place

Said: TypeAlias = tuple[str, Remark]

MOST = 10
"""No more remarks of one kind about one file: after that a person has understood."""
_SHOWN = 40
_JOINERS = "\u200c\u200d"


@dataclass(frozen=True, slots=True)
class File:
    """A file that remarks are about."""

    path: str
    text: str

    def say(
        self, hazard: str, where: tuple[int, int] | Node, message: str, hint: str
    ) -> Said:
        """A remark about a stretch of the file, in code points."""
        ends = (where.start, where.end) if isinstance(where, Node) else where
        place = Place(self.path, span=span(self.text, *ends))
        return hazard, Remark(place, message, hint)

    def line_of(self, offset: int) -> int:
        """The number of the line, from 1."""
        return self.text.count("\n", 0, offset) + 1

    def line_around(self, offset: int) -> tuple[int, int]:
        """Where the line begins and ends, without its break."""
        start = self.text.rfind("\n", 0, offset) + 1
        end = self.text.find("\n", offset)
        end = len(self.text) if end < 0 else end
        return start, end - 1 if self.text.startswith("\r\n", end - 1) else end


def brief(text: str) -> str:
    r"""The beginning of a text in one line, for a message.

    >>> brief("We are\nnumber one")
    'We are number one'
    """
    line = " ".join(text[: _SHOWN * 2].split())
    return visible(line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…")


def visible(text: str) -> str:
    r"""A text with numbers for what shows nothing, except where emoji are joined.

    >>> visible("a\u200bb")
    'a<U+200B>b'
    """
    if text.isprintable():
        return text
    return "".join(
        one if one.isprintable() or one in _JOINERS else f"<U+{ord(one):04X}>"
        for one in text
    )


def character(one: str) -> str:
    r"""A character as its number and name.

    >>> character("\u202e")
    'U+202E (right-to-left override)'
    """
    name = unicodedata.name(one, "").lower()
    return f"U+{ord(one):04X} ({name})" if name else f"U+{ord(one):04X}"
