"""Where a value stands in a text, with all that stands around it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from mergecast.loading.events import YAMLError
from mergecast.loading.nodes import Node, compose
from mergecast.source import Route


@dataclass(frozen=True, slots=True)
class Spot:
    """A value, its key where it has one, and the collections that it stands in.

    ``parents`` begin at the top; ``index`` counts the value among its siblings.
    """

    node: Node
    key: Node | None = None
    parents: tuple[Node, ...] = ()
    index: int = 0

    @property
    def in_flow(self) -> bool:
        """Whether brackets are around it, where lines mean nothing."""
        return any(parent.style in {"{", "["} for parent in self.parents)


# One text is looked at many times while an edit is made and proved.
@lru_cache(maxsize=16)
def top(text: str) -> Node | None:
    """The top node of a text; None where it has no content, or is no YAML."""
    try:
        return compose(text)
    except YAMLError:
        return None


def find(text: str, route: Route) -> Spot | None:
    """The value at ``route``; None where the route leads nowhere."""
    root = top(text)
    spot = Spot(root) if root is not None else None
    for step in route:
        if spot is None:
            return None
        spot = _child(spot, step)
    return spot


def _child(spot: Spot, step: str | int) -> Spot | None:
    node, parents = spot.node, (*spot.parents, spot.node)
    if node.is_mapping and isinstance(step, str):
        for index, key in enumerate(node.keys):
            if key.is_scalar and key.value == step:
                return Spot(node.items[index], key, parents, index)
    elif node.is_list and isinstance(step, int) and 0 <= step < len(node.items):
        return Spot(node.items[step], None, parents, step)
    return None


def base(text: str, spot: Spot) -> int:
    """The column that what belongs to the value has to stand right of."""
    return column(text, spot.parents[-1].start) if spot.parents else 0


def column(text: str, offset: int) -> int:
    """How many characters stand before ``offset`` in its line."""
    return offset - line_start(text, offset)


def line_start(text: str, offset: int) -> int:
    """Where the line of ``offset`` begins."""
    return text.rfind("\n", 0, offset) + 1


def line_end(text: str, offset: int) -> int:
    """Where the line of ``offset`` ends, before its line break."""
    end = text.find("\n", offset)
    if end < 0:
        return len(text)
    return end - 1 if end > offset and text[end - 1] == "\r" else end


def line_break(text: str) -> str:
    """What the text ends its lines with."""
    return "\r\n" if "\r\n" in text else "\n"


def after_break(text: str, offset: int) -> int:
    """Where the next line begins, if ``offset`` is the end of a line."""
    return offset + 2 if text.startswith("\r\n", offset) else min(offset + 1, len(text))
