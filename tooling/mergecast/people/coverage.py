"""Whether the shifts cover what they have to, and hand over while both are there."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import NamedTuple
from zoneinfo import ZoneInfo

from mergecast.model.rota import Rota
from mergecast.people.clocks import first_at
from mergecast.people.shifts import demanded, instant_of, minute_of
from mergecast.people.staffing import Staffed
from mergecast.people.stretches import Stretch, common, minutes, union, within, without

_DAY = timedelta(days=1)
_LONGEST = 3 * 24 * 60
"""No shift lasts longer than this many minutes, whatever clocks do."""


@dataclass(frozen=True, slots=True)
class Relay:
    """A shift that hands over to the next one: for how many minutes both are there."""

    before: Staffed
    after: Staffed
    minutes: int


def covered(shifts: Sequence[Staffed]) -> list[Stretch]:
    """The minutes in which somebody is on shift."""
    return union(stretch for each in shifts for stretch in each.present)


def gaps(
    rota: Rota, shifts: Sequence[Staffed], start: datetime, end: datetime
) -> list[Stretch]:
    """The minutes in which somebody should be there, and nobody is."""
    return without(demanded(rota, start, end), covered(shifts))


def relays(shifts: Sequence[Staffed]) -> list[Relay]:
    """For each shift that another one goes on from, the longest overlap there is.

    ``shifts`` are in order of time. A shift goes on from another if it is there in the
    minute after the other's last. Where somebody works both, nothing is handed over.
    """
    there = [_There(each, each.present) for each in shifts]
    there = [each for each in there if each.present]
    starts = [each.shift.worked.stretch[0] for each in there]
    found = []
    for own in there:
        last = own.present[-1][1]
        low, high = bisect_left(starts, last - _LONGEST), bisect_right(starts, last)
        next_ones = (each for each in there[low:high] if each.at(last))
        best = _relay(own, [each for each in next_ones if each is not own])
        if best is not None:
            found.append(best)
    return found


class _There(NamedTuple):
    """A shift that somebody works, and when somebody does."""

    shift: Staffed
    present: list[Stretch]

    def at(self, minute: int) -> bool:
        """Whether somebody is there in a minute."""
        return any(low <= minute < high for low, high in self.present)


def _relay(own: _There, others: Sequence[_There]) -> Relay | None:
    before = own.shift
    if any(before.members & each.shift.members for each in others):
        return None
    found = (
        Relay(before, each.shift, minutes(common(own.present, each.present)))
        for each in others
    )
    return max(found, key=lambda each: each.minutes, default=None)


@dataclass(frozen=True, slots=True)
class Cell:
    """An hour on the map: the fewest people there, and whether anybody is missing.

    ``there`` is None in an hour that clocks skip.
    """

    there: int | None
    missing: bool


@dataclass(frozen=True, slots=True)
class DayRow:
    """A day on the map, by the clocks of its zone."""

    day: str
    weekday: str
    cells: tuple[Cell, ...]


def heat_map(
    rota: Rota, shifts: Sequence[Staffed], start: datetime, where: ZoneInfo, days: int
) -> list[DayRow]:
    """Days from that of ``start`` on, hour by hour as clocks in the zone show them."""
    first = start.astimezone(where).date()
    found = []
    for number in range(days):
        day = first + number * _DAY
        edges = [minute_of(first_at(day, hour * 60, where)) for hour in range(25)]
        low, high = instant_of(edges[0]), instant_of(edges[-1])
        missing = gaps(rota, shifts, low, high)
        cells = (_cell(shifts, missing, (from_, to)) for from_, to in pairwise(edges))
        found.append(DayRow(day.isoformat(), f"{day:%a}", tuple(cells)))
    return found


def _cell(shifts: Sequence[Staffed], missing: list[Stretch], hour: Stretch) -> Cell:
    start, end = hour
    if start >= end:
        return Cell(None, missing=False)
    edges = sorted({start, *_edges(shifts, start, end)})
    there = min(_people(shifts, minute) for minute in edges)
    return Cell(there, any(True for _ in within(missing, start, end)))


def _edges(shifts: Sequence[Staffed], start: int, end: int) -> Iterator[int]:
    for each in shifts:
        for piece in each.pieces:
            yield from (at for at in (piece.start, piece.end) if start <= at < end)


def _people(shifts: Sequence[Staffed], minute: int) -> int:
    there = {
        key
        for each in shifts
        for piece in each.pieces
        if piece.start <= minute < piece.end
        for key in piece.members
    }
    return len(there)
