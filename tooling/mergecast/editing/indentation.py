"""Two columns a level: where the lines of nested mappings, lists and blocks begin."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from operator import attrgetter
from typing import NamedTuple

from mergecast.editing.comments import comments, scalars
from mergecast.editing.cuts import Cut
from mergecast.editing.tree import after_break, column, line_end, line_start, top
from mergecast.editing.values import STEP, at_line_start, block_indent
from mergecast.loading.nodes import Node

_BLOCK = re.compile(r"[|>][-+]?(?=[ \t\r\n])")


class _Level(NamedTuple):
    """A block: from where to where it goes, and at which column its lines begin.

    ``start`` is behind its key or dash.
    """

    node: Node
    start: int
    old: int
    new: int


def levels(text: str) -> list[Cut]:
    """Every block stands two columns right of what it belongs to."""
    root = top(text)
    if root is None or not _is_collection(root):
        return []
    first = _Level(root, line_start(text, root.start), column(text, root.start), 0)
    found = list(_nested(text, first))
    shifts: dict[int, int] = {}
    for level in found:
        for line in _lines(text, level.start, level.node.end):
            shifts[line] = level.new - level.old
    shifts.update(_comments(text, found))
    cuts = [_shifted(text, line, by) for line, by in shifts.items() if by]
    gaps = [cut for level in found for cut in _gaps(text, level)]
    return sorted(each for each in (*cuts, *gaps) if each.new or each.end > each.start)


def _nested(text: str, level: _Level) -> Iterator[_Level]:
    """This level and those in it, the outermost first."""
    yield level
    for at, item in enumerate(level.node.items):
        keys = level.node.keys
        start = keys[at].end if keys else _dash(text, item, level.old) + 1
        inner = _Level(item, start, column(text, item.start), level.new + STEP)
        if _is_collection(item):
            yield from _nested(text, inner)
        elif item.style in {"|", ">"} and _BLOCK.match(text, item.start):
            yield inner._replace(start=item.start, old=block_indent(text, item))


def _is_collection(node: Node) -> bool:
    return node.style in {":", "-"}


def _gaps(text: str, level: _Level) -> Iterator[Cut]:
    """One space between each dash and what stands behind it."""
    if level.node.style != "-":
        return
    for item in level.node.items:
        start = _dash(text, item, level.old) + 1
        gap = text[start : item.start]
        if not gap.strip(" \t") and gap not in {"", " "}:
            yield Cut(start, item.start, " ")


def _dash(text: str, item: Node, left: int) -> int:
    """Where the dash of an item is: in its line, or above it and the comments."""
    start = line_start(text, item.start)
    while start:
        before, at = text[start : start + left], start + left
        if text[at : at + 1] == "-" and at < item.start and "#" not in before:
            break
        start = line_start(text, start - 1)
    return start + left


def _lines(text: str, start: int, end: int) -> Iterator[int]:
    """Where each line that begins in a stretch begins."""
    at = start if start == line_start(text, start) else _next(text, start)
    while at <= end and at < len(text):
        yield at
        at = _next(text, at)


def _next(text: str, at: int) -> int:
    end = line_end(text, at)
    return after_break(text, end) if end < len(text) else len(text) + 1


def _comments(text: str, found: list[_Level]) -> Iterator[tuple[int, int]]:
    """How far each comment with a line of its own goes: as far as what it is about.

    That is the innermost block beside it that does not begin right of it.
    """
    words = scalars(text)
    ends = [word.end for word in words]
    around = _Around(found)
    for start, _ in comments(text):
        if not at_line_start(text, start):
            continue
        at, left = bisect_left(ends, start), column(text, start)
        beside = words[max(at - 1, 0) : at + 1]
        inside = [level for word in beside for level in around(word.start)]
        near = [level for level in inside if level.old <= left]
        if not near:
            continue
        own = max(near, key=attrgetter("start"))
        below_text = at > 0 and words[at - 1].style in {"|", ">"}
        # A comment right of its block could become part of the text above it.
        yield start - left, (own.new - left if below_text else own.new - own.old)


class _Around:
    """The collections around an offset, found without looking at all of them."""

    def __init__(self, found: list[_Level]) -> None:
        self.levels = [level for level in found if _is_collection(level.node)]
        self.starts = [level.start for level in self.levels]
        self.outer: list[int] = []
        for at, level in enumerate(self.levels):
            before = at - 1
            while before >= 0 and self.levels[before].node.end < level.start:
                before = self.outer[before]
            self.outer.append(before)

    def __call__(self, offset: int) -> Iterator[_Level]:
        """From the innermost to the outermost."""
        at = bisect_right(self.starts, offset) - 1
        while at >= 0:
            if offset <= self.levels[at].node.end:
                yield self.levels[at]
            at = self.outer[at]


def _shifted(text: str, line: int, by: int) -> Cut:
    """A line moved to the right or to the left, as far as it can."""
    if line_end(text, line) == line:
        return Cut(line, line)
    if by > 0:
        return Cut(line, line, " " * by)
    end = line
    while end < line - by and text[end] == " ":
        end += 1
    return Cut(line, end)
