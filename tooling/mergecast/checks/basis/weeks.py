"""The weeks to come of a rota: its shifts and their people, and how times are said."""

from __future__ import annotations

from datetime import timedelta

from mergecast.checks.base import Context, Present
from mergecast.model.rota import Rota
from mergecast.model.spoken import from_to
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
    start, end = (instant_of(minute) for minute in stretch)
    return from_to(start, end, zone_name)


def more(count: int) -> str:
    """How often something comes again, as the end of a sentence."""
    if not count:
        return ""
    return ", and once more" if count == 1 else f", and {count} times more"
