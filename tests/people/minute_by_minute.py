"""The slow truth: look at the clocks of each minute, and at nothing else.

A shift of a day is worked from the first minute at which clocks show its beginning or
more, until the first at which they show its end or more. So it depends on the highest
time that clocks have shown so far: ``peaks``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import accumulate
from zoneinfo import ZoneInfo

from mergecast.model.rota import Hours, Rota
from mergecast.model.team import Team

MINUTE = timedelta(minutes=1)
DAY = 24 * 60
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
WEEK = 7 * DAY
QUARTER = 15
RUN_UP = 2 * DAY
"""Clocks are read from two days before on, so that no peak is missed."""


@cache
def local(zone: str, start: datetime, count: int) -> Sequence[int]:
    """What clocks show in each minute, as minutes since the epoch.

    Clocks are only ever changed at a full quarter of an hour (of UTC).
    """
    where = ZoneInfo(zone)
    first = (start - EPOCH) // MINUTE
    assert first % QUARTER == 0
    found: list[int] = []
    for minute in range(first, first + count, QUARTER):
        shown = (EPOCH + minute * MINUTE).astimezone(where).replace(tzinfo=None)
        at = (shown - EPOCH.replace(tzinfo=None)) // MINUTE
        found += range(at, at + QUARTER)
    return found[:count]


@cache
def peaks(zone: str, start: datetime, count: int) -> Sequence[int]:
    """The highest that clocks have shown, minute by minute."""
    shown = local(zone, start - RUN_UP * MINUTE, count + RUN_UP)
    return list(accumulate(shown, max))[RUN_UP:]


@cache
def week_of(hours: Hours) -> Sequence[tuple[int, ...]]:
    """For each minute of a week: whose hours it lies in, today's (0), yesterday's (-1).

    The week begins on a Thursday, as the epoch did.
    """
    return [
        tuple(
            back
            for back in (-1, 0)
            if hours.start <= minute % DAY - back * DAY < hours.end
            and (minute // DAY + back + 3) % 7 in hours.days
        )
        for minute in range(7 * DAY)
    ]


def iso(day: int) -> str:
    return (date(1970, 1, 1) + timedelta(days=day)).isoformat()


def actual(team: Team, key: str, days: Mapping[str, int]) -> str | None:
    """Who is there for a member, where it is these days for everybody."""
    seen: set[str] = set()
    here: str | None = key
    while here is not None and here in team.members and here not in seen:
        seen.add(here)
        day = iso(days[here])
        leaves = [each for each in team.leaves if each.member == here]
        away = [each for each in leaves if each.first <= day <= each.last]
        if not away:
            return here
        here = away[0].stand_in or team.members[here].backup
    return None


def who(
    team: Team, rota: Rota, start: datetime, count: int
) -> list[dict[tuple[str, int], frozenset[str]]]:
    """For each minute, the shifts (key, day) that are on, and who is there."""
    clocks = {
        shift.key: peaks(shift.hours.timezone, start, count)
        for shift in rota.shifts.values()
    }
    own = [
        local(member.timezone or "UTC", start, count)
        for member in team.members.values()
    ]
    known: dict[tuple[str, tuple[int, ...]], frozenset[str]] = {}
    found = []
    for number in range(count):
        today = tuple(shown[number] // DAY for shown in own)
        on: dict[tuple[str, int], frozenset[str]] = {}
        for key, shift in rota.shifts.items():
            peak = clocks[key][number]
            for back in week_of(shift.hours)[peak % WEEK]:
                if (key, today) not in known:
                    days = dict(zip(team.members, today, strict=True))
                    there = (actual(team, each, days) for each in shift.members)
                    known[key, today] = frozenset(each for each in there if each)
                on[key, peak // DAY + back] = known[key, today]
        found.append(on)
    return found


def wanted(rota: Rota, start: datetime, count: int) -> list[bool]:
    """For each minute, whether somebody has to be there."""
    found = [False] * count
    for hours in rota.cover:
        shown, week = peaks(hours.timezone, start, count), week_of(hours)
        for number in range(count):
            if week[shown[number] % WEEK]:
                found[number] = True
    return found
