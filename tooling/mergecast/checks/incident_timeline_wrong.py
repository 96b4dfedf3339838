"""The timeline of an incident can have been so.

It begins with `open`, goes forward in time, and closes once; after that it can only be
reopened, or noted upon. What reads otherwise was written down wrongly, and a review
built on it learns the wrong thing.

Passes::

    # playbooks/incidents/sign-in-2026-11.yaml
    id: sign-in-2026-11
    title: Sign-in down
    playbook: outage
    level: mid
    timeline:
      - {at: 2026-11-24 02:05, step: open, what: froze all accounts}
      - {at: 2026-11-24 04:10, step: close, what: sign-in works again}
    retro: {day: 2026-11-25, no_change_because: the drill of October covers it}

Fails::

    # playbooks/incidents/sign-in-2026-11.yaml
    id: sign-in-2026-11
    title: Sign-in down
    playbook: outage
    level: mid
    timeline:
      - {at: 2026-11-24 02:05, step: open, what: froze all accounts}
      - {at: 2026-11-24 04:10, step: close, what: sign-in works again}
      - {at: 2026-11-24 04:30, step: close, what: all is well}
    retro: {day: 2026-11-25, no_change_because: the drill of October covers it}

Fails::

    # playbooks/incidents/sign-in-2026-11.yaml
    id: sign-in-2026-11
    title: Sign-in down
    playbook: outage
    level: mid
    timeline:
      - {at: 2026-11-24 02:05, step: open, what: froze all accounts}
      - {at: 2026-11-24 01:10, step: respond, what: sent the statement}
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mergecast.checks.base import Context, Options
from mergecast.findings import Remark, Severity
from mergecast.model.incident import CLOSE, OPEN, REOPEN, Incident
from mergecast.source import Place

ID = "incident-timeline-wrong"
SEVERITY = Severity.ERROR
OPTIONS: Options = {}

_AFTER_CLOSE = frozenset({REOPEN, "note"})


def check(context: Context) -> Iterable[Remark]:
    """Walk through every timeline."""
    for incident in context.workspace.playbooks.incidents.values():
        yield from _order(incident)
        yield from _steps(incident)


def _order(incident: Incident) -> Iterator[Remark]:
    # Wall clocks of one zone, so texts compare as times do but for one hour a year.
    for number, entry in enumerate(incident.timeline[1:], 1):
        before = incident.timeline[number - 1]
        if entry.at < before.at:
            yield Remark(
                Place(incident.path, ("timeline", number, "at")),
                f"{entry.at} is before the entry above it, {before.at}",
                hint="put the entries in the order of time",
            )


def _steps(incident: Incident) -> Iterator[Remark]:
    closed: str | None = None
    for number, entry in enumerate(incident.timeline):
        place = Place(incident.path, ("timeline", number, "step"))
        if (number == 0) is not (entry.step == OPEN):
            message = "the first entry is 'open', and no other one"
            yield Remark(place, message, hint="put what opened it first, once")
        elif closed and entry.step == CLOSE:
            yield Remark(
                place,
                f"it was closed already, at {closed}",
                hint="take one of the two away, or write 'reopen' between them",
            )
        elif closed and entry.step not in _AFTER_CLOSE:
            yield Remark(
                place,
                f"it was closed at {closed}, so nothing is done in it any more",
                hint="write 'reopen' before it, or make it a 'note'",
            )
        elif not closed and entry.step == REOPEN:
            yield Remark(place, "it was not closed", hint="make it a 'note'")
        if entry.step in {CLOSE, REOPEN}:
            closed = entry.at if entry.step == CLOSE else None
