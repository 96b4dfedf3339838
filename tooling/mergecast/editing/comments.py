"""The comments of a text, which libyaml's events leave out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from mergecast.editing.tree import top
from mergecast.loading.nodes import Node, walk

_COMMENT = re.compile(r"#[^\r\n]*")
_HEADER = re.compile(r"[|>][-+0-9]*[ \t]+(#[^\r\n]*)")


class Gap(NamedTuple):
    """A stretch of a text between its scalars: signs, white space, comments."""

    start: int
    end: int


class Comment(NamedTuple):
    """A comment where it stands, from its ``#`` to the end of the line."""

    start: int
    end: int


def gaps(text: str) -> list[Gap]:
    """Everything of a text that is no scalar, in order."""
    found, at = [], 0
    for scalar in scalars(text):
        found.append(Gap(at, scalar.start))
        at = scalar.end
    return [*found, Gap(at, len(text))]


def scalars(text: str) -> list[Node]:
    """Every key and single value, in order."""
    root = top(text)
    if root is None:
        return []
    each = (scalar for _, node in walk(root) for scalar in (*node.keys, node))
    return sorted((one for one in each if one.is_scalar), key=_position)


def _position(node: Node) -> tuple[int, int]:
    return node.start, node.end


def comments(text: str) -> list[Comment]:
    """All comments, in order; those behind a ``|`` or ``>`` too."""
    found = [each for gap in gaps(text) for each in _in_gap(text, gap)]
    for scalar in scalars(text):
        header = _HEADER.match(text, scalar.start) if scalar.style in "|>" else None
        if header is not None and scalar.style:
            found.append(Comment(*header.span(1)))
    return sorted(found)


def _in_gap(text: str, gap: Gap) -> Iterator[Comment]:
    # Between scalars a "#" cannot be anything but the beginning of a comment.
    for found in _COMMENT.finditer(text, gap.start, gap.end):
        yield Comment(*found.span())
