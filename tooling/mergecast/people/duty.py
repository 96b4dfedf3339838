"""Who is on duty at an instant, who answers for it, and who comes next."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from mergecast.model.moments import UnknownZoneError, zone
from mergecast.model.rota import Holidays, Hours, OnCall, Rota
from mergecast.model.team import Member, Team
from mergecast.people.away import backups, is_away, stand_in
from mergecast.people.clocks import first_at
from mergecast.people.shifts import NO_HOLIDAYS, hours_on, worked

_WAKING = (7, 23)
"""Whoever is not at work is taken to be awake from 07:00 to 23:00, by their clocks."""


class Duty(StrEnum):
    """Why somebody is there, the surest first."""

    SHIFT = "shift"
    ON_CALL = "on call"
    AT_WORK = "at work"
    AWAKE = "awake"
    ASLEEP = "asleep"


@dataclass(frozen=True, slots=True)
class OnDuty:
    """Somebody who is there at an instant.

    ``member`` is who acts; ``instead_of`` whom they stand in for, None for nobody.
    ``until`` is when their shift or turn ends, where there is one. ``local`` is what
    their clocks show. ``backups`` come next, in this order; none of them is away.
    """

    member: Member
    duty: Duty
    local: datetime
    awake: bool
    shift: str | None = None
    instead_of: Member | None = None
    until: datetime | None = None
    backups: tuple[Member, ...] = ()


def on_duty(
    team: Team, rota: Rota | None, at: datetime, holidays: Holidays = NO_HOLIDAYS
) -> tuple[OnDuty, ...]:
    """Who is on duty at an instant: on shift first, then on call.

    The first of each shift answers for it. Without a rota it is who is at work by
    their own hours. Nobody is there twice; who is away is replaced by who stands in.
    """
    moment = at.astimezone(UTC)
    found: dict[str, OnDuty] = {}
    for each in _places(team, rota, moment, holidays):
        found.setdefault(each.member.key, each)
    return tuple(found.values())


def reach(
    team: Team,
    rota: Rota | None,
    roles: Collection[str],
    at: datetime,
    holidays: Holidays = NO_HOLIDAYS,
) -> tuple[OnDuty, ...]:
    """Who holds one of the roles, or stands in for who does; the best to call first.

    On shift comes before on call, on call before at work, awake before asleep.
    """
    moment = at.astimezone(UTC)
    there = {each.member.key: each for each in on_duty(team, rota, moment, holidays)}
    found: dict[str, OnDuty] = {}
    for holder in team.holders(roles):
        actual = stand_in(team, holder, moment)
        if actual is None or actual.key in found:
            continue
        instead = holder if actual is not holder else None
        found[actual.key] = there.get(actual.key) or _found(
            team, actual, moment, instead
        )
    order = list(Duty)
    return tuple(sorted(found.values(), key=lambda each: order.index(each.duty)))


def _places(
    team: Team, rota: Rota | None, at: datetime, holidays: Holidays
) -> Iterator[OnDuty]:
    if rota is None:
        for member in team.members.values():
            if at_work(member, at) and not is_away(team, member, at):
                yield _someone(team, member, at, Duty.AT_WORK)
        return
    for each in worked(rota, at, at + timedelta(minutes=1), holidays):
        if each.closed or not each.start <= at < each.end:
            continue
        for key in each.shift.members:
            yield from _in_place(team, key, at, Duty.SHIFT, each.shift.key, each.end)
    if rota.on_call is not None and (turn := turn_at(rota.on_call, at)):
        key, until = turn
        yield from _in_place(team, key, at, Duty.ON_CALL, None, until)


def _in_place(  # noqa: PLR0913, PLR0917 - one private call for shifts and turns
    team: Team, key: str, at: datetime, duty: Duty, shift: str | None, until: datetime
) -> Iterator[OnDuty]:
    own = team.members.get(key)
    if own is None:
        return
    actual = stand_in(team, own, at)
    if actual is None:
        return
    yield OnDuty(
        actual,
        duty,
        local_time(actual, at),
        duty is Duty.SHIFT or awake(actual, at),
        shift,
        own if actual is not own else None,
        until,
        tuple(backups(team, actual, at)),
    )


def _someone(team: Team, member: Member, at: datetime, duty: Duty) -> OnDuty:
    return OnDuty(
        member,
        duty,
        local_time(member, at),
        duty is not Duty.ASLEEP,
        backups=tuple(backups(team, member, at)),
    )


def turn_at(turns: OnCall, at: datetime) -> tuple[str, datetime] | None:
    """Whose turn it is to be called, and until when; None before the first turn."""
    try:
        where = zone(turns.timezone)
    except UnknownZoneError:
        return None
    first = date.fromisoformat(turns.first)
    local = at.astimezone(where).date()
    number = (local - first).days // turns.days
    if at < first_at(first + timedelta(days=number * turns.days), turns.at, where):
        number -= 1
    if number < 0:
        return None
    ends = first_at(first + timedelta(days=(number + 1) * turns.days), turns.at, where)
    return turns.members[number % len(turns.members)], ends


def at_work(member: Member, at: datetime) -> bool:
    """Whether an instant lies in a member's own hours, from Monday to Friday."""
    if member.hours is None or member.timezone is None:
        return False
    start, end = (int(text[:2]) * 60 + int(text[3:]) for text in member.hours)
    long = end if end > start else end + 24 * 60
    hours = Hours(member.timezone, start, long, frozenset(range(5)))
    return any(True for _ in hours_on(hours, at, at + timedelta(microseconds=1)))


def awake(member: Member, at: datetime) -> bool:
    """Whether a member is likely to be awake: at work, or by day by their clocks."""
    low, high = _WAKING
    return at_work(member, at) or low <= local_time(member, at).hour < high


def local_time(member: Member, at: datetime) -> datetime:
    """What a member's clocks show; UTC where their zone is not known."""
    try:
        return at.astimezone(zone(member.timezone or "UTC"))
    except UnknownZoneError:
        return at.astimezone(UTC)


def _found(team: Team, member: Member, at: datetime, instead: Member | None) -> OnDuty:
    if at_work(member, at):
        duty = Duty.AT_WORK
    else:
        duty = Duty.AWAKE if awake(member, at) else Duty.ASLEEP
    found = _someone(team, member, at, duty)
    return OnDuty(
        *(found.member, found.duty, found.local, found.awake, None),
        *(instead, None, found.backups),
    )
