"""The week to come: what goes out, where nothing does yet, and the mix of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from mergecast.model.settings import Settings
from mergecast.planning.agenda import Entry, Stage
from mergecast.planning.days import Days, View, by_day, days
from mergecast.planning.measuring import measured
from mergecast.planning.mix import Mix
from mergecast.planning.timetable import Closed, Pace, Timetable, always_open

_WEEKEND = timedelta(days=2)
_GONE = frozenset({Stage.CANCELLED, Stage.RETRACTED, Stage.MISSED})


@dataclass(frozen=True, slots=True)
class Gap:
    """A slot of an account with nothing in it; all of the week where ``at`` is None.

    ``kept`` is whether it is kept free, for what nobody can plan.
    """

    account: str
    at: datetime | None = None
    kept: bool = False


@dataclass(frozen=True, slots=True)
class WeekAhead:
    """Seven days from a Monday on, as a zone has them."""

    shown: Days
    zone: ZoneInfo
    days: Mapping[date, Sequence[Entry]]
    gaps: tuple[Gap, ...]
    mixes: tuple[Mix, ...]


def week_of(now: datetime, zone: ZoneInfo) -> Days:
    """The week that it is in a zone, from Monday to Sunday; on its weekend the next."""
    return days(View.WEEK, now.astimezone(zone).date() + _WEEKEND)


def week_ahead(
    entries: Sequence[Entry],
    settings: Settings,
    now: datetime,
    zone: ZoneInfo,
    closed: Closed = always_open,
) -> WeekAhead:
    """The week to come; what is over of it has no gaps any more.

    Args:
        entries: the posts of that week and of the days beside it.
        settings: the workspace's: accounts, slots, and the mix that was agreed.
        now: the instant.
        zone: whose days.
        closed: when an account is kept silent: no slot is missing there.
    """
    shown = week_of(now, zone)
    found = by_day(entries, shown, zone)
    stays = [each for each in entries if each.stage not in _GONE]
    pace = Pace.of(settings, now, closed)
    gaps = [
        gap
        for account in settings.accounts.values()
        for gap in _gaps(Timetable(account, pace), stays, shown)
    ]
    mixes = tuple(each.mix for each in measured(entries, shown, settings, now))
    return WeekAhead(shown, zone, found, tuple(gaps), mixes)


def _gaps(table: Timetable, entries: Sequence[Entry], shown: Days) -> Iterator[Gap]:
    key = table.account.key
    own = [each for each in entries if key in each.post.accounts]
    for each in own:
        if each.at is not None:
            table.take(each.at, each.post.name)
    if not table.has_slots:
        # Who has no slots misses none; that a week is empty is worth a word.
        week = [each for each in own if each.at and table.day(each.at) in shown]
        yield from () if week else (Gap(key),)
        return
    for day in shown:
        for opening in table.on(day):
            shut = table.pace.closed(table.account, opening.at, None)
            free = opening.at > table.pace.now and table.near(opening.at) is None
            if free and shut is None:
                yield Gap(key, opening.at, opening.slot.reserved)
