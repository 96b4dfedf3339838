"""What `mergecast today` finds out: a stand-up in one look."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from mergecast.cli.checking.together import process_now
from mergecast.cli.people.outgoing import Span, outgoing
from mergecast.cli.people.team_files import Here, open_incidents, read_here
from mergecast.cli.people.who import duty_at
from mergecast.cli.session import Session
from mergecast.cli.views.looking import entries_between, shown_in
from mergecast.inspection.going_out import pace, reserved
from mergecast.people.away import leave_of, stand_in
from mergecast.planning.agenda import Wanted
from mergecast.planning.ahead import WeekAhead, week_ahead, week_of
from mergecast.planning.days import Days
from mergecast.renderers.today import Absent, StandUp

_DAY = timedelta(days=1)


def stand_up(session: Session, place: str | None, *, week: bool = False) -> StandUp:
    """What a team needs to know this morning, whatever is broken.

    Args:
        session: how the command was called.
        place: the zone whose clocks are shown; UTC where it is None.
        week: whether the week ahead is told, too.

    Raises:
        WorkspaceError: there is no workspace.
        LedgerDamagedError: the ledger cannot be believed.
    """
    found = read_here(session)
    span = Span(found.now - _DAY, found.now + _DAY)
    posts = outgoing(session, found, span)
    duty = duty_at(found, found.now)
    unreadable = [each.path for each in found.loaded.files if each.data is None]
    return StandUp(
        now=found.now,
        until=span.until,
        zone=place or "UTC",
        team=found.space.team,
        there=duty.there,
        absent=tuple(_absent(found)),
        live=posts.live,
        coming=posts.coming,
        waiting=posts.waiting,
        frozen=posts.frozen,
        broken=tuple(dict.fromkeys((*posts.broken, *unreadable))),
        incidents=tuple(open_incidents(found, posts.incidents)),
        findings=process_now(session, found.where, found.loaded),
        notes=tuple(filter(None, [posts.note])),
        ahead=_ahead(session, found, place) if week else None,
        kept_free=reserved(found.where, found.space.settings, found.now),
    )


def _ahead(session: Session, found: Here, place: str | None) -> WeekAhead:
    """The week that it is, as the calendar shows it."""
    settings = found.space.settings
    zone = shown_in(place, settings)
    shown = week_of(found.now, zone)
    # What goes out a day beside the week takes slots of it, and is its on other clocks.
    around = Days(shown.first - _DAY, shown.last + _DAY)
    entries = entries_between(session, settings, around, zone, Wanted())
    shut = pace(found.space, found.now, shown.last).closed
    return week_ahead(entries, settings, found.now, zone, shut)


def _absent(found: Here) -> Iterator[Absent]:
    team = found.space.team
    for member in team.members.values():
        leave = leave_of(team, member, found.now)
        if leave is not None:
            there = stand_in(team, member, found.now)
            yield Absent(member.name, leave.last, there.name if there else None)
