"""How many slots that are kept free are still to be had, account by account."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from mergecast.model.moments import UnknownZoneError
from mergecast.model.settings import Settings
from mergecast.planning.agenda import Entry, Stage
from mergecast.planning.timetable import Pace, Timetable

_GONE = frozenset({Stage.CANCELLED, Stage.RETRACTED, Stage.MISSED, Stage.IDEA})


def room(
    settings: Settings, entries: Sequence[Entry], days: Iterable[date], now: datetime
) -> dict[str, int]:
    """The free slots of some days by account; those without any are left out.

    ``entries`` are the posts around these days: one that stands at a reserved slot, or
    too close to it, has taken it.
    """
    wanted = list(days)
    found = {}
    for account in settings.accounts.values():
        table = Timetable(account, Pace.of(settings, now))
        if not table.has_slots:
            continue
        for each in entries:
            gone = each.stage in _GONE or account not in each.accounts
            if each.at is not None and not gone:
                table.take(each.at, each.post.id)
        try:
            free = sum(len(table.kept(day)) for day in wanted)
        except UnknownZoneError:
            continue
        if free:
            found[account.key] = free
    return found
