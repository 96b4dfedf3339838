"""What is to be known of a day beside its posts: closed days, and others' events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from mergecast.model.departments import Busy
from mergecast.planning.days import Days

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Note:
    """A closed day, a holiday, or an event of another department's ``calendar``.

    ``hours`` are those of the event on that day, empty: all of it. ``stops`` is whether
    no post goes out.
    """

    text: str
    hours: str = ""
    calendar: str = ""
    stops: bool = False


@dataclass(frozen=True, slots=True)
class Notes:
    """What is said of each day; ``unread`` is why a calendar says nothing."""

    days: Mapping[date, Sequence[Note]] = field(default_factory=dict)
    unread: Mapping[str, str] = field(default_factory=dict)


NO_NOTES = Notes()


def events_by_day(
    events: Iterable[Busy], shown: Days, place: ZoneInfo, own: ZoneInfo
) -> Mapping[date, list[Note]]:
    """The events of each day as clocks of ``place`` have it, the earliest first.

    Those without a zone are by the clocks of ``own``, as they are for a check.
    """
    found: dict[date, list[tuple[datetime, Note]]] = {}
    for each in events:
        start, end = _local(each.start, place, own), _local(each.end, place, own)
        for day in _days(start, end, shown):
            note = Note(each.title, _hours(start, end, day), each.calendar.name)
            noted = found.setdefault(day, [])
            if note not in (known for _, known in noted):
                noted.append((start, note))
    return {
        day: [note for _, note in sorted(noted, key=lambda one: (one[0], one[1].text))]
        for day, noted in found.items()
    }


def _local(at: datetime, place: ZoneInfo, own: ZoneInfo) -> datetime:
    """Wall clocks of ``place``, that days can be counted with."""
    aware = at if at.tzinfo is not None else at.replace(tzinfo=own)
    return aware.astimezone(place).replace(tzinfo=None)


def _days(start: datetime, end: datetime, shown: Days) -> Iterator[date]:
    """Its days: not the one whose midnight it ends at, unless it is that midnight."""
    last = end.date()
    if end.time() == time() and end > start:
        last -= _DAY
    day = max(start.date(), shown.first)
    while day <= min(last, shown.last):
        yield day
        day += _DAY


def _hours(start: datetime, end: datetime, day: date) -> str:
    first, after = datetime.combine(day, time()), datetime.combine(day + _DAY, time())
    if start <= first and end >= after:
        return ""
    begun = "00:00" if start < first else f"{start:%H:%M}"
    over = "24:00" if end >= after else f"{end:%H:%M}"
    return begun if begun == over else f"{begun}-{over}"
