"""Edit the file of a series."""

from __future__ import annotations

from mergecast.editing.splice import put
from mergecast.editing.tree import find, line_break


def with_retracted_day(text: str, day: str, reason: str) -> str:
    """The series with one of its days taken back, and why.

    Raises:
        EditError: the file cannot take it without other changes.
    """
    if find(text, ("retract",)) is None:
        brk = line_break(text)
        lead = "" if text.endswith("\n") or not text else brk
        text = f"{text}{lead}retract:{brk}"
    return put(text, ("retract", day), reason)
