"""The house layout: the same values and comments, laid out the same way everywhere.

Each step proposes changes of stretches of the text. What cannot be proved to leave
every value and every comment as it was is not done.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from mergecast.editing import indentation, literal, spacing
from mergecast.editing.cuts import Cut, cut
from mergecast.editing.proof import Wanted, data_of, said_in_comments

Step: TypeAlias = Callable[[str], Sequence[Cut]]

STEPS: tuple[tuple[Step, bool], ...] = (
    (spacing.line_ends, True),
    (spacing.tabs, True),
    (indentation.levels, False),  # half of a level moved is another structure
    (literal.blocks, True),
    (spacing.after_keys, True),
    (spacing.trailing, True),
    (spacing.file_end, True),
)
"""What is done, in this order, and whether a part of it may be done alone."""

_ROUNDS = 4
"""One step can make room for another; more rounds than this were never needed."""


def formatted(text: str) -> str:
    """``text`` in the house layout.

    Raises:
        EditError: the front door refuses it.
    """
    wanted = Wanted(data_of(text), said_in_comments(text))
    for _ in range(_ROUNDS):
        before = text
        for step, in_parts in STEPS:
            text = _done(text, step(text), wanted, in_parts=in_parts)
        if text == before:
            break
    return text


def _done(text: str, cuts: Sequence[Cut], wanted: Wanted, *, in_parts: bool) -> str:
    """``text`` with all the cuts; where they fail together, with those that do not."""
    if not cuts:
        return text
    together = cut(text, cuts)
    if wanted.is_said_by(together):
        return together
    if len(cuts) == 1 or not in_parts:
        return text
    # From the end, so that what stands before keeps its place.
    middle = len(cuts) // 2
    text = _done(text, cuts[middle:], wanted, in_parts=True)
    return _done(text, cuts[:middle], wanted, in_parts=True)
