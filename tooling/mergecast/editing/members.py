"""How a key could be added to a mapping, or a member taken out of a collection."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mergecast.editing.comments import comments
from mergecast.editing.scalars import double_quoted, flow_scalar
from mergecast.editing.tree import (
    Spot,
    after_break,
    column,
    line_break,
    line_end,
    line_start,
)
from mergecast.editing.values import Value, at_line_start, flow_list, lines_of
from mergecast.loading.nodes import Node

_SPACE = re.compile(r"[ \t]*")


@dataclass(frozen=True, slots=True)
class Entry:
    """A key to add, its value, and the sibling that it should stand below."""

    key: str
    value: Value
    after: str | None = None


def inserted(text: str, parent: Spot | None, entry: Entry) -> Iterator[str]:
    """Texts that may be ``text`` with the entry in the mapping ``parent``."""
    if parent is None:
        yield from _below(text, len(text), 0, entry)
        return
    node = parent.node
    if node.style == "{" or (node.is_scalar and node.start == node.end):
        yield from _between_braces(text, node, entry)
    elif node.style == ":":
        left = column(text, node.start)
        for at in _places(node, entry.after):
            yield from _below(text, _end(node, at), left, entry)


def _places(node: Node, after: str | None) -> Iterator[int]:
    """Below which member, the best first; last of all the places in between."""
    names = [key.value for key in node.keys]
    if after in names:
        yield names.index(after)
    yield from range(len(names) - 1, -1, -1)


def _end(node: Node, at: int) -> int:
    """Where the member's value ends."""
    end = node.items[at].end
    return max(end, node.keys[at].end) if node.keys else end


def _below(text: str, offset: int, left: int, entry: Entry) -> Iterator[str]:
    """The entry on lines of its own, below the line of ``offset``."""
    brk = line_break(text)
    cut = after_break(text, line_end(text, offset))
    lead = "" if not cut or text[cut - 1] == "\n" else brk
    for lines in lines_of(text, left, entry.key, entry.value):
        yield f"{text[:cut]}{lead}{lines}{brk}{text[cut:]}"


def _between_braces(text: str, node: Node, entry: Entry) -> Iterator[str]:
    value = entry.value
    forms = (
        [flow_list(value)]
        if not isinstance(value, str)
        else [flow_scalar(value, in_flow=True), double_quoted(value)]
    )
    for form in forms:
        pair = f"{flow_scalar(entry.key, in_flow=True)}: {form}"
        if node.style != "{":
            space = "" if text[node.start - 1 : node.start] == " " else " "
            yield f"{text[: node.start]}{space}{{{pair}}}{text[node.start :]}"
        elif not node.items:
            yield f"{text[: node.start + 1]}{pair}{text[node.start + 1 :]}"
        else:
            for at in _places(node, entry.after):
                cut = _end(node, at)
                yield f"{text[:cut]}, {pair}{text[cut:]}"


def removed(text: str, spot: Spot) -> Iterator[str]:
    """Texts that may be ``text`` without the member at ``spot``."""
    parent = spot.parents[-1]
    starts = _starts(text, parent)
    start, end = starts[spot.index], _end(parent, spot.index)
    after = starts[spot.index + 1] if spot.index + 1 < len(starts) else None
    if parent.style in {"{", "["}:
        if spot.index:
            yield _without(text, _end(parent, spot.index - 1), end)
        yield _without(text, start, end if after is None else after)
    elif at_line_start(text, start):
        yield from _lines_removed(text, start, end)
    elif after is not None:
        yield _without(text, start, after)
        yield _without(text, start, _SPACE.match(text, end).end())  # type: ignore[union-attr]  # it matches anything


def _lines_removed(text: str, start: int, end: int) -> Iterator[str]:
    """Whole lines; a comment that stands behind the value stays, on its own line."""
    behind = _SPACE.match(text, end)
    stop = behind.end() if behind else end
    if text[stop : stop + 1] == "#":
        yield _without(text, start, stop)
        return
    yield _without(
        text, line_start(text, start), after_break(text, line_end(text, end))
    )


def _without(text: str, start: int, end: int) -> str:
    return text[:start] + text[end:]


def _starts(text: str, parent: Node) -> list[int]:
    """Where each member begins: at its key, its dash, or itself."""
    if parent.keys:
        return [key.start for key in parent.keys]
    if parent.style == "[":
        return [item.start for item in parent.items]
    hidden = {at for each in comments(text) for at in range(*each)}
    found, stop = [], parent.start
    for item in parent.items:
        dash = stop
        while text[dash] != "-" or dash in hidden:
            dash += 1
        found.append(dash)
        stop = max(item.end, dash + 1)
    return found
