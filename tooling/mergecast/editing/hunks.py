"""Change a few characters of a scalar where they stand, and leave the rest alone.

A text keeps its style and its line breaks that way, whatever they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from mergecast.editing.scalars import double_quoted
from mergecast.editing.tree import column, line_break
from mergecast.loading.nodes import Node
from mergecast.loading.scalar_map import Piece, pieces

_COMPARED = 4_000_000
"""Up to how many pairs of characters the comparison stays quick."""


class Hunk(NamedTuple):
    """The code points ``[start, end)`` of a value become ``new``."""

    start: int
    end: int
    new: str


def hunks(old: str, new: str) -> list[Hunk]:
    """What turns ``old`` into ``new``, in order.

    >>> hunks("one thing", "one new thing")
    [Hunk(start=4, end=4, new='new ')]
    """
    before = _alike(old, new)
    most = min(len(old), len(new)) - before
    after = min(_alike(old[::-1], new[::-1]), most)
    end, new_end = len(old) - after, len(new) - after
    if (end - before) * (new_end - before) > _COMPARED:
        return [Hunk(before, end, new[before:new_end])]
    found = SequenceMatcher(None, old[before:end], new[before:new_end], autojunk=False)
    return [
        Hunk(before + i, before + j, new[before + k : before + m])
        for kind, i, j, k, m in found.get_opcodes()
        if kind != "equal"
    ]


def _alike(one: str, other: str) -> int:
    """How many characters two texts have in common at the front."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def rewritten(value: str, changes: Sequence[Hunk]) -> str:
    """The value with the changes made; they are in order and apart."""
    for start, end, new in reversed(changes):
        value = value[:start] + new + value[end:]
    return value


def respelled(text: str, node: Node, changes: Sequence[Hunk]) -> str | None:
    """``text`` with the changes made to its scalar; None where that cannot be."""
    known = pieces(text, node) if changes else []
    if not known:
        return None if changes else text
    made = text
    for change in reversed(changes):
        new = _spelled(change.new, node, text, known)
        if new is None:
            return None
        start, end = _stretch(known, change, node)
        made = made[:start] + new + made[end:]
    return made


def _stretch(known: list[Piece], change: Hunk, node: Node) -> tuple[int, int]:
    """Where in the file the characters of a change stand."""
    if change.start >= len(known):
        return known[-1].end, known[-1].end
    start = known[change.start].start
    if change.start == change.end:
        return start, start
    last = known[change.end - 1]
    # With the break of a block's line goes the indentation of the next one.
    joins = last.character == "\n" and node.style in {"|", ">"}
    if joins and change.end < len(known) and not change.new.endswith("\n"):
        # Of two breaks that fold to one, the first stands behind the line before.
        if change.start and known[change.start].character == "\n":
            start = known[change.start - 1].end
        return start, known[change.end].start
    return start, last.end


def _spelled(new: str, node: Node, text: str, known: list[Piece]) -> str | None:
    """New characters as the style of the scalar wants them."""
    if node.style == '"':
        return double_quoted(new)[1:-1]
    if node.style in {"|", ">"}:
        pad = " " * column(text, _first(known).start)
        brk = line_break(text) * (1 if node.style == "|" else 2)
        return new.replace("\n", brk + pad)
    if "\n" in new:
        return None
    return new.replace("'", "''") if node.style == "'" else new


def _first(known: list[Piece]) -> Piece:
    """The first character of a block that is no empty line."""
    return next((piece for piece in known if piece.character != "\n"), known[0])
