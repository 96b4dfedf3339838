"""What `mergecast team coverage` finds out: a map of who is there hour by hour."""

from __future__ import annotations

from datetime import datetime, timedelta

from mergecast.cli.people.team_files import here
from mergecast.cli.people.zones import known_zone
from mergecast.cli.session import Session
from mergecast.model.rota import Rota
from mergecast.people.clocks import first_at
from mergecast.people.coverage import gaps, heat_map, relays
from mergecast.people.staffing import staffing
from mergecast.renderers.coverage import CoverageReport

_AROUND = timedelta(days=3)


def coverage(
    session: Session, first: datetime | None, days: int, place: str | None
) -> CoverageReport:
    """The days from the one given on, as clocks in a zone show them.

    Raises:
        MergecastError: there is no rota, or no such zone.
    """
    found = here(session)
    rota, team = found.rota, found.space.team
    name = place or _shared(rota)
    where = known_zone(name)
    day = (first or found.now).astimezone(where).date()
    start = first_at(day, 0, where)
    end = first_at(day + timedelta(days=days), 0, where)
    holidays = found.holidays(start, end)
    shifts = staffing(team, rota, start - _AROUND, end + _AROUND, holidays.known)
    handed = [each for each in relays(shifts) if start <= each.before.worked.end < end]
    return CoverageReport(
        name,
        tuple(heat_map(rota, shifts, start, where, days)),
        tuple(gaps(rota, shifts, start, end)),
        tuple(each for each in handed if each.minutes < rota.overlap),
        tuple(each for each in shifts if start <= each.worked.start < end),
        rota,
        team,
        dict(holidays.unread),
    )


def _shared(rota: Rota) -> str:
    """The zone of all shifts; UTC where they have several."""
    zones = {shift.hours.timezone for shift in rota.shifts.values()}
    return zones.pop() if len(zones) == 1 else "UTC"
