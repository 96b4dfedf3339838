"""Which events it takes to open, grade, tell, answer and close; and who may.

Whoever has write access may open an incident and freeze: stopping is always cheap. The
rest is checked against the matrix, at the level that the incident has.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from mergecast.crisis.rights import may, row, who_may
from mergecast.dispatch.ports import Recorded
from mergecast.dispatch.stops import Order, needed
from mergecast.errors import UsageError
from mergecast.model.crisis import Levels, Matrix
from mergecast.model.event import EventKind
from mergecast.model.key import KeyFormatError, incident_key
from mergecast.model.ledger_state import Draft

NOT_DONE = "nothing was recorded"
RIGHTS = {
    "assess": "assess",
    "notify": "notify",
    "respond": "respond",
    "close": "close",
}
"""Which right of the matrix a step takes; opening and a retro take none."""


@dataclass(frozen=True, slots=True)
class Deed:
    """One step of an incident.

    Args:
        incident: its id.
        step: ``open``, ``assess``, ``notify``, ``respond``, ``close`` or ``retro``.
        by: who does it.
        roles: theirs, as far as the team file knows them.
        said: what its event has to say beside that.
        freeze: what is frozen with it.
    """

    incident: str
    step: str
    by: str
    roles: Collection[str] = ()
    said: Mapping[str, Any] = field(default_factory=dict)
    freeze: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Levels and matrix, as far as there are any."""

    matrix: Matrix | None = None
    levels: Levels | None = None


def drafts(deed: Deed, book: Rulebook, view: Recorded) -> list[Draft]:
    """The events of a step.

    Raises:
        UsageError: it cannot be done now, or not by them.
    """
    try:
        key = incident_key(deed.incident)
    except KeyFormatError:
        raise UsageError(
            f"'{deed.incident}' is no id of an incident",
            hint="3 to 64 of a-z, 0-9 and -, as in outage-2026-11",
            not_done=NOT_DONE,
        ) from None
    known = view.crisis(deed.incident)
    if deed.step == "open":
        if known is not None:
            raise UsageError(
                f"incident '{deed.incident}' was opened before",
                hint="go on with it, or add --id; `mergecast freeze` needs neither",
                not_done="nothing was recorded or frozen",
            )
    elif known is None:
        raise _refused(f"there is no incident '{deed.incident}'")
    elif deed.step == "retro" and known.is_open:
        raise _refused(f"incident '{deed.incident}' is not closed yet")
    elif deed.step != "retro" and not known.is_open:
        raise _refused(f"incident '{deed.incident}' is closed already")
    _refuse_level(deed, book)
    _refuse_others(deed, book, known.level if known else None)
    found = [Draft(EventKind.INCIDENT, key, body=_body(deed))]
    if deed.freeze:
        reason = str(deed.said.get("summary") or deed.incident)
        order = Order(
            EventKind.FREEZE, deed.freeze, reason, deed.by, incident=deed.incident
        )
        found += needed(order, view)
    return found


def _body(deed: Deed) -> dict[str, Any]:
    said = {name: value for name, value in deed.said.items() if value is not None}
    return {"step": deed.step, "by": deed.by, **said}


def _refused(message: str) -> UsageError:
    return UsageError(message, hint="see `mergecast crisis status`", not_done=NOT_DONE)


def _refuse_level(deed: Deed, book: Rulebook) -> None:
    level = deed.said.get("level")
    if level is None or book.matrix is None or level in book.matrix.rows:
        return
    raise UsageError(
        f"playbooks/matrix.yaml has no row for level '{level}'",
        hint=f"add one, or name one of: {', '.join(book.matrix.rows)}",
        not_done=NOT_DONE,
    )


def _refuse_others(deed: Deed, book: Rulebook, level: str | None) -> None:
    right = RIGHTS.get(deed.step)
    if right is None or book.matrix is None:
        return
    found = row(book.matrix, book.levels, level)
    if may(found, right, deed.roles):
        return
    who = ", ".join(who_may(found, right)) or "nobody"
    at = f" at level '{level}'" if level else ""
    raise UsageError(
        f"{deed.by} may not {deed.step}{at}: the matrix gives it to {who}",
        hint="ask one of them; a freeze is open to everybody",
        not_done=NOT_DONE,
    )
