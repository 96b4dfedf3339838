"""What else happened while an incident went on: freezes, posts, what was kept back.

All of it is on record already; the incident's own steps are not repeated here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from mergecast.dispatch.kept_back import KEPT_BACK, TOO_LATE
from mergecast.incidents.history import History
from mergecast.model.event import Event, EventKind
from mergecast.model.freeze import said_in
from mergecast.model.key import Key, is_reserved
from mergecast.model.ledger_state import Resolution

_KEPT = frozenset({KEPT_BACK, TOO_LATE})


@dataclass(frozen=True, slots=True)
class Note:
    """One thing that happened: ``by`` is who did it, as far as a person did."""

    at: datetime
    what: str
    by: str | None = None


def notes(history: History, events: Iterable[Event]) -> Iterator[Note]:
    """What happened since an incident was opened, in the order of the ledger."""
    own: set[str] = set()
    for event in events:
        if event.at < history.opened:
            continue
        if _is_answer(history, event):
            own.add(event.key)
        elif event.kind in _STOPS:
            yield _stop(event)
        elif not is_reserved(event.key):
            what = _of_a_part(event, event.key in own)
            if what is not None:
                by = event.body.get("by")
                yield Note(event.at, what, by and str(by))


def posts_of(history: History, events: Iterable[Event]) -> tuple[str, ...]:
    """The posts that were said in an incident, or taken back while it went on."""
    found: dict[str, None] = {}
    for event in events:
        taken_back = event.kind is EventKind.RETRACTED and event.at >= history.opened
        if taken_back or _is_answer(history, event):
            found[Key.parse(event.key).post] = None
    return tuple(found)


def _is_answer(history: History, event: Event) -> bool:
    """Whether something that is said in the incident was claimed."""
    claimed = event.kind is EventKind.CLAIM
    return claimed and said_in(event.body.get("scopes")) == history.id


_STOPS: Mapping[EventKind, str] = {EventKind.FREEZE: "froze", EventKind.THAW: "thawed"}


def _stop(event: Event) -> Note:
    body = event.body
    what = f"{_STOPS[event.kind]} {body.get('scope')}: {body.get('reason')}"
    return Note(event.at, what, str(body.get("by") or "") or None)


def _of_a_part(event: Event, own: bool) -> str | None:  # noqa: FBT001 - one fact
    """What became of a part; None where that is nothing of the incident's."""
    key = event.key.removesuffix("!delete")
    where = event.body.get("url") or event.body.get("id")
    if event.kind is EventKind.POSTED and own:
        return f"{key} was live" + (f": {where}" if where else "")
    if event.kind is EventKind.RETRACTED and not event.key.endswith("!delete"):
        return f"{key} was taken back"
    gone = event.body.get("outcome") == Resolution.GONE
    if event.kind is EventKind.RESOLVED and gone:
        return f"{key} was deleted by hand"
    kept = event.kind is EventKind.MISSED and event.body.get("code") in _KEPT
    return f"{key} was kept back" if kept else None
