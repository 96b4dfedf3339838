"""Cut a text into paragraphs, sentences and words, in any script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

from mergecast.style.scripts import UNSPACED

Stretch: TypeAlias = tuple[int, int]
"""Start and end of a piece of a text."""

_PARAGRAPH = re.compile(r"\S.*?(?=\s*(?:\n[ \t]*\n|\Z))", re.DOTALL)
_LAST = r"""["'”’»」』）)\]]*"""
_END = re.compile(
    rf"[。！？｡]+{_LAST}\s*|[.!?…؟۔]+{_LAST}(?:\s+|\Z)|\n\s*(?=\S)|\Z",
)
_ABBREVIATED = re.compile(
    r"(?:^|[\s(])(?:[A-Za-z]|e\.g|i\.e|etc|vs|cf|approx|Mr|Mrs|Ms|Dr|Prof|Sr|Sra|No|St"
    r"|Jr|Inc|Ltd|Bhd|Sdn|U\.S|U\.K|a\.m|p\.m)\.$"
)
_LONGEST = 16
"""More characters than an abbreviation has, with what stands before it."""
_WORD = re.compile(
    rf"[{UNSPACED}]|(?:(?![{UNSPACED}])\w)+(?:['’\-](?:(?![{UNSPACED}])\w)+)*"
)


def paragraphs(text: str) -> list[Stretch]:
    """Where the paragraphs are: what empty lines set apart."""
    return [found.span() for found in _PARAGRAPH.finditer(text)]


def sentences(text: str) -> list[Stretch]:
    """Where the sentences are, without the white space between them.

    >>> text = "Dr. Wu is in. 合并吧。好!"
    >>> [text[start:end] for start, end in sentences(text)]
    ['Dr. Wu is in.', '合并吧。', '好!']
    """
    return list(_sentences(text))


def _sentences(text: str) -> Iterator[Stretch]:
    start = 0
    for found in _END.finditer(text):
        end = found.end()
        if found[0].startswith(".") and _continues(text, start, found):
            continue
        piece = text[start:end]
        if piece.strip():
            lead = len(piece) - len(piece.lstrip())
            yield start + lead, start + len(piece.rstrip())
        start = end


def _continues(text: str, start: int, found: re.Match[str]) -> bool:
    """Whether a stop ends an abbreviation, not a sentence."""
    if found.end() == len(text):
        return False
    # The stop may be one of thousands in a text that never begins a sentence anew.
    stop = found.start() + 1
    if _ABBREVIATED.search(text[max(start, stop - _LONGEST) : stop]):
        return True
    return found[0].startswith(".") and text[found.end()].islower()


def words(text: str) -> list[Stretch]:
    """Where the words are; in scripts without spaces each character counts as one."""
    return [found.span() for found in _WORD.finditer(text)]
