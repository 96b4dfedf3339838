"""The announcement of a send is its last look, unless the answer is long on its way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from dispatch.world import DUE, Stage, target

from mergecast.dispatch.run import publish
from mergecast.ledger.ledger import Ledger
from mergecast.ledger.memory_store import Fault, MemoryStore, Operation
from mergecast.ledger.snapshot import Snapshot
from mergecast.model.event import EventKind
from mergecast.model.key import FREEZE, Key
from mergecast.model.ledger_state import Draft, PartState

KEY = Key("launch-2026", None, "acme", 1)
SLOW = 12.0


def freeze(stage: Stage) -> None:
    body = {"scope": "all", "reason": "flood", "by": "mei"}
    stage.look().append([Draft(EventKind.FREEZE, FREEZE, body=body)], at=stage.clock.at)


def run(stage: Stage, meanwhile: Callable[[], None]) -> list[str]:
    """Publish; the answer to the announcement is lost, and then read back late."""
    pushes: list[Operation] = []

    def fault(operation: Operation) -> Fault | None:
        if operation is Operation.PUSH:
            pushes.append(operation)
            return Fault.ANSWER_LOST if len(pushes) == 2 else None
        if len(pushes) == 2:
            meanwhile()
        return None

    def look() -> Snapshot:
        access = stage.access(MemoryStore(stage.remote, fault))
        return Ledger(access, stage.genesis).open()

    return [step.what for step in publish(target(), stage.world(look))]


def test_a_freeze_while_the_answer_was_on_its_way_stops_the_send() -> None:
    stage = Stage()

    def meanwhile() -> None:
        if "freeze" not in stage.kinds():
            freeze(stage)

    steps = run(stage, meanwhile)
    state = stage.look().state(KEY)

    assert (stage.network.live, steps) == ([], ["waits"])
    assert stage.kinds()[1:] == ["claim", "sending", "freeze", "released"]
    assert state is not None
    assert state.state is PartState.OPEN


def test_an_answer_that_was_late_is_followed_by_another_look() -> None:
    stage = Stage()
    slept: list[float] = []

    def meanwhile() -> None:
        if not slept:
            slept.append(SLOW)
            stage.clock.sleep(SLOW)

    assert run(stage, meanwhile) == ["posted"]
    assert stage.clock.at >= DUE + timedelta(seconds=SLOW)
    assert len(stage.network.live) == 1


def test_where_every_look_is_slow_nothing_is_sent_and_the_part_stays_open() -> None:
    stage = Stage()
    steps = run(stage, lambda: stage.clock.sleep(SLOW))
    state = stage.look().state(KEY)

    assert (stage.network.live, steps) == ([], ["waits"])
    assert state is not None
    assert state.state is PartState.OPEN
