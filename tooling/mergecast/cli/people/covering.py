"""What `mergecast team coverage` finds out: a map of who is there hour by hour."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from mergecast.cli.people.team_files import Here, here
from mergecast.cli.people.zones import known_zone
from mergecast.cli.session import Session
from mergecast.errors import UsageError
from mergecast.model.rota import Rota
from mergecast.people.clocks import first_at
from mergecast.people.coverage import gaps, heat_map, relays
from mergecast.people.staffing import knowing, staffing
from mergecast.renderers.coverage import CoverageReport

_AROUND = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which days to map, by whose clocks, and for people of which network."""

    first: datetime | None = None
    days: int = 7
    place: str | None = None
    network: str | None = None


def coverage(session: Session, asked: Asked) -> CoverageReport:
    """The days asked for, as clocks in a zone show them.

    Raises:
        MergecastError: there is no rota, no such zone, or no such network.
    """
    found = here(session)
    rota, team = found.rota, found.space.team
    name = asked.place or _shared(rota)
    where = known_zone(name)
    day = (asked.first or found.now).astimezone(where).date()
    start = first_at(day, 0, where)
    end = first_at(day + timedelta(days=asked.days), 0, where)
    holidays = found.holidays(start, end)
    shifts = staffing(team, rota, start - _AROUND, end + _AROUND, holidays.known)
    if asked.network is not None:
        _refuse_unknown(found, asked.network)
        shifts = knowing(team, shifts, asked.network)
    handed = [each for each in relays(shifts) if start <= each.before.worked.end < end]
    return CoverageReport(
        name,
        tuple(heat_map(rota, shifts, start, where, asked.days)),
        tuple(gaps(rota, shifts, start, end)),
        tuple(each for each in handed if each.minutes < rota.overlap),
        tuple(each for each in shifts if start <= each.worked.start < end),
        rota,
        team,
        dict(holidays.unread),
        asked.network,
    )


def _refuse_unknown(found: Here, network: str) -> None:
    """Stop where no account is on the network.

    Raises:
        UsageError: none is.
    """
    accounts = found.space.settings.accounts.values()
    known = dict.fromkeys(each.network for each in accounts)
    if network not in known:
        raise UsageError(
            f"there is no account on '{network}'",
            hint=f"name one of: {', '.join(known) or 'none has an account'}",
        )


def _shared(rota: Rota) -> str:
    """The zone of all shifts; UTC where they have several."""
    zones = {shift.hours.timezone for shift in rota.shifts.values()}
    return zones.pop() if len(zones) == 1 else "UTC"
