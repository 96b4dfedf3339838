"""Where a value stands in a file: symbolically (``Place``) and in numbers (``Span``).

A check points at a place (``media``, 1, ``alt``) and never counts lines; a span is
computed only when a finding needs one, by ``loading.spans``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

Route: TypeAlias = tuple[str | int, ...]
"""The way from the top of a document to a value: keys and list indices."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a file: 1-based, ends exclusive, columns in Unicode code points."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Place:
    """A value in a file, named by its route; the narrowest existing prefix counts.

    ``within`` narrows a string to the code points ``[start, end)`` of its loaded
    value. ``on_key`` points at the key instead of the value. ``span`` is set where
    the position is already known (a syntax error has no route).
    """

    path: str
    route: Route = ()
    within: tuple[int, int] | None = None
    on_key: bool = False
    span: Span | None = None


TOP = Span(1, 1, 1, 1)
"""The first character of a file: for findings about the file as a whole."""
