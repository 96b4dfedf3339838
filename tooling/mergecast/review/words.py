"""Two versions of a text, side by side in one: what stayed, what went, what came."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_PIECE = re.compile(r"\n|[^\S\n]+|[a-zA-Z0-9À-ɏ'’]+|https?://\S+|.", re.DOTALL)
"""A line break, blanks, a Latin word, or one character of any other script."""

_MANY = 4_000
"""Pieces beyond which a comparison would take seconds; then all went and all came."""


class Fate(StrEnum):
    """What became of a stretch of text."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of text that shares one fate; never across a line break."""

    fate: Fate
    text: str


def stretches(before: str, after: str) -> list[list[Stretch]]:
    """Both texts in one, line by line: reading all but ``GONE`` gives ``after``."""
    lines: list[list[Stretch]] = [[]]
    for fate, text in _changes(_PIECE.findall(before), _PIECE.findall(after)):
        first, *rest = text.split("\n")
        if first:
            lines[-1].append(Stretch(fate, first))
        for more in rest:
            # A break that went joins two lines; where it was is not shown.
            if fate is Fate.GONE:
                if more:
                    lines[-1].append(Stretch(fate, f" {more}"))
                continue
            lines.append([Stretch(fate, more)] if more else [])
    return lines


def _changes(old: list[str], new: list[str]) -> Iterator[tuple[Fate, str]]:
    if max(len(old), len(new)) > _MANY:
        yield Fate.GONE, "".join(old)
        yield Fate.NEW, "".join(new)
        return
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for what, a, b, c, d in matcher.get_opcodes():
        if what == "equal":
            yield Fate.SAME, "".join(new[c:d])
            continue
        if a != b:
            yield Fate.GONE, "".join(old[a:b])
        if c != d:
            yield Fate.NEW, "".join(new[c:d])
