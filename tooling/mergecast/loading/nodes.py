"""A document as a tree of nodes with their places: for what the quick way leaves out.

Offsets are code points from the start of the file, ends exclusive.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from mergecast.loading.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    Event,
    MappingStartEvent,
    ScalarEvent,
    source,
)
from mergecast.source import Route, Span

_SPACES = re.compile(" *")


@dataclass(frozen=True, slots=True)
class Node:
    """A value (or key) where it stands.

    ``style`` of a scalar: empty for plain, or its quote, or ``|`` or ``>``. Of a
    mapping: ``:`` in block style, ``{`` in flow style; of a list: ``-`` or ``[``. An
    alias has ``*``. ``keys`` belong to ``items`` one by one; a list has none.
    """

    start: int
    end: int
    style: str
    value: str = ""
    keys: tuple[Node, ...] = ()
    items: tuple[Node, ...] = ()

    @property
    def is_mapping(self) -> bool:
        """Whether it has keys, or could have some."""
        return self.style in {":", "{"}

    @property
    def is_list(self) -> bool:
        """Whether its items are numbered."""
        return self.style in {"-", "["}

    @property
    def is_scalar(self) -> bool:
        """Whether it is a single value."""
        return self.style in {"", '"', "'", "|", ">"}


@dataclass(slots=True)
class _Open:
    """A collection whose end has not come yet."""

    start: int
    style: str
    nodes: list[Node] = field(default_factory=list)

    def close(self, end: int) -> Node:
        inner = self.nodes
        # A block ends, for libyaml, where the next thing begins: after the comments.
        if self.style in {":", "-"} and inner:
            end = inner[-1].end
        if self.style in {":", "{"}:
            return Node(
                self.start,
                end,
                self.style,
                keys=tuple(inner[::2]),
                items=tuple(inner[1::2]),
            )
        return Node(self.start, end, self.style, items=tuple(inner))


def compose(text: str) -> Node | None:
    """The first document's top node; None in an empty file.

    Raises:
        YAMLError: it is no YAML.
    """
    stack: list[_Open] = []
    for event in iter(source(text), None):
        node = _leaf(event, text)
        if isinstance(event, CollectionStartEvent):
            stack.append(_Open(_start(event), _style(event)))
        elif isinstance(event, CollectionEndEvent):
            node = stack.pop().close(_end(event))
        if node is None:
            continue
        if not stack:
            return node
        stack[-1].nodes.append(node)
    return None


def _leaf(event: Event, text: str) -> Node | None:
    start, end = _start(event), _end(event)
    if isinstance(event, AliasEvent):
        return Node(start, end, "*")
    if not isinstance(event, ScalarEvent):
        return None
    style = event.style or ""
    if style in {"|", ">"}:
        end = _block_end(text, start, end)
    return Node(start, end, style, event.value)


def _block_end(text: str, start: int, end: int) -> int:
    """Where the last line of a block scalar ends, without its line break.

    Empty lines below it belong to it only where ``+`` keeps them.
    """
    header = text[start:end].partition("\n")[0].partition("#")[0]
    words = text[start:end]
    if "+" in header:
        return start + len(words.removesuffix("\n").removesuffix("\r"))
    last = start + len(words.rstrip(" \r\n"))
    spaces = _SPACES.match(text, last, end)
    return spaces.end() if spaces else last


def _style(event: CollectionStartEvent) -> str:
    block, flow = (":", "{") if isinstance(event, MappingStartEvent) else ("-", "[")
    return flow if event.flow_style else block


def _start(event: Event) -> int:
    return event.start_mark.index if event.start_mark else 0


def _end(event: Event) -> int:
    return event.end_mark.index if event.end_mark else 0


def walk(node: Node, route: Route = ()) -> Iterator[tuple[Route, Node]]:
    """Every value with its route, from top to bottom; keys are routes, not values."""
    yield route, node
    for at, item in enumerate(node.items):
        name = node.keys[at].value if node.is_mapping else at
        yield from walk(item, (*route, name))


def span(text: str, start: int, end: int) -> Span:
    """Offsets as lines and columns."""
    return Span(*position(text, start), *position(text, max(start, end)))


def position(text: str, offset: int) -> tuple[int, int]:
    r"""Line and column, from 1, of an offset.

    >>> position("a: b\nc: d", 8)
    (2, 4)
    """
    line = text.count("\n", 0, offset) + 1
    return line, offset - text.rfind("\n", 0, offset)
