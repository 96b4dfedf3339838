"""One line of a file, cut to what fits, with the cells that a finding points at.

Positions come in code points and go out in cells: a tab, a Chinese character, an
emoji family and a hidden character each take another number of them.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from mergecast.renderers.cells import graphemes
from mergecast.renderers.encoders.visible import hidden, number

_TAB = 4
_TAB_MARK = "→"
_CUT = "…"
# However long the line: more code points than this for a cell are not looked at.
_POINTS_A_CELL = 8


_LINE_BREAK = re.compile("\r\n?|\n")


class Excerpt(NamedTuple):
    """A line in three pieces, ready to print; where the mark stands, in cells."""

    before: str
    marked: str
    after: str
    offset: int
    length: int


class _Piece(NamedTuple):
    """What a reader sees for the code points ``[start, end)`` of the line."""

    start: int
    end: int
    shown: str
    cells: int


def lines_of(text: str | None) -> list[str]:
    """The lines of a file, as editors and positions count them; none without text."""
    return _LINE_BREAK.split(text) if text else []


def excerpt(line: str, start: int, end: int, room: int) -> Excerpt:
    """``line`` within ``room`` cells, with the code points ``[start, end)`` marked.

    At least one is marked, so that a caret has somewhere to stand; behind the end of
    the line that is a blank.
    """
    if start >= len(line):
        start, line = len(line), line + " "
    end = max(end, start + 1)
    if len(line) <= room and line.isascii() and line.isprintable():
        shown = line[start:end]
        return Excerpt(line[:start], shown, line[end:], start, len(shown))
    reach = room * _POINTS_A_CELL
    first, last = max(0, start - reach), min(len(line), start + reach)
    pieces = list(_pieces(line[first:last], first))
    marks = [
        at for at, each in enumerate(pieces) if each.start < end and start < each.end
    ]
    sliced = (first > 0, last < len(line))
    low, high = _window(pieces, marks[0], marks[-1] + 1, room - sum(sliced))
    return _put_together(
        pieces[low : marks[0]],
        pieces[marks[0] : min(high, marks[-1] + 1)],
        pieces[marks[-1] + 1 : high],
        (bool(low) or sliced[0], high < len(pieces) or sliced[1]),
    )


def _pieces(text: str, at: int) -> Iterator[_Piece]:
    """``text``, which starts at code point ``at`` of its line, as a reader sees it."""
    column, done = 0, 0
    for stop in [*hidden(text), len(text)]:
        for shown, cells in graphemes(text[done:stop]):
            yield _Piece(at + done, at + done + len(shown), shown, cells)
            done += len(shown)
            column += cells
        for character in text[stop : stop + 1]:
            tab = _TAB_MARK.ljust(_TAB - column % _TAB)
            shown = tab if character == "\t" else number(character)
            yield _Piece(at + done, at + done + 1, shown, len(shown))
            done += 1
            column += len(shown)


def _window(pieces: list[_Piece], first: int, last: int, room: int) -> tuple[int, int]:
    """The stretch of pieces to show: all, or the mark with what stands around it."""
    edges = [0, *accumulate(piece.cells for piece in pieces)]
    if edges[-1] <= room:
        return 0, len(pieces)
    marked = edges[last] - edges[first]
    lead = max(room - marked, room // 2) // 2
    origin = min(edges[first] - lead, edges[-1] - room)
    # Each side that is cut gives one cell to the ellipsis.
    low = bisect_left(edges, origin + 1) if edges[last] >= room and origin > 0 else 0
    limit = edges[low] + room - bool(low)
    if edges[-1] <= limit:
        return low, len(pieces)
    return low, max(bisect_right(edges, limit - 1) - 1, first + 1)


def _put_together(
    before: list[_Piece],
    marked: list[_Piece],
    after: list[_Piece],
    cut: tuple[bool, bool],
) -> Excerpt:
    left, right = (_CUT if each else "" for each in cut)
    return Excerpt(
        left + "".join(piece.shown for piece in before),
        "".join(piece.shown for piece in marked),
        "".join(piece.shown for piece in after) + right,
        len(left) + sum(piece.cells for piece in before),
        max(1, sum(piece.cells for piece in marked)),
    )
