"""Which clocks of open incidents, or of their retros, are over: whom that calls."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from mergecast.alarms.alarm import Alarm, Kind
from mergecast.cli.wiring import Published
from mergecast.crisis.clocks import Clock, clocks
from mergecast.crisis.rights import row
from mergecast.incidents.history import History, histories
from mergecast.ledger.snapshot import Snapshot
from mergecast.loading.workspace import load
from mergecast.model.event import EventKind
from mergecast.model.spoken import span
from mergecast.model.workspace import Workspace
from mergecast.people.duty import reach

_BACK = timedelta(days=60)


def late(source: Published, view: Snapshot, now: datetime) -> Iterator[Alarm]:
    """An alarm for each clock that is over; nothing is read where there is none."""
    frozen = bool(view.freezes()) or bool(view.thawed())
    lately = any(event.kind is EventKind.INCIDENT for event in view.tail.events)
    if not (frozen or lately):
        return
    events = view.events((now - _BACK).date())
    found = [one for one in histories(events) if one.steps[0].name == "open"]
    going = [one for one in found if one.steps[-1].name != "retro"]
    if not going:
        return
    space = load(source.tree, whole=True).workspace
    for history in going:
        for clock in _clocks(space, history):
            if clock.done is None and clock.breached(now):
                yield _alarm(space, history, clock, now)


def _clocks(space: Workspace, history: History) -> Iterator[Clock]:
    """Of what is closed, only the retro still has a clock."""
    books = space.playbooks
    found = row(books.matrix, books.levels, history.level) if books.matrix else None
    playbook = books.crises.get(history.playbook or "")
    for clock in clocks(history.times(), playbook, found):
        if history.is_open or clock.name == "record":
            yield clock


def _alarm(space: Workspace, history: History, clock: Clock, now: datetime) -> Alarm:
    """It calls the backup; and the owner, where nobody is there for them."""
    people = [
        one.member.key
        for role in (clock.backup, clock.owner)
        if role is not None
        for one in reach(space.team, space.rota, (role,), now)
        if one.awake
    ]
    over = span(abs(clock.left(now)))
    return Alarm(
        f"clock:{history.id}:{clock.name.replace(' ', '-')}",
        Kind.CLOCK,
        f"{clock.name} ({clock.owner}) is {over} over: {history.summary}",
        since=clock.due,
        call=tuple(dict.fromkeys(people)),
    )
