"""Text in the cells of a terminal: how wide it is, and where it may break.

A Chinese character takes two cells, a combining mark none, a family of emoji two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_WORD = re.compile(" *[^ ]+")


def width(text: str) -> int:
    """How many cells ``text`` takes."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len  # noqa: PLC0415 - plain text never pays for it

    return cell_len(text)


def graphemes(text: str) -> Iterator[tuple[str, int]]:
    """What a reader sees as one character, each with its width."""
    if text.isascii():
        for character in text:
            yield character, 1
        return
    from rich.cells import split_graphemes  # noqa: PLC0415 - plain text never pays

    for start, end, cells in split_graphemes(text)[0]:
        yield text[start:end], cells


def wrap(text: str, room: int) -> list[str]:
    """Lines of at most ``room`` cells, broken at spaces.

    What is written without spaces (Chinese, a long address) breaks anywhere.
    """
    if width(text) <= room:
        return [text]
    lines: list[str] = []
    line, used = "", 0
    for piece, cells in _pieces(text, room):
        if used + cells > room and line:
            lines.append(line)
            line, used = "", 0
        shown = piece if line else piece.lstrip(" ")
        line += shown
        used += cells - (len(piece) - len(shown))
    return [*lines, line]


def _pieces(text: str, room: int) -> Iterator[tuple[str, int]]:
    """What may not be broken, each with its width."""
    for word in _WORD.findall(text):
        cells = width(word)
        if cells > room or cells > len(word):
            yield from graphemes(word)
        else:
            yield word, cells


def cut(text: str, room: int) -> str:
    """As much of ``text`` as fits; never half a character."""
    if width(text) <= room:
        return text
    kept, used = "", 0
    for piece, cells in graphemes(text):
        if used + cells > room - 1:
            break
        kept += piece
        used += cells
    return f"{kept}…"


def padded(text: str, room: int) -> str:
    """As much as fits, and blanks up to the end of the column."""
    shown = cut(text, room)
    return shown + " " * (room - width(shown))
