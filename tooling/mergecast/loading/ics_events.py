"""Read the events of an iCalendar file, and on which days of some weeks each comes.

Only rules of days are followed, and only as far as the weeks that are asked for: a rule
that comes every second, or never, costs no more than another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta, tzinfo
from typing import Any

from mergecast.loading.ics_blocks import Blocks, lies_within
from mergecast.loading.ics_values import (
    categories,
    known_zone,
    leaves_free,
    rule_of,
)
from mergecast.model.reasons import plain_reason
from mergecast.planning.day_match import falls_on
from mergecast.planning.day_rule import DayRule

_DAY = timedelta(days=1)
_LONGEST = timedelta(days=31)
"""Longer events are cut: nothing else could be planned."""

_LOOKS = 600_000
"""Days that are asked of the rules of one file."""

_A_YEAR = 366
_TITLE = 80


class TooMuchError(Exception):
    """The rules of a file ask for more days than are looked at."""


@dataclass(frozen=True, slots=True)
class Happening:
    """An event on one of its days; wall clocks where it has no zone."""

    title: str
    categories: frozenset[str]
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class _Event:
    uid: str
    start: datetime
    length: timedelta
    title: str
    categories: frozenset[str]
    rule: DayRule | None = None
    until: datetime | None = None
    count: int | None = None
    also: tuple[datetime, ...] = ()
    never: frozenset[datetime] = frozenset()
    instead: datetime | None = None
    free: bool = False


@dataclass(slots=True)
class Reader:
    """The events of a file between two instants; ``broken`` counts those not read."""

    blocks: Blocks
    start: datetime
    end: datetime
    broken: int = 0
    _looks: int = _LOOKS
    _zones: dict[str, tzinfo | None] = field(default_factory=dict)

    def happenings(self) -> Iterator[Happening]:
        """Each day of each event that touches the time between.

        Raises:
            TooMuchError: its rules ask for too much; what came until then is good.
        """
        first = (self.start - _LONGEST - _DAY).strftime("%Y%m%d")
        last = (self.end + _DAY).strftime("%Y%m%d")
        near = (
            block for block in self.blocks.events if lies_within(block, first, last)
        )
        events = [event for block in near if (event := self._event(block)) is not None]
        instead: dict[str, set[datetime]] = {}
        for event in events:
            if event.instead is not None:
                instead.setdefault(event.uid, set()).add(event.instead)
        for event in (each for each in events if not each.free):
            out = event.never | instead.get(event.uid, set())
            for start in self._starts(event):
                if start in out and event.instead is None:
                    continue
                end = start + event.length
                if self._touches(start, end):
                    yield Happening(event.title, event.categories, start, end)

    def _touches(self, start: datetime, end: datetime) -> bool:
        """In any zone, where it has none: a day on each side."""
        if start.tzinfo is None:
            shift = _DAY
            start, end = start.replace(tzinfo=UTC), end.replace(tzinfo=UTC)
            return start - shift < self.end and end + shift > self.start
        return start < self.end and end > self.start

    def _starts(self, event: _Event) -> Iterator[datetime]:
        if event.rule is None:
            yield event.start
        else:
            yield from self._by_rule(event, event.rule)
        yield from event.also

    def _by_rule(self, event: _Event, rule: DayRule) -> Iterator[datetime]:
        starts = event.start.date()
        early = (self.start - event.length - 2 * _DAY).date()
        day = starts if event.count is not None else max(starts, early)
        last, met = (self.end + 2 * _DAY).date(), 0
        while day <= last:
            self._looks -= _A_YEAR if rule.positions else 1
            if self._looks < 0:
                raise TooMuchError
            # The day on which it begins is one of its days, rule or not.
            if day == starts or falls_on(rule, starts, day):
                met += 1
                at = datetime.combine(day, event.start.time(), event.start.tzinfo)
                if _is_over(event, at, met):
                    return
                if day >= early:
                    yield at
            day += _DAY

    def _event(self, block: str) -> _Event | None:
        from icalendar import Event  # noqa: PLC0415 - an extra, and 100 ms

        text = f"BEGIN:VEVENT\r\n{block}\r\nEND:VEVENT\r\n"
        try:
            found: Any = Event.from_ical(text.encode("utf-8", "replace"))
            if leaves_free(found) and "RECURRENCE-ID" not in found:
                return None
            return self._made(found)
        except (ValueError, KeyError, TypeError, AttributeError, OverflowError):
            # What a library makes of a hostile file is not foreseen one by one.
            self.broken += 1
            return None

    def _made(self, found: Any) -> _Event:  # noqa: ANN401 - icalendar's, which has many types
        begins = found["DTSTART"]
        start = self._moment(begins)
        rule, until, count = rule_of(found.get("RRULE"), start)
        instead = found.get("RECURRENCE-ID")
        return _Event(
            str(found.get("UID", "")),
            start,
            self._length(found, start),
            plain_reason(str(found.get("SUMMARY", "")))[:_TITLE] or "without a title",
            frozenset(categories(found)),
            rule,
            until,
            count,
            tuple(self._moments(found.get("RDATE"))),
            frozenset(self._moments(found.get("EXDATE"))),
            None if instead is None else self._moment(instead),
            leaves_free(found),
        )

    def _length(self, found: Any, start: datetime) -> timedelta:  # noqa: ANN401 - as above
        if "DTEND" in found:
            end = self._moment(found["DTEND"])
            if (end.tzinfo is None) != (start.tzinfo is None):
                return timedelta(0)
            return min(max(end - start, timedelta(0)), _LONGEST)
        if "DURATION" in found:
            length: timedelta = found["DURATION"].dt
            return min(max(length, timedelta(0)), _LONGEST)
        whole_day = not isinstance(found["DTSTART"].dt, datetime)
        return _DAY if whole_day else timedelta(0)

    def _moments(self, found: Any) -> Iterator[datetime]:  # noqa: ANN401 - as above
        lists: Iterable[Any] = found if isinstance(found, list) else [found]
        for each in lists:
            for value in getattr(each, "dts", ()):
                yield self._moment(value, getattr(each, "params", {}))

    def _moment(self, value: Any, params: Any = None) -> datetime:  # noqa: ANN401 - as above
        told = value.dt
        if isinstance(told, tuple):  # a period: from when, to when
            told = told[0]
        if not isinstance(told, datetime):
            return datetime.combine(told, time())
        if told.tzinfo is UTC or str(told.tzinfo) == "UTC":
            return told.replace(tzinfo=UTC)
        named = (params or value.params).get("TZID") or value.params.get("TZID")
        where = self._zone(str(named)) if named else None
        return told.replace(tzinfo=where)

    def _zone(self, name: str) -> tzinfo | None:
        """A zone by its name, or as the file describes it; None: not known."""
        if name not in self._zones:
            self._zones[name] = known_zone(name) or self._described(name)
        return self._zones[name]

    def _described(self, name: str) -> tzinfo | None:
        block = self.blocks.zones.get(name)
        if block is None:
            return None
        from icalendar import Timezone  # noqa: PLC0415 - an extra

        text = f"BEGIN:VTIMEZONE\r\n{block}\r\nEND:VTIMEZONE\r\n"
        try:
            made: Any = Timezone.from_ical(text.encode("utf-8", "replace"))
            where: tzinfo = made.to_tz()
        except (ValueError, KeyError, TypeError, AttributeError, OverflowError):
            return None
        return where


def _is_over(event: _Event, at: datetime, met: int) -> bool:
    if event.count is not None and met > event.count:
        return True
    return event.until is not None and at > event.until
