"""What `mergecast today --issue` does: keep one pinned issue up to date."""

from __future__ import annotations

from dataclasses import replace

from mergecast.alarms.pinned import Board, written
from mergecast.cli.notices.readers import board, is_open_to_all, is_set_up
from mergecast.cli.people.standup import stand_up
from mergecast.cli.session import Session
from mergecast.cli.views.looking import shown_in
from mergecast.loading.workspace import usable
from mergecast.renderers.pinned_issue import TITLE, pinned_body
from mergecast.repository.trees import WorkTree

_REHEARSAL = "this is a rehearsal: what goes out goes to an emulator"


def pin(session: Session, place: str | None) -> str:
    """Write today and the week ahead into the issue; says what was done.

    Raises:
        MergecastError: there is no workspace or forge, or it is away.
    """
    settings = usable(WorkTree(session.workspace)).settings
    if not is_set_up(settings):
        return "no issue is needed: nothing is set up yet"
    zone = shown_in(place, settings)
    where = board(session, settings)
    told = stand_up(session, zone.key, week=True)
    notes = (*told.notes, *([_REHEARSAL] if settings.rehearses else []))
    report = replace(told, open=is_open_to_all(settings, where.api), notes=notes)
    return _keep(where, pinned_body(report))


def _keep(where: Board, text: str) -> str:
    known = where.find()
    if known is None:
        made = where.make(TITLE, written(None) + text)
        return f"opened #{made.number}{_pinned(where.pin(made))}"
    if not known.is_open and known.dismissed:
        return f"left #{known.number} alone: somebody closed it as not planned"
    body = written(known.told) + text
    if known.is_open and _plain(known.body) == _plain(body):
        return f"#{known.number} is as it was"
    where.change(known, TITLE, body)
    again = "" if known.is_open else _pinned(where.pin(known))
    return f"brought #{known.number} up to date{again}"


def _pinned(done: bool) -> str:  # noqa: FBT001 - what the forge said
    if done:
        return " and pinned it"
    return ", which the forge does not pin: three others are, or the token may not"


def _plain(body: str) -> str:
    """A body as it was written: editors on the web change the ends of lines."""
    return body.replace("\r\n", "\n").strip()
