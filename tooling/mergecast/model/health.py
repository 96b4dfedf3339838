"""What the self-check says: one line a fact, with what was seen and how to mend it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How a line is meant; ``unknown`` is what could not be looked at, never well."""

    OK = "ok"
    UNKNOWN = "unknown"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Away:
    """A fact that could not be had, and why; ``hint`` is how to have it.

    ``refused``: whoever was asked did answer, and the answer was no.
    """

    reason: str
    hint: str = ""
    refused: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """What one check says of one thing.

    Args:
        check: its id, which is its heading in docs/reference/doctor.md, too.
        level: how it is meant.
        seen: what was seen, in plain words.
        fix: the next step, empty where nothing is to be done.
    """

    check: str
    level: Level
    seen: str
    fix: str = ""


@dataclass(frozen=True, slots=True)
class Checkup:
    """All lines, in the order of the table."""

    lines: Sequence[Line]
    offline: bool = False

    def count(self, level: Level) -> int:
        """How many lines are of a level."""
        return sum(line.level is level for line in self.lines)
