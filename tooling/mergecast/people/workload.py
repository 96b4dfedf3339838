"""How the work is shared: hours on shift and posts per person, people per network."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from mergecast.model.rota import Holidays, Rota
from mergecast.model.settings import Settings
from mergecast.model.team import Team
from mergecast.people.shifts import NO_HOLIDAYS, minute_of
from mergecast.people.staffing import staffing
from mergecast.people.stretches import Stretch, minutes, union, within

_WEEK = 7 * 24 * 60


@dataclass(frozen=True, slots=True)
class Planned:
    """A post of the weeks to come: the account keys it goes to, and who looks after it.

    ``at`` is None where it has no time yet.
    """

    path: str
    id: str
    owner: str | None
    accounts: tuple[str, ...]
    at: datetime | None
    bucket: str | None = None


@dataclass(frozen=True, slots=True)
class Load:
    """One person's part: minutes on shift in a usual week, and posts to look after.

    ``fullest`` are the minutes of the fullest of the weeks.
    """

    member: str
    minutes: int
    fullest: int
    posts: int


@dataclass(frozen=True, slots=True)
class Network:
    """A network: the posts that go to it, and who knows their way around there."""

    key: str
    posts: int
    members: tuple[str, ...]


def loads(
    team: Team,
    rota: Rota | None,
    planned: Iterable[Planned],
    weeks: Sequence[datetime],
    holidays: Holidays = NO_HOLIDAYS,
) -> tuple[Load, ...]:
    """Everybody's part of the weeks that begin at the instants given, leave counted."""
    posts = list(planned)
    on_shift = _on_shift(team, rota, weeks, holidays)
    found = []
    for key in team.members:
        own = on_shift.get(key, [])
        each = [_in_week(own, week) for week in weeks]
        owned = sum(post.owner == key for post in posts)
        usual = round(sum(each) / len(each)) if each else 0
        found.append(Load(key, usual, max(each, default=0), owned))
    return tuple(found)


def _in_week(own: Sequence[Stretch], week: datetime) -> int:
    start = minute_of(week)
    return minutes(within(own, start, start + _WEEK))


def _on_shift(
    team: Team, rota: Rota | None, weeks: Sequence[datetime], holidays: Holidays
) -> dict[str, list[Stretch]]:
    """When each person is on shift; two shifts at once count once."""
    if rota is None or not weeks:
        return {}
    found: dict[str, list[Stretch]] = {}
    end = weeks[-1] + timedelta(weeks=1)
    for shift in staffing(team, rota, weeks[0], end, holidays):
        for piece in shift.pieces:
            for key in piece.members:
                found.setdefault(key, []).append((piece.start, piece.end))
    return {key: union(own) for key, own in found.items()}


def weeks_from(now: datetime, count: int = 4) -> tuple[datetime, ...]:
    """The beginnings of so many weeks, from now on."""
    return tuple(now + timedelta(weeks=number) for number in range(count))


def networks(
    settings: Settings, team: Team, planned: Iterable[Planned]
) -> tuple[Network, ...]:
    """The networks of all accounts, with who knows them and what goes there."""
    keys = dict.fromkeys(each.network for each in settings.accounts.values())
    posts = dict.fromkeys(keys, 0)
    for each in planned:
        here = {
            account.network
            for key in each.accounts
            if (account := settings.accounts.get(key)) is not None
        }
        for key in here:
            posts[key] += 1
    return tuple(Network(key, posts[key], _knowing(team, key)) for key in keys)


def _knowing(team: Team, network: str) -> tuple[str, ...]:
    return tuple(key for key, each in team.members.items() if each.knows(network))
