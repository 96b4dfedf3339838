"""Where a text may be parted, in any script, and how much each place would hurt.

Sentences, words and grapheme clusters are those of Unicode (UAX #14 and #29), as the
library uniseg finds them. What the network links or counts as one thing is never cut.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from enum import IntEnum
from itertools import accumulate
from typing import TypeAlias

from mergecast.thread.abbreviations import ends_with_abbreviation


class Hurt(IntEnum):
    """How much it hurts to part a text at a place; less is better."""

    PARAGRAPH = 1
    LINE = 2
    SENTENCE = 3
    CLAUSE = 8
    WORD = 20
    CLUSTER = 80


_SEPARATOR = re.compile(r"\n[ \t]*---[ \t]*(?=\n)")
_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")
_LINE = re.compile(r"\n[ \t]*")
# Without one of these there is no end of a sentence, and no need to look for it.
_STOP = re.compile(
    r"[.!?\u2024\u2026\u203c-\u203d\u2047-\u2049\u2e2e\u3002\uff01\uff0e\uff1f\uff61]|[^\x00-\u024f\u0e00-\u0eff\u3040-\u9fff\uac00-\ud7a3]"
)
_CLAUSE = re.compile(r"[,;:،؛–—](?=\s)\s*|[，、；：。！？]|…\s+")

Span: TypeAlias = tuple[int, int]


def separated(text: str) -> list[str]:
    r"""The stretches that a line of ``---`` alone keeps apart: somebody wants it so.

    >>> separated("One.\n---\nTwo.")
    ['One.', 'Two.']
    """
    stretches = _SEPARATOR.split(f"\n{text}\n")
    return [found for each in stretches if (found := trimmed(each))]


def trimmed(piece: str) -> str:
    """A piece without spaces and line breaks at its ends; nothing if it has no more.

    Other blanks stay: before a name, a wide space of Chinese can make the difference
    between a link and none.
    """
    return piece.strip(" \t\r\n") if piece.strip() else ""


def breaks(text: str, within: Span, kind: Hurt, whole: Whole) -> Iterator[int]:
    """The places of one kind where a stretch of a text may be parted.

    Args:
        text: the text.
        within: the stretch.
        kind: how much these places would hurt.
        whole: what must not be cut.
    """
    start, end = within
    for found in _KINDS[kind](text[start:end]):
        place = start + found
        if start < place < end and not whole.cuts(place):
            yield place


class Whole:
    """Stretches that are one thing (links, mentions, tags), in any order."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._ends = list(accumulate((end for _, end in ordered), max))

    def cuts(self, place: int) -> bool:
        """Whether a place is inside of one."""
        before = bisect_left(self._starts, place)
        return before > 0 and bisect_right(self._ends[:before], place) < before


def _paragraphs(text: str) -> Iterator[int]:
    return (found.end() for found in _PARAGRAPH.finditer(text))


def _lines(text: str) -> Iterator[int]:
    return (found.end() for found in _LINE.finditer(text))


def _sentences(text: str) -> Iterator[int]:
    if not _STOP.search(text):
        return
    from uniseg.sentencebreak import (  # noqa: PLC0415 - 40 ms, for who splits
        sentences,
    )

    for place in _ends(sentences(text)):
        if not ends_with_abbreviation(text[:place]):
            yield place


def _clauses(text: str) -> Iterator[int]:
    return (found.end() for found in _CLAUSE.finditer(text))


def _words(text: str) -> Iterator[int]:
    from uniseg.linebreak import line_break_units  # noqa: PLC0415 - 40 ms, for who splits

    return _ends(line_break_units(text))


def _clusters(text: str) -> Iterator[int]:
    from uniseg.graphemecluster import grapheme_clusters  # noqa: PLC0415 - 40 ms, for who splits

    return _ends(grapheme_clusters(text))


def _ends(pieces: Iterable[str]) -> Iterator[int]:
    return accumulate(len(piece) for piece in pieces)


_KINDS = {
    Hurt.PARAGRAPH: _paragraphs,
    Hurt.LINE: _lines,
    Hurt.SENTENCE: _sentences,
    Hurt.CLAUSE: _clauses,
    Hurt.WORD: _words,
    Hurt.CLUSTER: _clusters,
}
