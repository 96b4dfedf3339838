"""From places to positions: where a value, a key or a word of a text stands.

``locate`` is for findings, which always get some span. The others are for edits and
for values as they were written; they say None where the route leads nowhere.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from mergecast.loading.events import YAMLError
from mergecast.loading.nodes import Node, compose, span
from mergecast.loading.scalar_map import Piece, pieces
from mergecast.source import TOP, Place, Route, Span


class _Step(NamedTuple):
    """A value on the way, with its key where it stands in a mapping."""

    key: Node | None
    node: Node


def locate(text: str, place: Place) -> Span:
    """The span of a place in a file, or of what stands nearest if it isn't there.

    A missing key, and a value that isn't written at all (``text:``), are shown at the
    key above; the file as a whole at its first character.
    """
    if place.span is not None:
        return place.span
    way = _way(text, place.route)
    complete = len(way) == len(place.route) + 1
    if not way or (len(way) == 1 and not way[0].node.is_scalar):
        return TOP
    last = way[-1]
    if complete and place.within and last.node.is_scalar:
        return span(text, *_within(text, last.node, place.within))
    if complete and not place.on_key and last.node.start < last.node.end:
        return span(text, last.node.start, last.node.end)
    shown = last.key or _head(last.node)
    return span(text, shown.start, shown.end)


def node_span(text: str, route: Route) -> tuple[int, int, str] | None:
    """Start, end and style of the value at a route, as offsets in code points.

    ``text[start:end]`` is the value as it is written, with quotes or the ``|`` line
    and all; the line break after it is not part of it. A block mapping or list begins
    at its first key or dash. For styles see ``loading.nodes.Node``.
    """
    step = _exactly(text, route)
    return (step.node.start, step.node.end, step.node.style) if step else None


def key_span(text: str, route: Route) -> tuple[int, int] | None:
    """Start and end of the key at a route; None for the items of a list."""
    step = _exactly(text, route)
    return (step.key.start, step.key.end) if step and step.key else None


def raw_scalar(text: str, route: Route) -> str | None:
    """An unquoted scalar as it is written (``2026``, ``1.10``), None for any other.

    >>> raw_scalar("text: 1.10", ("text",))
    '1.10'
    """
    step = _exactly(text, route)
    return step.node.value if step and not step.node.style else None


def _way(text: str, route: Route) -> list[_Step]:
    """The values from the top along a route, as far as it leads."""
    root = _root(text)
    if root is None:
        return []
    way = [_Step(None, root)]
    for name in route:
        step = _child(way[-1].node, name)
        if step is None:
            break
        way.append(step)
    return way


# Findings come file by file, and a long text may have thousands of them.
@lru_cache(maxsize=1)
def _root(text: str) -> Node | None:
    try:
        return compose(text)
    except YAMLError:
        return None


def _child(node: Node, name: str | int) -> _Step | None:
    if node.is_mapping and isinstance(name, str):
        for key, item in zip(node.keys, node.items, strict=True):
            if key.value == name and key.is_scalar:
                return _Step(key, item)
    elif node.is_list and isinstance(name, int) and 0 <= name < len(node.items):
        return _Step(None, node.items[name])
    return None


def _exactly(text: str, route: Route) -> _Step | None:
    way = _way(text, route)
    return way[-1] if len(way) == len(route) + 1 else None


def _head(node: Node) -> Node:
    """What stands for an item without a key: its first key, or itself."""
    return node.keys[0] if node.keys else node


@lru_cache(maxsize=1)  # as above
def _pieces(text: str, node: Node) -> list[Piece] | None:
    return pieces(text, node)


def _within(text: str, node: Node, within: tuple[int, int]) -> tuple[int, int]:
    """Where the code points ``within`` a loaded scalar stand in the file."""
    found = _pieces(text, node)
    if not found:
        return node.start, node.end
    first = min(max(within[0], 0), len(found))
    last = min(max(within[1], first), len(found))
    start = found[first].start if first < len(found) else found[-1].end
    return start, found[last - 1].end if last > first else start
