"""Freeze and thaw: what it takes, and that a busy ledger does not stop a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from dispatch.world import DUE, Clock, Stage

from mergecast.dispatch.ports import LedgerView
from mergecast.dispatch.stops import SCOPE, Order, is_scope, needed
from mergecast.dispatch.writing import AT_MOST, write
from mergecast.errors import WorkspaceError
from mergecast.ledger.ledger import Ledger
from mergecast.ledger.memory_store import Fault, MemoryStore, Operation
from mergecast.ledger.snapshot import Snapshot
from mergecast.model.event import EventKind
from mergecast.model.key import TICK
from mergecast.model.ledger_state import Draft
from mergecast.schemas import schema

FLOOD = Order(EventKind.FREEZE, ("all",), "flood", "mei")
CLEAR = Order(EventKind.THAW, ("all",), "all clear", "mei")


def done(stage: Stage, order: Order) -> list[str]:
    written = write(stage.look(), lambda view: needed(order, view), stage.clock)
    return [f"{event.kind} {event.body['scope']}" for event in written.events]


def test_a_freeze_is_one_event_and_the_second_is_none() -> None:
    stage = Stage()

    assert (done(stage, FLOOD), done(stage, FLOOD)) == (["freeze all"], [])
    assert stage.look().freezes()[0].reason == "flood"


def test_a_thaw_takes_back_what_is_frozen_and_nothing_else() -> None:
    stage = Stage()
    done(stage, Order(EventKind.FREEZE, ("all", "account:acme"), "flood", "mei"))

    assert done(stage, CLEAR) == ["thaw all"]
    assert done(stage, CLEAR) == []
    assert [one.scope for one in stage.look().freezes()] == ["account:acme"]


def test_each_incident_freezes_anew_what_was_frozen_without_it() -> None:
    """Else what is said in the milder one passes what is frozen for the graver."""
    stage = Stage()
    done(stage, FLOOD)
    grave = replace(FLOOD, incident="flood-2026")

    assert (done(stage, grave), done(stage, grave)) == (["freeze all"], [])
    other = replace(FLOOD, incident="other-2026")
    assert (done(stage, other), done(stage, other)) == (["freeze all"], [])
    assert done(stage, FLOOD) == []
    assert done(stage, CLEAR) == ["thaw all"]
    assert stage.look().freezes() == ()


def test_what_is_frozen_for_an_incident_is_frozen_plainly_too() -> None:
    """Else whoever opens a mild one first takes the weight from a later freeze."""
    stage = Stage()
    done(stage, replace(FLOOD, incident="mild-2026"))

    assert (done(stage, FLOOD), done(stage, FLOOD)) == (["freeze all"], [])
    assert done(stage, CLEAR) == ["thaw all"]


def test_a_scope_that_is_given_twice_is_written_once() -> None:
    twice = Order(EventKind.FREEZE, ("all", "all"), "flood", "mei")

    assert done(Stage(), twice) == ["freeze all"]


@pytest.mark.parametrize(
    "text", ["all", "account:acme", "network:x", "post:launch-2026", "campaign:raya"]
)
def test_these_are_scopes(text: str) -> None:
    assert is_scope(text)


@pytest.mark.parametrize(
    "text",
    ["", "everything", "account:", "post:ab", "all ", "account:a b", "post:已经"],
)
def test_these_are_not(text: str) -> None:
    assert not is_scope(text)


def test_whoever_loses_a_race_decides_anew() -> None:
    stage = Stage()
    pushes: list[Operation] = []

    def fault(operation: Operation) -> Fault | None:
        if operation is Operation.PUSH:
            pushes.append(operation)
            if len(pushes) <= 3:
                body = {"main": "a" * 40, "carry": {}}
                stage.look().append([Draft(EventKind.TICK, TICK, body=body)], at=DUE)
        return None

    def look() -> Snapshot:
        store = MemoryStore(stage.remote, fault)
        return Ledger(stage.access(store), stage.genesis).open()

    written = write(look(), lambda view: needed(FLOOD, view), stage.clock)

    assert len(pushes) == 4
    assert [event.kind for event in written.events] == [EventKind.FREEZE]


def test_after_a_minute_of_lost_races_a_person_is_told() -> None:
    stage = Stage()

    class Slow(Clock):
        def monotonic(self) -> float:
            self.seconds += AT_MOST / 3
            return self.seconds

    def fault(operation: Operation) -> Fault | None:
        return Fault.REFUSED if operation is Operation.PUSH else None

    store = MemoryStore(stage.remote, fault)
    view = Ledger(stage.access(store), stage.genesis).open()

    def decide(view: LedgerView) -> Sequence[Draft]:
        return needed(FLOOD, view)

    with pytest.raises(WorkspaceError, match="others wrote to the ledger first"):
        write(view, decide, Slow())
    assert stage.look().freezes() == ()


def test_a_playbook_may_freeze_what_can_be_frozen_and_nothing_else() -> None:
    pattern = schema("crisis")["$defs"]["freezeScope"]["pattern"]

    assert pattern == f"^(?:{SCOPE.pattern})(?!\\n)$"
