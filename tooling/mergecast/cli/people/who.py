"""What `mergecast team` and its `oncall` and `balance` find out."""

from __future__ import annotations

from datetime import datetime

from mergecast.cli.people.team_files import Here, here
from mergecast.cli.session import Session
from mergecast.inspection.process import AHEAD
from mergecast.loading.planned import planned
from mergecast.people.away import leave_of
from mergecast.people.duty import on_duty
from mergecast.people.workload import loads, networks, weeks_from
from mergecast.renderers.people import BalanceReport, DutyReport, Seat, TeamReport


def duty(session: Session, at: datetime | None) -> DutyReport:
    """Who is on duty at an instant.

    Raises:
        WorkspaceError: what says who is there cannot be read.
    """
    found = here(session)
    return duty_at(found, at or found.now)


def duty_at(found: Here, at: datetime) -> DutyReport:
    """Who is on duty at an instant, by what was read."""
    space = found.space
    holidays = found.holidays(at, at)
    there = on_duty(space.team, space.rota, at, holidays.known)
    return DutyReport(at, there, space.rota is not None, dict(holidays.unread))


def everybody(session: Session) -> TeamReport:
    """Everybody, what they do, and whether they are there now.

    Raises:
        WorkspaceError: what says who is there cannot be read.
    """
    found = here(session)
    team = found.space.team
    there = {each.member.key: each for each in duty_at(found, found.now).there}
    seats = [
        Seat(member, there.get(key), leave_of(team, member, found.now))
        for key, member in team.members.items()
    ]
    return TeamReport(found.now, tuple(seats), team)


def balance(session: Session) -> BalanceReport:
    """How work is shared in the four weeks to come.

    Raises:
        WorkspaceError: what says who is there cannot be read.
    """
    found = here(session)
    space, end = found.space, found.now + AHEAD
    posts = planned(found.where.tree, space.settings, found.now, end)
    weeks = weeks_from(found.now)
    known = found.holidays(found.now, end).known
    return BalanceReport(
        found.now,
        end,
        loads(space.team, space.rota, posts, weeks, known),
        networks(space.settings, space.team, posts),
        sum(each.owner is None for each in posts),
        space.team,
    )
