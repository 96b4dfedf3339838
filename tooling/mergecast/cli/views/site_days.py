"""What is special about days: blackouts, and the holidays that the team looks up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from mergecast.model.blackout import Blackout
from mergecast.model.workspace import Workspace
from mergecast.pages.desk import DayNote
from mergecast.planning.blackouts import reaches, stretch

_DAY = timedelta(days=1)
_LONGEST = 400
"""Days of one blackout that are marked."""


def day_notes(space: Workspace, zone: ZoneInfo) -> Mapping[date, Sequence[DayNote]]:
    """What is to be said of each day, as clocks in the zone have it."""
    found: dict[date, list[DayNote]] = {}
    for day, note in (*_blackouts(space, zone), *_holidays(space)):
        if note not in found.setdefault(day, []):
            found[day].append(note)
    return found


def _blackouts(space: Workspace, zone: ZoneInfo) -> Iterator[tuple[date, DayNote]]:
    for each in space.blackouts.days:
        note = DayNote(each.name, each.force.stops)
        for day in islice(_days(space, each, zone), _LONGEST):
            yield day, note


def _days(space: Workspace, blackout: Blackout, zone: ZoneInfo) -> Iterator[date]:
    """The days on which it stops most of an account that it is about.

    It lasts from midnight to midnight where readers are: in another zone the hours that
    hang over into the day before or after would mark that day, too.
    """
    stretches = [
        stretch(blackout, account)
        for account in space.settings.accounts.values()
        if reaches(blackout.reach, account, next(iter(blackout.reach.buckets), None))
    ]
    if not stretches:
        return
    start = min(each.start for each in stretches)
    end = max(each.end for each in stretches)
    day = start.astimezone(zone).date()
    while datetime.combine(day, datetime.min.time(), zone) < end:
        noon = datetime.combine(day, datetime.min.time(), zone) + _DAY / 2
        if start <= noon < end or end - start < _DAY / 2:
            yield day
        day += _DAY


def _holidays(space: Workspace) -> Iterator[tuple[date, DayNote]]:
    for rule in space.blackouts.holidays:
        for day, name in space.blackouts.public.get(rule.region, {}).items():
            if day not in rule.open:
                note = DayNote(f"{name} ({rule.region})", stops=False)
                yield date.fromisoformat(day), note
