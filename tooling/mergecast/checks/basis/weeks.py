"""The weeks to come of a rota: its shifts and their people, and how times are said."""

from __future__ import annotations

from datetime import datetime, timedelta

from mergecast.checks.base import Context, Present
from mergecast.model.moments import UnknownZoneError, zone
from mergecast.model.rota import Rota
from mergecast.people.shifts import instant_of
from mergecast.people.staffing import Staffed, staffing
from mergecast.people.stretches import Stretch

ROTA = "playbooks/rota.yaml"
AHEAD = timedelta(weeks=4)


def weeks_of(context: Context, present: Present, rota: Rota) -> list[Staffed]:
    """Every shift of the four weeks to come, and what comes just before and after."""
    day = timedelta(days=3)
    start, end = present.now - day, present.now + AHEAD + day
    return staffing(context.workspace.team, rota, start, end, present.holidays)


def said(stretch: Stretch, zone_name: str) -> str:
    """A stretch of time as clocks of a zone show it."""
    try:
        where = zone(zone_name)
    except UnknownZoneError:
        where = zone("UTC")
    start, end = (instant_of(minute).astimezone(where) for minute in stretch)
    same = start.date() == end.date()
    last = f"{end:%H:%M}" if same else f"{_day(end)} {end:%H:%M}"
    return f"{_day(start)} {start:%H:%M} to {last} ({where.key})"


def _day(at: datetime) -> str:
    return f"{at:%a} {at:%Y-%m-%d}"
