"""What the calendars of other departments have in some weeks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING

from mergecast.model.departments import Busy, DepartmentCalendar, Departments
from mergecast.model.moments import UnknownZoneError, zone
from mergecast.repository.trees import REGULAR, Tree

if TYPE_CHECKING:
    from mergecast.loading.ics_blocks import Blocks

MISSING = "the library 'icalendar' is not installed"

_MOST = 5_000
"""Events of one calendar that are kept."""

_TOO_OFTEN = "its events come again too often to look at them all"


def departments(
    tree: Tree,
    calendars: Iterable[DepartmentCalendar],
    start: datetime,
    end: datetime,
) -> Departments:
    """The events of each calendar between two instants, or why there are none."""
    events: list[Busy] = []
    unread: dict[str, str] = {}
    for each in calendars:
        try:
            events += _of_one(tree, each, start, end, unread)
        except ImportError:
            unread[each.name] = MISSING
    return Departments(tuple(events), unread)


def _of_one(
    tree: Tree,
    calendar: DepartmentCalendar,
    start: datetime,
    end: datetime,
    unread: dict[str, str],
) -> list[Busy]:
    import icalendar  # noqa: F401, PLC0415 - an extra, looked for before its file is

    from mergecast.loading.ics_blocks import (  # noqa: PLC0415 - only if there are any
        LONGEST_FILE,
        MOST_EVENTS,
        blocks,
    )

    raw = _raw(tree, calendar.file)
    if raw is None:
        unread[calendar.name] = f"there is no file '{calendar.file}'"
        return []
    if len(raw) > LONGEST_FILE:
        limit = LONGEST_FILE // 1_000_000
        unread[calendar.name] = f"its file is larger than {limit} MB"
        return []
    found = blocks(raw.decode("utf-8", "replace"))
    if not found.events and b"BEGIN:VCALENDAR" not in raw.upper():
        unread[calendar.name] = f"'{calendar.file}' is no iCalendar file"
    if found.cut:
        unread[calendar.name] = f"it has more than {MOST_EVENTS:,} events"
    return _busy(calendar, found, start, end, unread)


def _busy(
    calendar: DepartmentCalendar,
    found: Blocks,
    start: datetime,
    end: datetime,
    unread: dict[str, str],
) -> list[Busy]:
    from mergecast.loading.ics_events import (  # noqa: PLC0415 - only if there are any
        Reader,
        TooMuchError,
    )

    reader = Reader(found, start, end)
    zone_name = calendar.timezone or found.zone
    kept: list[Busy] = []
    try:
        for each in islice(reader.happenings(), _MOST):
            if calendar.marked and calendar.marked.isdisjoint(each.categories):
                continue
            first, last = (_in_zone(at, zone_name) for at in (each.start, each.end))
            kept.append(Busy(calendar, each.title, first, last))
    except TooMuchError:
        unread[calendar.name] = _TOO_OFTEN
    if len(kept) == _MOST:
        unread[calendar.name] = _TOO_OFTEN
    if reader.broken and calendar.name not in unread:
        count = f"{reader.broken} of its events"
        unread[calendar.name] = f"{count} cannot be read, or come by no rule of days"
    return kept


def _in_zone(at: datetime, name: str | None) -> datetime:
    """A wall clock by the clocks of a zone; as it is where none is known."""
    if at.tzinfo is not None or name is None:
        return at
    try:
        return at.replace(tzinfo=zone(name))
    except UnknownZoneError:
        return at


def _raw(tree: Tree, path: str) -> bytes | None:
    entries = [each for each in tree.entries(path) if each.mode in REGULAR]
    return tree.read(path) if entries else None
