"""Other departments' calendars, as far as posts keep out of their way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class DepartmentCalendar:
    """A calendar file that somebody else keeps.

    ``marked`` are the categories that keep a time free, empty: every event does.
    ``timezone`` is that of events without a zone; without it they are by the clocks of
    the account. ``accounts`` are those that keep free, empty: all. ``owner`` is whom a
    collision is shown to.
    """

    name: str
    file: str
    owner: str | None = None
    marked: frozenset[str] = frozenset()
    timezone: str | None = None
    accounts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Busy:
    """An event of another department's calendar, on one of its days.

    ``start`` and ``end`` are wall clocks where the event has no zone. ``title`` has
    nothing that could be taken for other text.
    """

    calendar: DepartmentCalendar
    title: str
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Departments:
    """What other calendars say of some weeks; ``unread`` is why one says nothing."""

    events: tuple[Busy, ...] = ()
    unread: Mapping[str, str] = field(default_factory=dict)


NO_DEPARTMENTS = Departments()
