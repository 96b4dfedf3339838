"""What is said of days beside their posts, on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from mergecast.planning.notes import Note
from mergecast.renderers.cells import wrap
from mergecast.renderers.encoders.terminal import encode_terminal

_MOST = 2
"""Notes of a day in a month."""


def in_month(notes: Sequence[Note]) -> Iterator[str]:
    """The first things, each in a row that is cut where the column ends."""
    for each in notes[:_MOST]:
        yield encode_terminal(f"={_said(each)}")
    if len(notes) > _MOST:
        yield f"=+{len(notes) - _MOST} more"


def in_week(notes: Sequence[Note], room: int) -> Iterator[str]:
    """All of it, in as many rows as it takes."""
    for each in notes:
        yield from wrap(encode_terminal(f"={_said(each)}"), room)


def in_list(notes: Sequence[Note], columns: int) -> Iterator[str]:
    """A line for each, under its day."""
    for each in notes:
        yield from wrap(encode_terminal(f"= {_said(each)}"), columns - 1)


def unread_lines(unread: Mapping[str, str], columns: int) -> Iterator[str]:
    """Which calendars say nothing, and why."""
    for name, why in unread.items():
        yield from wrap(encode_terminal(f"'{name}' is not shown: {why}"), columns)


def _said(note: Note) -> str:
    """A note in one line, what stops posts first."""
    told = f"no posts: {note.text}" if note.stops else note.text
    whose = f" ({note.calendar})" if note.calendar else ""
    return f"{note.hours} {told}{whose}".strip()
