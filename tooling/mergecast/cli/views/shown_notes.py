"""What `calendar show` says of days beside their posts."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from mergecast.model.workspace import Workspace
from mergecast.planning.days import Days
from mergecast.planning.notes import NO_NOTES, Note, Notes, events_by_day
from mergecast.repository.trees import Tree


def notes(
    tree: Tree,
    space: Workspace,
    shown: Days,
    zones: tuple[ZoneInfo, ZoneInfo],
    account: str | None = None,
) -> Notes:
    """Closed days and holidays, then others' events, all or those for an account.

    ``zones`` are the one that is shown and the accounts' own.
    """
    closed = space.blackouts
    calendars = [
        each
        for each in space.settings.calendars
        if account is None or not each.accounts or account in each.accounts
    ]
    if not (closed.days or closed.holidays or calendars):
        return NO_NOTES
    place, own = zones
    start, end = shown.begin(place), shown.end(place)
    from dataclasses import replace  # noqa: PLC0415 - as the others, only if there are any

    from mergecast.cli.views.site_days import day_notes  # noqa: PLC0415
    from mergecast.loading.departments import departments  # noqa: PLC0415
    from mergecast.loading.public_holidays import with_holidays  # noqa: PLC0415

    known, unread = with_holidays(closed, start, end)
    found = {
        day: [Note(each.name, stops=each.stops) for each in said]
        for day, said in day_notes(replace(space, blackouts=known), place).items()
    }
    others = departments(tree, calendars, start, end)
    for day, noted in events_by_day(others.events, shown, place, own).items():
        found.setdefault(day, []).extend(noted)
    return Notes(found, {**unread, **others.unread})
