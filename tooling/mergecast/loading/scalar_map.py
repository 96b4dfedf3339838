"""Where each code point of a loaded scalar stands in the file.

It goes through the scalar once more, by the rules of its style, and notes what came
from where. The result is compared with what libyaml loaded, so that a difference of
opinion costs the exact position, never a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from mergecast.loading.nodes import Node

_BLANKS = re.compile(r"[ \t\r\n]+")
_BREAK = re.compile(r"\r?\n")
_LINE = re.compile(r"[^\r\n]*(\r?\n|$)")
_HEADER = re.compile(r"[^\n]*\n")
_ESCAPED_BREAK = re.compile(r"\\\r?\n[ \t]*")
_ESCAPE = re.compile(r"\\(?:x(?P<x>..)|u(?P<u>.{4})|U(?P<U>.{8})|(?P<one>.))")
_ESCAPES = {
    "0": "\0",
    "a": "\a",
    "b": "\b",
    "e": "\x1b",
    "f": "\f",
    "n": "\n",
    "r": "\r",
    "t": "\t",
    "v": "\v",
    "N": "\x85",
    "L": "\u2028",
    "P": "\u2029",
    "_": "\xa0",
}


class Piece(NamedTuple):
    """A code point of the value, and the stretch of the file that it came from."""

    character: str
    start: int
    end: int


def pieces(text: str, node: Node) -> list[Piece] | None:
    """The code points of a scalar's value in order; None where it can't be told."""
    if node.style in {"|", ">"}:
        found = _block(text, node)
    elif node.style:
        found = list(_flow(text, node.start + 1, node.end - 1, _ONE[node.style]))
    else:
        found = list(_flow(text, node.start, node.end, _plain))
    same = "".join(piece.character for piece in found) == node.value
    return found if same else None


def _flow(
    text: str, at: int, end: int, one: Callable[[str, int], Piece]
) -> Iterator[Piece]:
    """Plain and quoted scalars: a line break in them folds to a space."""
    folded = True
    while at < end:
        if blanks := _BLANKS.match(text, at, end):
            yield from _fold(text, at, blanks.end(), folded=folded)
            at, folded = blanks.end(), True
        elif one is _double and (escaped := _ESCAPED_BREAK.match(text, at, end)):
            at, folded = escaped.end(), False
        else:
            piece = one(text, at)
            yield piece
            at, folded = piece.end, True


def _fold(text: str, start: int, end: int, *, folded: bool) -> Iterator[Piece]:
    """White space: as it is on one line; else one break less, or a space for one.

    After an escaped line break (``folded`` is false) no break is taken away.
    """
    breaks = [found.span() for found in _BREAK.finditer(text, start, end)]
    if not breaks:
        for at in range(start, end):
            yield Piece(text[at], at, at + 1)
    elif folded and len(breaks) == 1:
        yield Piece(" ", start, end)
    else:
        for begin, stop in breaks[1:] if folded else breaks:
            yield Piece("\n", begin, stop)


def _plain(text: str, at: int) -> Piece:
    return Piece(text[at], at, at + 1)


def _single(text: str, at: int) -> Piece:
    return Piece(text[at], at, at + 2 if text.startswith("''", at) else at + 1)


def _double(text: str, at: int) -> Piece:
    escape = _ESCAPE.match(text, at)
    if escape is None:
        return _plain(text, at)
    digits = escape["x"] or escape["u"] or escape["U"]
    if digits:
        return Piece(chr(int(digits, 16)), at, escape.end())
    return Piece(_ESCAPES.get(escape["one"], escape["one"]), at, escape.end())


_ONE = {"'": _single, '"': _double}


class _Line(NamedTuple):
    """A line of a block scalar: its words, and the break behind them."""

    start: int
    end: int
    stop: int


def _block(text: str, node: Node) -> list[Piece]:
    header = _HEADER.match(text, node.start, node.end)
    if header is None:
        return []
    lines = _lines(text, header.end(), node)
    literal = node.style == "|"
    found: list[Piece] = []
    joint: list[Piece] = []  # breaks since the last line with words
    spaced = True  # whether that line began with white space, as nothing before the top
    for line in lines:
        words = [Piece(text[at], at, at + 1) for at in range(line.start, line.end)]
        if words:
            blank = words[0].character in " \t"
            folds = not literal and joint and found and not spaced and not blank
            found += _join(joint) if folds else joint
            found += words
            joint, spaced = [], blank
        if line.stop > line.end:
            joint.append(Piece("\n", line.end, line.stop))
    # The end of a block obeys its chomping sign; what remains of the value tells.
    rest = len(node.value) - len(found)
    return found + joint[: max(rest, 0)]


def _join(breaks: list[Piece]) -> list[Piece]:
    """What a folded block makes of the breaks between two lines of words."""
    first = breaks[0]
    return breaks[1:] or [Piece(" ", first.start, first.end)]


def _lines(text: str, at: int, node: Node) -> list[_Line]:
    """The lines of a block without their indentation."""
    raw: list[_Line] = []
    # An empty line that "+" keeps may begin where the node ends: before its break.
    while at <= node.end and at < len(text) and (found := _LINE.match(text, at)):
        raw.append(_Line(found.start(), found.start(1), found.end()))
        at = found.end()
    written = _indent(text[line.start : line.end] for line in raw)
    indent = written - _indent(node.value.split("\n"))
    return [
        _Line(min(line.start + indent, line.end), line.end, line.stop) for line in raw
    ]


def _indent(lines: Iterable[str]) -> int:
    """How far the first line with words is indented."""
    words = next((line for line in lines if line.strip(" ")), "")
    return len(words) - len(words.lstrip(" "))
