"""How a new value could be written in the place of an old one, the best way first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mergecast.editing.hunks import hunks, respelled
from mergecast.editing.scalars import (
    double_quoted,
    flow_scalar,
    folded_block,
    is_plain,
    literal_block,
)
from mergecast.editing.tree import Spot, base, line_break, line_end, line_start
from mergecast.loading.nodes import Node

Value = str | Sequence[str]
"""What can be written: a text, or a list of texts."""

_SIGN = re.compile(r"[|>][-+0-9]*")
STEP = 2
"""How many columns the house style moves in with each level."""


def replaced(text: str, spot: Spot, value: Value) -> Iterator[str]:
    """Texts that may be ``text`` with the value at ``spot`` replaced."""
    node = spot.node
    if not isinstance(value, str) or not node.is_scalar:
        if not isinstance(value, str):
            yield from _inline(text, node, flow_list(value))
        return
    if node.value and _keeps_its_form(spot, value):
        spelled = respelled(text, node, hunks(node.value, value))
        if spelled is not None:
            yield spelled
    yield from _rewritten(text, spot, value)


def _keeps_its_form(spot: Spot, value: str) -> bool:
    """Whether the value can be spelled in the old one's style, sign and all."""
    node = spot.node
    if node.style in {"|", ">"}:
        return _breaks(node.value) == _breaks(value)
    return bool(node.style) or is_plain(value, in_flow=spot.in_flow)


def _breaks(value: str) -> int:
    """How many line breaks there are at the end."""
    return len(value) - len(value.rstrip("\n"))


def flow_list(values: Sequence[str]) -> str:
    """A list in brackets, on one line."""
    return f"[{', '.join(flow_scalar(each, in_flow=True) for each in values)}]"


def _rewritten(text: str, spot: Spot, value: str) -> Iterator[str]:
    """The whole value anew: in its style, then in those that can say more."""
    node = spot.node
    if node.style in {"|", ">"} or (not node.style and "\n" in value):
        yield from _as_block(text, spot, value)
    style = "" if node.style in {"|", ">"} else node.style
    yield from _inline(text, node, flow_scalar(value, style, in_flow=spot.in_flow))
    yield from _inline(text, node, double_quoted(value))


def _inline(text: str, node: Node, written: str) -> Iterator[str]:
    """The value on one line, with a space or a colon before it where one is needed."""
    before, after = text[: node.start], _behind(text, node)
    if node.start < node.end:
        yield before + written + after
    else:
        yield f"{before} {written}{after}"
        yield f"{before}: {written}{after}"


def _behind(text: str, node: Node) -> str:
    """What follows a value; the comment in the head of a block follows it, too."""
    sign = _SIGN.match(text, node.start) if node.style in {"|", ">"} else None
    if sign is None:
        return text[node.end :]
    end = min(line_end(text, node.start), node.end)
    return text[sign.end() : end].rstrip() + text[node.end :]


def _as_block(text: str, spot: Spot, value: str) -> Iterator[str]:
    """The value on lines of its own; what stands behind it stays behind the sign."""
    if spot.in_flow:
        return
    node = spot.node
    left = base(text, spot)
    indent = block_indent(text, node) or left + STEP
    writers = [literal_block]
    if node.style == ">":
        writers = [folded_block, literal_block]
    for write in writers:
        found = write(value, left, indent)
        if found is not None:
            yield _laid_out(text, node, *found)


def _laid_out(text: str, node: Node, sign: str, lines: str) -> str:
    brk = line_break(text)
    body = lines.replace("\n", brk)
    head = text[: node.start]
    space = " " if node.start == node.end and not head.endswith(" ") else ""
    old = _SIGN.match(text, node.start) if node.style in {"|", ">"} else None
    if old is not None:
        first = min(line_end(text, node.start), node.end)
        beside, rest = text[old.end() : first], text[node.end :]
    else:
        first = line_end(text, node.end)
        beside, rest = text[node.end : first], text[first:]
    if not rest and not sign.endswith("-"):
        rest = brk
    return f"{head}{space}{sign}{beside}{brk}{body}{rest}"


def block_indent(text: str, node: Node) -> int:
    """How deep the lines of a block stand; 0 where there are none."""
    if node.style not in {"|", ">"}:
        return 0
    words = next((line for line in node.value.split("\n") if line), "")
    lines = text[line_end(text, node.start) : node.end].split("\n")[1:]
    for line in lines:
        if line.strip(" \r"):
            own = len(words) - len(words.lstrip(" "))
            return max(len(line) - len(line.lstrip(" ")) - own, 0)
    return 0


def lines_of(text: str, left: int, key: str, value: Value) -> Iterator[str]:
    """A key with its value as lines of a block mapping at column ``left``."""
    name = flow_scalar(key)
    pad = " " * left
    if not isinstance(value, str):
        yield f"{pad}{name}: {flow_list(value)}"
        return
    if "\n" in value:
        found = literal_block(value, left, left + STEP)
        if found is not None:
            brk = line_break(text)
            yield f"{pad}{name}: {found[0]}{brk}" + found[1].replace("\n", brk)
    yield f"{pad}{name}: {flow_scalar(value)}"
    yield f"{pad}{name}: {double_quoted(value)}"


def at_line_start(text: str, offset: int) -> bool:
    """Whether only spaces stand before ``offset`` in its line."""
    return not text[line_start(text, offset) : offset].strip(" ")
