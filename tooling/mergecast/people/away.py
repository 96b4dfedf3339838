"""Who is away, and who is there instead.

A stand-in who is away, too, is replaced by theirs; where that leads round in a circle
or to nobody, nobody stands in.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from mergecast.model.moments import UnknownZoneError, zone
from mergecast.model.team import Leave, Member, Team


def leave_of(team: Team, member: Member, at: datetime) -> Leave | None:
    """The leave that a member is on at an instant, by their own calendar."""
    own = [leave for leave in team.leaves if leave.member == member.key]
    if not own:
        return None
    try:
        where = zone(member.timezone or "UTC")
    except UnknownZoneError:
        return None
    day = at.astimezone(UTC).astimezone(where).date().isoformat()
    return next((each for each in own if each.first <= day <= each.last), None)


def is_away(team: Team, member: Member, at: datetime) -> bool:
    """Whether a member is on leave at an instant."""
    return leave_of(team, member, at) is not None


def stand_in(team: Team, member: Member, at: datetime) -> Member | None:
    """Who is there for a member at an instant: themselves, or who stands in, if any."""
    if not is_away(team, member, at):
        return member
    return next(iter(backups(team, member, at)), None)


def backups(team: Team, member: Member, at: datetime) -> Iterator[Member]:
    """Those who stand in for a member one after another, without who is away."""
    seen = {member.key}
    here: Member | None = member
    while here is not None:
        here = _next(team, here, at)
        if here is None or here.key in seen:
            return
        seen.add(here.key)
        if not is_away(team, here, at):
            yield here


def _next(team: Team, member: Member, at: datetime) -> Member | None:
    leave = leave_of(team, member, at)
    named = leave.stand_in if leave and leave.stand_in else member.backup
    return team.members.get(named or "")
