"""Words for people become blocks: what stands there is what readers get."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from mergecast.editing.cuts import Cut
from mergecast.editing.scalars import literal_block
from mergecast.editing.tree import column, line_break, line_end, line_start, top
from mergecast.editing.values import STEP
from mergecast.loading.nodes import Node

WORDS = frozenset({"text", "notes", "gloss"})
"""Keys with words that may have several lines. (``alt`` is one sentence.)"""
THREAD = "thread"
WIDTH = 80
"""Longer lines than this are hard to read in a review."""

_SIGN = re.compile(r"[|>][-+0-9]*")
_UNSEEN = re.compile(r"[ \t]$|^[ \t]|\t", re.MULTILINE)


def blocks(text: str) -> list[Cut]:
    """Quoted, folded and wrapped words become a ``|`` block where they have lines.

    Not where a block would hide something (spaces at the end of a line), and not
    inside of brackets, where there are no blocks.
    """
    root = top(text)
    found: list[Cut] = []
    for left, node in _words(text, root, "") if root is not None else ():
        if _needs_lines(text, node) and not _UNSEEN.search(node.value):
            found += _block(text, node, left)
    return sorted(found)


def _words(text: str, node: Node, name: str) -> Iterator[tuple[int, Node]]:
    """Each value with words under a key, and the column it has to stand right of."""
    if node.style not in {":", "-"}:
        return
    left = column(text, node.start)
    for at, item in enumerate(node.items):
        key = node.keys[at].value if node.keys else ""
        mine = key in WORDS or (not node.keys and name == THREAD)
        if item.is_scalar and item.start < item.end and mine:
            yield left, item
        else:
            yield from _words(text, item, key)


def _needs_lines(text: str, node: Node) -> bool:
    if node.style == "|":
        return False
    written = text[node.start : node.end]
    if "\n" in written or "\n" in node.value.rstrip("\n"):
        return True
    line = text[line_start(text, node.start) : node.end]
    return bool(node.style) and _width(line) > WIDTH


def _width(line: str) -> int:
    """How many columns a line takes: those of Chinese characters count two."""
    wide = sum(unicodedata.east_asian_width(each) in {"W", "F"} for each in line)
    return len(line) + wide


def _block(text: str, node: Node, left: int) -> Iterator[Cut]:
    found = literal_block(node.value, left, left + STEP)
    if found is None or node.value.endswith("\n\n"):
        return
    sign, lines = found
    brk = line_break(text)
    body = brk + lines.replace("\n", brk)
    if node.style == ">":
        head = _SIGN.match(text, node.start)
        if head is not None:
            beside = text[head.end() : min(line_end(text, node.start), node.end)]
            yield Cut(node.start, node.end, sign + beside + body)
        return
    end = line_end(text, node.end)
    yield Cut(node.start, end, sign + text[node.end : end] + body)
