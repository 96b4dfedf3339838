"""Who works each shift, minute by minute, with leave and stand-ins."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from mergecast.model.moments import UnknownZoneError, zone
from mergecast.model.rota import Holidays, Rota
from mergecast.model.team import Team
from mergecast.people.away import stand_in
from mergecast.people.clocks import first_at
from mergecast.people.shifts import (
    NO_HOLIDAYS,
    Worked,
    instant_of,
    minute_of,
    worked,
)
from mergecast.people.stretches import Stretch, union


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a shift in which the same people are there (keys, without repeats)."""

    start: int
    end: int
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Staffed:
    """A shift on one day, and who is there; nobody where it is closed."""

    worked: Worked
    pieces: tuple[Piece, ...]

    @property
    def present(self) -> list[Stretch]:
        """When at least one person is there."""
        return union((each.start, each.end) for each in self.pieces if each.members)

    @property
    def members(self) -> frozenset[str]:
        """Everybody who works some of it."""
        return frozenset(key for each in self.pieces for key in each.members)


def staffing(
    team: Team,
    rota: Rota,
    start: datetime,
    end: datetime,
    holidays: Holidays = NO_HOLIDAYS,
) -> list[Staffed]:
    """Every shift between two instants with its people; whole, also at the edges."""
    changes = sorted(set(_changes(team)))
    return [
        Staffed(each, tuple(_pieces(team, each, changes)) if not each.closed else ())
        for each in worked(rota, start, end, holidays)
    ]


def knowing(team: Team, shifts: Iterable[Staffed], network: str) -> list[Staffed]:
    """The same shifts, with only those people who know their way around a network."""
    able = {key for key, each in team.members.items() if each.knows(network)}
    return [
        replace(
            shift,
            pieces=tuple(
                replace(piece, members=tuple(k for k in piece.members if k in able))
                for piece in shift.pieces
            ),
        )
        for shift in shifts
    ]


def _changes(team: Team) -> Iterator[int]:
    """The minutes at which somebody goes away or comes back."""
    for leave in team.leaves:
        member = team.members.get(leave.member)
        try:
            where = zone((member and member.timezone) or "UTC")
        except UnknownZoneError:
            continue
        after = date.fromisoformat(leave.last) + timedelta(days=1)
        yield minute_of(first_at(date.fromisoformat(leave.first), 0, where))
        yield minute_of(first_at(after, 0, where))


def _pieces(team: Team, each: Worked, changes: Sequence[int]) -> Iterator[Piece]:
    start, end = each.stretch
    inside = changes[bisect_right(changes, start) : bisect_right(changes, end - 1)]
    for low, high in zip((start, *inside), (*inside, end), strict=True):
        at = instant_of(low)
        named = (team.members.get(key) for key in each.shift.members)
        there = (stand_in(team, member, at) for member in named if member)
        members = dict.fromkeys(member.key for member in there if member)
        yield Piece(low, high, tuple(members))
