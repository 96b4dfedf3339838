"""A table for a terminal, its columns as wide as they look."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from mergecast.renderers.cells import width
from mergecast.renderers.encoders.terminal import encode_terminal


def table(rows: Sequence[Sequence[str]]) -> list[str]:
    """Lines of columns two blanks apart; what is in them is printed, never obeyed."""
    shown = [[encode_terminal(cell) for cell in row] for row in rows]
    columns = zip_longest(*shown, fillvalue="")
    rooms = [max(map(width, column)) for column in columns]
    return ["  ".join(map(_padded, row, rooms)).rstrip() for row in shown]


def _padded(text: str, room: int) -> str:
    return text + " " * (room - width(text))
