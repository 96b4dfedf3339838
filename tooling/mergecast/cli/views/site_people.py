"""Who is on duty in the days to come, who is away, and the coverage of a week."""

from __future__ import annotations

from datetime import datetime, timedelta

from mergecast.cli.people.covering import Asked, coverage
from mergecast.cli.people.team_files import here
from mergecast.cli.session import Session
from mergecast.errors import MergecastError
from mergecast.model.workspace import Workspace
from mergecast.pages.desk import Absent, Coverage, There, Turn
from mergecast.people.away import leave_of, stand_in
from mergecast.people.duty import OnDuty, on_duty
from mergecast.people.shifts import instant_of

_AHEAD = timedelta(hours=72)
_STEP = timedelta(minutes=15)
"""Shifts begin on the quarter of an hour, in every zone that there is."""


def turns(session: Session) -> tuple[Turn, ...]:
    """Who is on duty from now on, one stretch after the other, for three days.

    Pages are looked at after they were made: a script shows the stretch that is now.
    """
    try:
        found = here(session)
    except MergecastError:
        return ()
    now = found.now
    team, rota = found.space.team, found.space.rota
    known = found.holidays(now, now + _AHEAD).known
    made: list[Turn] = []
    at = now
    while at < now + _AHEAD:
        ends = _next_quarter(at)
        people = tuple(_there(each) for each in on_duty(team, rota, at, known))
        if made and made[-1].people == people:
            made[-1] = Turn(made[-1].start, ends, people)
        else:
            made.append(Turn(at, ends, people))
        at = ends
    return tuple(made)


def _next_quarter(at: datetime) -> datetime:
    whole = at.replace(minute=at.minute - at.minute % 15, second=0, microsecond=0)
    return whole + _STEP


def _there(each: OnDuty) -> There:
    return There(
        each.member.name,
        each.duty.value,
        each.member.timezone or "UTC",
        each.shift or "",
        each.instead_of.name if each.instead_of else "",
    )


def absent(space: Workspace, now: datetime) -> tuple[Absent, ...]:
    """Who is away now, and who stands in; why is nobody's business."""
    team = space.team
    found = []
    for member in team.members.values():
        leave = leave_of(team, member, now)
        if leave is not None:
            there = stand_in(team, member, now)
            found.append(Absent(member.name, leave.last, there.name if there else ""))
    return tuple(found)


def coverage_of(session: Session) -> Coverage | None:
    """The week from today on; None where there is no rota."""
    try:
        report = coverage(session, Asked())
    except MergecastError:
        return None
    gaps = [(instant_of(start), instant_of(end)) for start, end in report.gaps]
    return Coverage(report.zone, report.days, gaps)
