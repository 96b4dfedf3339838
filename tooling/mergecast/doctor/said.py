"""The four things that a check can say of something."""

from __future__ import annotations

from typing import NamedTuple

from mergecast.model.health import Away, Level


class Said(NamedTuple):
    """A line, before the table puts the check's name on it."""

    level: Level
    seen: str
    fix: str = ""


def ok(seen: str) -> Said:
    """It is as it should be."""
    return Said(Level.OK, seen)


def warn(seen: str, fix: str) -> Said:
    """It works, and will hurt one day."""
    return Said(Level.WARN, seen, fix)


def fail(seen: str, fix: str) -> Said:
    """It does not work, or is not safe."""
    return Said(Level.FAIL, seen, fix)


def unknown(what: str, away: Away) -> Said:
    """Nobody could look: never a good sign, and never a bad one."""
    return Said(Level.UNKNOWN, f"{what}: {away.reason}", away.hint)
