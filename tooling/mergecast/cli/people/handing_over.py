"""What `mergecast team handover` drafts: what one shift leaves to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from mergecast.cli.people.outgoing import Outgoing, Span, outgoing
from mergecast.cli.people.team_files import Here, here, open_incidents
from mergecast.cli.session import Session
from mergecast.editing.files import write_new
from mergecast.editing.scalars import flow_scalar
from mergecast.editing.writing import written
from mergecast.errors import UsageError
from mergecast.model.handover import FOLDER
from mergecast.people.coverage import relays
from mergecast.people.staffing import Staffed, staffing
from mergecast.renderers.encoders.visible import one_line

_AROUND = timedelta(days=3)
_HEAD = (
    "# Whoever ends the shift edits this file; whoever begins the next one signs it:",
    "# mergecast team handover --sign",
)
_PROMPTS = (
    "# to_do: [what the next shift has to do]",
    "# careful: [what they should know]",
)


@dataclass(frozen=True, slots=True)
class Draft:
    """A handover to be looked through; ``note`` is what it cannot know."""

    path: str
    text: str
    note: str


def draft(session: Session, shift: str | None) -> Draft:
    """The handover of the shift that ends now, or of one by its key.

    Raises:
        MergecastError: there is no rota, or no such shift around now.
    """
    found = here(session)
    holidays = found.holidays(found.now - _AROUND, found.now + _AROUND)
    shifts = staffing(
        *(found.space.team, found.rota, found.now - _AROUND, found.now + _AROUND),
        holidays.known,
    )
    own = _ending(found, shifts, shift)
    following = _following(own, shifts)
    until = following.worked.end if following else found.now + timedelta(hours=12)
    posts = outgoing(session, found, Span(own.worked.start, until))
    work = own.worked
    fields = {
        "shift": work.shift.key,
        "day": work.day.isoformat(),
        "by": own.pieces[-1].members[0],
        "written": _said(found.now),
        **({"next": following.worked.shift.key} if following else {}),
    }
    return Draft(_path(own), _text(fields, _lines(found, posts)), posts.note)


def write(session: Session, drafted: Draft) -> None:
    """Put a draft where handovers are.

    Raises:
        UsageError: there is one already.
    """
    try:
        write_new(session.workspace / drafted.path, drafted.text)
    except FileExistsError:
        raise UsageError(
            f"{drafted.path} is there already",
            hint="edit it, or take it away first",
            not_done="nothing was written",
        ) from None


def _ending(found: Here, shifts: Sequence[Staffed], key: str | None) -> Staffed:
    """The shift that is to be handed over: the first to end, unless it is done.

    Raises:
        UsageError: there is none.
    """
    if key is not None and key not in found.rota.shifts:
        names = ", ".join(found.rota.shifts)
        raise UsageError(f"there is no shift '{key}'", hint=f"name one of: {names}")
    late = timedelta(hours=3)
    there = [
        each
        for each in shifts
        if each.pieces
        and each.pieces[-1].members
        and each.worked.start <= found.now < each.worked.end + late
        and key in {None, each.worked.shift.key}
    ]
    if not there:
        what = f"'{key}' is" if key else "nobody is"
        raise UsageError(
            f"{what} not on shift now" if key else f"{what} on shift now",
            hint="hand over while the shift is on, or within 3 h of its end",
        )
    written_for = {each.path for each in found.space.playbooks.handovers}

    def order(each: Staffed) -> tuple[bool, datetime]:
        over = each.worked.end <= found.now and _path(each) in written_for
        return over, each.worked.end

    return min(there, key=order)


def _path(own: Staffed) -> str:
    return f"{FOLDER}/{own.worked.day}-{own.worked.shift.key}.yaml"


def _following(own: Staffed, shifts: Sequence[Staffed]) -> Staffed | None:
    """The shift that takes over: the one that is there on, else the next to begin."""
    for relay in relays(shifts):
        if relay.before is own:
            return relay.after
    end = own.worked.end
    later = (each for each in shifts if each.members and each.worked.start >= end)
    return next(later, None)


def _lines(found: Here, posts: Outgoing) -> dict[str, list[str]]:
    return {
        "went_out": [
            f"{_said(each.at)} {each.key} {each.link or ''}".rstrip()
            for each in posts.live
        ],
        "due": [f"{_said(each.at)} {each.key}" for each in posts.coming],
        "held": [f"{each.key} ({each.verb}): {each.reason}" for each in posts.waiting],
        "incidents": [
            *open_incidents(found, posts.incidents),
            *(f"frozen: {each}" for each in posts.frozen),
        ],
    }


def _said(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M}"


def _text(fields: dict[str, str], lists: dict[str, list[str]]) -> str:
    """The file: what is on record, a line each, and room for what only people know."""
    lines = written(_HEAD, fields)
    for name, items in lists.items():
        if items:
            lines += f"{name}:\n"
            lines += "".join(f"  - {flow_scalar(one_line(item))}\n" for item in items)
    return lines + "".join(f"{line}\n" for line in _PROMPTS)
