"""Lines of a text that become one: in ``>`` blocks, and in plain and quoted scalars.

A break folds to a space. That is what ``>`` is for, and long descriptions are often
wrapped so; but a list loses its lines, and Chinese gets spaces between its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mergecast.loading.limits import FREE_TEXT
from mergecast.loading.nodes import Node
from mergecast.loading.remarks import File, Said, brief
from mergecast.loading.scalar_map import Piece, pieces

_LINES_COUNT = FREE_TEXT - {"alt", "gloss"}
_UNSPACED = re.compile(
    "[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uff65\U00020000-\U0003ffff]"
)
_BULLET = re.compile(r"(?:[-*•·–—]|[0-9]{1,2}[.)])[ \t]|[0-9]{1,2}、")
_ESCAPED_BREAK = re.compile(r"\\\r?\n")
_INDENTED = re.compile(r"\n( +)[^ \n]")


def folded(file: File, name: str, node: Node) -> Iterator[Said]:
    """What folding does to the words under ``name``."""
    if node.style == "|" or "\n" not in file.text[node.start : node.end]:
        return
    if said := _joined(file, name, node):
        yield said
    if name in _LINES_COUNT and node.style == ">" and _INDENTED.search(node.value):
        yield file.say(
            "folded-indentation",
            (node.start, file.line_around(node.start)[1]),
            "indented lines under `>` keep their breaks and spaces, the others fold",
            f"write `{name}: |`, or indent all lines alike",
        )


def _joined(file: File, name: str, node: Node) -> Said | None:
    """The gravest thing that comes of joining the lines."""
    found = pieces(file.text, node) or []
    joints = [
        at
        for at, piece in enumerate(found)
        if piece.character == " " and "\n" in file.text[piece.start : piece.end]
    ]
    lines = (node.start, file.line_around(node.start)[1])
    use = f"write the text on the lines under `{name}: |`, where they stay lines"
    if name in _LINES_COUNT and _bullets(node.value, joints) > 1:
        message = f"the lines of this list become one: '{brief(node.value)}'"
        return file.say("folded-list", lines, message, use)
    if at := _chinese(found, joints):
        around = brief(node.value[max(at - 6, 0) : at + 7])
        message = f"the line break becomes a space: '{around}'"
        return file.say(
            "folded-chinese", (found[at].start, found[at].end), message, use
        )
    written = file.text[node.start : node.end]
    if name in _LINES_COUNT and node.style != ">" and _loses(written, node):
        message = "the lines of this text become one, with spaces for line breaks"
        use += "; or write it all on one line"
        return file.say("folded-lines", lines, message, use)
    return None


def _bullets(value: str, joints: Sequence[int]) -> int:
    """How many items of a list were lines of their own before they were folded."""
    starts = [0, *(at + 1 for at in joints)]
    return sum(_BULLET.match(value, at) is not None for at in starts)


def _chinese(found: Sequence[Piece], joints: Sequence[int]) -> int:
    """The first fold between two characters that are written without spaces."""
    for at in joints:
        around = (found[at - 1 : at], found[at + 1 : at + 2])
        if all(each and _UNSPACED.match(each[0].character) for each in around):
            return at
    return 0


def _loses(written: str, node: Node) -> bool:
    """Whether breaks are lost; those behind a backslash are meant to be."""
    meant = len(_ESCAPED_BREAK.findall(written)) if node.style == '"' else 0
    return written.count("\n") - meant > node.value.count("\n")
