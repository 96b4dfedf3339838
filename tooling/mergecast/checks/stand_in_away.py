"""Whoever is away has somebody in their place, who is not away, too.

The stand-in of a leave is `stand_in` in playbooks/away.yaml, else the member's `backup`
in playbooks/team.yaml; if that one is away, theirs. Looked at is leave of the four
weeks to come.

Passes::

    # playbooks/team.yaml
    members:
      mei: {name: Mei, backup: tom}
      tom: {name: Tom}
    # playbooks/away.yaml
    away: [{member: mei, from: 2026-11-24, to: 2026-11-25}]

Fails::

    # playbooks/team.yaml
    members:
      mei: {name: Mei, backup: tom}
      tom: {name: Tom, backup: mei}
    # playbooks/away.yaml
    away:
      - {member: mei, from: 2026-11-24, to: 2026-11-25}
      - {member: tom, from: 2026-11-25, to: 2026-11-27}

Fails::

    # playbooks/team.yaml
    members:
      mei: {name: Mei}
      tom: {name: Tom}
    # playbooks/away.yaml
    away: [{member: mei, from: 2026-11-24, to: 2026-11-25}]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from mergecast.checks.base import Context, Options, Present
from mergecast.findings import Remark, Severity
from mergecast.model.moments import UnknownZoneError, zone
from mergecast.model.team import Leave, Member, Team
from mergecast.people.away import backups
from mergecast.people.clocks import first_at
from mergecast.source import Place

ID = "stand-in-away"
SEVERITY = Severity.WARNING
OPTIONS: Options = {}

_AHEAD = timedelta(weeks=4)
_DAY = timedelta(days=1)


def check(context: Context, present: Present) -> Iterable[Remark]:
    """Look for days of a leave on which nobody stands in."""
    team = context.workspace.team
    if len(team.members) < 2:
        return
    first = (present.now - _DAY).date().isoformat()
    last = (present.now + _AHEAD).date().isoformat()
    for number, leave in enumerate(team.leaves):
        member = team.members.get(leave.member)
        if member is None or leave.last < first or leave.first > last:
            continue
        days = [day for day in _days(leave, first, last) if _alone(team, member, day)]
        if days:
            yield _remark(team, member, number, days)


def _days(leave: Leave, first: str, last: str) -> Iterator[date]:
    day = date.fromisoformat(max(leave.first, first))
    while day.isoformat() <= min(leave.last, last):
        yield day
        day += _DAY


def _alone(team: Team, member: Member, day: date) -> bool:
    """Whether nobody stands in for a member at some time of a day of theirs."""
    try:
        where = zone(member.timezone or "UTC")
    except UnknownZoneError:
        return False
    start = first_at(day, 0, where)
    hours = (start + timedelta(hours=hour) for hour in range(24))
    return any(_nobody(team, member, at) for at in hours)


def _nobody(team: Team, member: Member, at: datetime) -> bool:
    return next(backups(team, member, at), None) is None


def _remark(team: Team, member: Member, number: int, days: list[date]) -> Remark:
    named = team.leaves[number].stand_in or member.backup
    until = f" to {days[-1]}" if len(days) > 1 else ""
    why = f": '{named}' is away, too" if named else ""
    return Remark(
        Place("playbooks/away.yaml", ("away", number, "member")),
        f"nobody stands in for {member.name} on {days[0]}{until}{why}",
        hint="name who does: stand_in: MEMBER",
        owner=member.key,
    )
