"""The self-check, for people and for machines."""

from __future__ import annotations

from mergecast.model.health import Checkup, Level, Line
from mergecast.renderers.encoders.ascii_json import encode_document
from mergecast.renderers.encoders.terminal import encode_terminal

PAGE = "docs/reference/doctor.md"
_ROOM = len(Level.UNKNOWN)
_COLOURS = {
    Level.OK: "32",
    Level.UNKNOWN: "36",
    Level.WARN: "33",
    Level.FAIL: "1;31",
}
_PLURALS = {
    Level.FAIL: ("{} fails", "{} fail"),
    Level.WARN: ("{} warning", "{} warnings"),
    Level.UNKNOWN: ("{} unknown", "{} unknown"),
    Level.OK: ("{} ok", "{} ok"),
}


def doctor_text(found: Checkup, *, colour: bool = False, quiet: bool = False) -> str:
    """A line a fact: level, check, what was seen; below it, how to mend it.

    Args:
        found: what the checks said.
        colour: whether the levels are coloured; the words say it, too.
        quiet: whether to leave out what is well.
    """
    shown = [line for line in found.lines if not quiet or line.level is not Level.OK]
    room = max((len(line.check) for line in shown), default=0)
    text = "".join(_entry(line, room, colour=colour) for line in shown)
    return f"{text}{_end(found)}\n"


def _entry(line: Line, room: int, *, colour: bool) -> str:
    level = f"{line.level:<{_ROOM}}"
    if colour:
        level = f"\x1b[{_COLOURS[line.level]}m{level}\x1b[0m"
    seen = _flat(line.seen)
    entry = f"{level}  {line.check:<{room}}  {seen}\n"
    if line.fix:
        entry += f"{' ' * (_ROOM + room + 4)}-> {_flat(line.fix)}\n"
    return entry


def _flat(text: str) -> str:
    """On one line, whatever it quotes."""
    return encode_terminal(" ".join(text.split()))


def _end(found: Checkup) -> str:
    counts = [
        _PLURALS[level][count != 1].format(count)
        for level in _PLURALS
        if (count := found.count(level))
    ]
    asked = " (offline: nobody was asked)" if found.offline else ""
    return f"{', '.join(counts)}{asked}; see mergecast's {PAGE}"


def doctor_json(found: Checkup) -> str:
    """The same as JSON; ``docs`` is where a line is explained."""
    return encode_document(
        offline=found.offline,
        lines=[
            {
                "check": line.check,
                "level": line.level.value,
                "seen": line.seen,
                "fix": line.fix,
                "docs": f"{PAGE}#{line.check}",
            }
            for line in found.lines
        ],
        summary={level.value: found.count(level) for level in Level},
    )
