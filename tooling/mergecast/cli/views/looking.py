"""What `mergecast calendar show` does: read what is asked for, and how it stands."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import cast
from zoneinfo import ZoneInfo

from mergecast.cli.checking.last_seen import known
from mergecast.cli.session import Session
from mergecast.cli.views.known_names import refuse_unknown
from mergecast.cli.views.shown_notes import notes
from mergecast.errors import UsageError
from mergecast.inspection.timeless import Branches
from mergecast.loading.between import all_posts, ideas, posts_between
from mergecast.loading.workspace import usable
from mergecast.model.ledger_state import KeyState
from mergecast.model.moments import UnknownZoneError, zone
from mergecast.model.post import Post
from mergecast.model.settings import Settings
from mergecast.planning.agenda import Entry, Wanted, entry, in_order, keys
from mergecast.planning.days import Days, View, by_day, days
from mergecast.renderers.calendar_shown import CalendarReport, calendar_text
from mergecast.repository.trees import WorkTree

_AT_ONCE = 500
"""Records that are asked for in one call of git: a command line has a limit."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The options of `calendar show`. ``day`` and ``zone`` have defaults: None."""

    view: View = View.AGENDA
    day: date | None = None
    zone: str | None = None
    wanted: Wanted = field(default_factory=Wanted)
    by_bucket: bool = False

    @staticmethod
    def of(wanted: Wanted, told: Mapping[str, object]) -> Asked:
        """From click's options."""
        day = cast("datetime | None", told["day"])
        return Asked(
            View(str(told["view"])),
            day.date() if day else None,
            cast("str | None", told["zone"]),
            wanted,
            bool(told["by_bucket"]),
        )


def show(session: Session, asked: Asked) -> CalendarReport:
    """The calendar of some days, as it is on disk.

    Raises:
        MergecastError: there is no workspace, or nobody has a name that is asked for.
    """
    tree = WorkTree(session.workspace)
    space = usable(tree)
    settings = space.settings
    place = shown_in(asked.zone, settings)
    now = session.now()
    shown = days(asked.view, asked.day or now.astimezone(place).date())
    found = entries_between(session, settings, shown, place, asked.wanted)
    undated = entries(session, settings, ideas(tree), asked.wanted)
    if not found and not undated:
        refuse_unknown(space, asked.wanted)
    return CalendarReport(
        asked.view,
        shown,
        place,
        now,
        by_day(found, shown, place),
        undated,
        asked.by_bucket,
        notes(
            tree,
            space,
            shown,
            (place, shown_in(None, settings)),
            asked.wanted.account,
        ),
    )


def printed(session: Session, asked: Asked, form: str) -> str:
    """The calendar of some days as text for a terminal this wide, or as JSON."""
    report = show(session, asked)
    if form == "json":
        from mergecast.renderers.calendar_json import calendar_json  # noqa: PLC0415 - seldom

        return calendar_json(report)
    columns = shutil.get_terminal_size((100, 24)).columns
    return calendar_text(report, columns=columns, colour=session.colour)


def entries_between(
    session: Session, settings: Settings, shown: Days, place: ZoneInfo, wanted: Wanted
) -> list[Entry]:
    """The posts of some days, as clocks there have them."""
    tree = WorkTree(session.workspace)
    posts = posts_between(tree, shown.first, shown.last)
    start, end = shown.begin(place), shown.end(place)
    found = entries(session, settings, posts, wanted)
    return [each for each in found if each.at is not None and start <= each.at < end]


def everything(session: Session, wanted: Wanted) -> tuple[Settings, list[Entry]]:
    """Every post of the calendar that is asked for, in order.

    Raises:
        MergecastError: there is no workspace.
    """
    tree = WorkTree(session.workspace)
    space = usable(tree)
    found = entries(session, space.settings, all_posts(tree), wanted)
    if not found:
        refuse_unknown(space, wanted)
    return space.settings, found


def entries(
    session: Session, settings: Settings, posts: Iterable[Post], wanted: Wanted
) -> list[Entry]:
    """Those that are asked for, with what the ledger said of them when last seen."""
    each = [post for post in posts if wanted.holds(post)]
    branches = Branches(
        settings.publishing.remote, settings.publishing.branch, settings.record.branch
    )
    asked = [key for post in each for key in keys(post, settings)]
    states: dict[str, KeyState | None] = {}
    for start in range(0, len(asked), _AT_ONCE):
        states |= known(session.workspace, branches, asked[start : start + _AT_ONCE])
    return in_order(entry(post, settings, states) for post in each)


def shown_in(name: str | None, settings: Settings) -> ZoneInfo:
    """The zone to show times in: the one asked for, or the accounts' own."""
    shared = dict.fromkeys(each.timezone for each in settings.accounts.values())
    chosen = name or next(iter(shared), "UTC")
    try:
        return zone(chosen)
    except UnknownZoneError:
        from mergecast.checks.basis.near import suggest  # noqa: PLC0415 - only on a typo
        from mergecast.model.moments import zone_names  # noqa: PLC0415 - as above

        raise UsageError(
            f"there is no time zone '{chosen}'",
            hint=suggest(chosen, zone_names(), "name one such as Asia/Kuala_Lumpur"),
        ) from None
