"""Cut an iCalendar file into its events, before any of it is believed.

Each event is read alone afterwards, with the properties that matter and no others: one
that is broken hides no other, and a time zone's rule is looked at before a library
works it out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

LONGEST_FILE = 4_000_000
"""Bytes of a file that is read."""

MOST_EVENTS = 10_000
"""Events of a file that are looked at."""

_LONGEST_LINE = 2_000
_MOST_ZONES = 20
_ZONE_LINES = 60

_FOLD = re.compile(r"\r?\n[ \t]")
_WANTED = frozenset(
    {
        *("UID", "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE"),
        *("RECURRENCE-ID", "SUMMARY", "CATEGORIES", "STATUS", "TRANSP"),
    }
)
_NAME = re.compile(r"([A-Za-z-]+)[;:]")
_TZID = re.compile(r"^TZID(?:;[^:]*)?:(.+)$", re.IGNORECASE | re.MULTILINE)
_ZONE = re.compile(r"^X-WR-TIMEZONE(?:;[^:]*)?:(.+)$", re.IGNORECASE | re.MULTILINE)
_RULE = re.compile(r"^RRULE:(.+)$", re.IGNORECASE | re.MULTILINE)
_DAY = re.compile(r"^DT(START|END)[^:\n]*:([0-9]{8})", re.IGNORECASE | re.MULTILINE)
_AGAIN = re.compile(r"^(?:RRULE|RDATE|RECURRENCE-ID)[;:]", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Blocks:
    """The events of a file and its own time zones by name, as text.

    ``zone`` is what it says of itself. ``cut`` is whether there were more events.
    """

    events: tuple[str, ...]
    zones: dict[str, str] = field(default_factory=dict)
    zone: str | None = None
    cut: bool = False


def blocks(text: str) -> Blocks:
    """The events of a file. What is nested in an event (an alarm) is left out."""
    text = _FOLD.sub("", text)
    events: list[str] = []
    zones: dict[str, str] = {}
    cut = False
    for kind, block in _components(text):
        if kind == "VTIMEZONE":
            name = _TZID.search(block)
            if name is not None and len(zones) < _MOST_ZONES and _is_tame(block):
                zones[name[1].strip()] = block
        elif len(events) >= MOST_EVENTS:
            cut = True
        else:
            events.append(block)
    own = _ZONE.search(text)
    return Blocks(tuple(events), zones, own[1].strip() if own else None, cut)


def lies_within(block: str, first: str, last: str) -> bool:
    """Whether an event may touch some days (``YYYYMMDD``); one that comes again may."""
    if _AGAIN.search(block) is not None:
        return True
    days = {which.upper(): day for which, day in _DAY.findall(block)}
    start, end = str(days.get("START", "")), str(days.get("END", "99999999"))
    return start <= last and end >= first


def _components(text: str) -> Iterator[tuple[str, str]]:
    kind, inside = "", 0
    lines: list[str] = []
    for line in text.splitlines():
        upper = line[:40].upper().rstrip()
        if not kind:
            if upper in {"BEGIN:VEVENT", "BEGIN:VTIMEZONE"}:
                kind, inside, lines = upper[6:], 0, []
            continue
        if upper == f"END:{kind}" and not inside:
            yield kind, "\n".join(lines)
            kind = ""
        elif kind == "VTIMEZONE":
            lines.append(line)
        elif upper.startswith("BEGIN:"):
            inside += 1
        elif upper.startswith("END:"):
            inside = max(0, inside - 1)
        elif not inside and _is_wanted(line):
            lines.append(line)


def _is_wanted(line: str) -> bool:
    name = _NAME.match(line)
    return name is not None and name[1].upper() in _WANTED and len(line) < _LONGEST_LINE


def _is_tame(zone: str) -> bool:
    """Whether a zone can be worked out soon: it changes its clocks by the year."""
    rules = _RULE.findall(zone)
    yearly = all("FREQ=YEARLY" in rule.upper() for rule in rules)
    finer = any("BYMINUTE" in each or "BYHOUR" in each for each in rules)
    return yearly and not finer and zone.count("\n") < _ZONE_LINES
