"""What a run alone knows is not lost: it goes on trying to write it down."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest
from dispatch.world import DUE, Stage, target

from mergecast.dispatch.run import publish
from mergecast.dispatch.settle import settle
from mergecast.dispatch.world import MainMovedError, Step
from mergecast.errors import GitError
from mergecast.ledger.ledger import Ledger
from mergecast.ledger.memory_store import Fault, MemoryStore, Operation
from mergecast.ledger.snapshot import Snapshot
from mergecast.model.event import EventKind
from mergecast.model.ledger_state import FILE_GONE, Draft, PartState

KEY = "launch-2026@acme:1"
PARTED = timedelta(minutes=40)


def looking(
    stage: Stage, fault: Callable[[Operation], Fault | None]
) -> Callable[[], Snapshot]:
    """A way to the ledger on which ``fault`` decides what goes wrong."""

    def look() -> Snapshot:
        store = MemoryStore(stage.remote, fault)
        return replace(Ledger(stage.access(store), stage.genesis).open(), reopen=look)

    return look


def run(stage: Stage, fault: Callable[[Operation], Fault | None]) -> list[Step]:
    return list(publish(target(), stage.world(looking(stage, fault))))


def state(stage: Stage) -> PartState:
    found = stage.look().state(KEY)
    assert found is not None
    return found.state


@pytest.mark.parametrize("outage", [1, 2, 5])
def test_a_receipt_is_written_though_the_remote_is_away_for_a_while(
    outage: int,
) -> None:
    stage = Stage()
    pushes: list[Operation] = []

    def fault(operation: Operation) -> Fault | None:
        if operation is Operation.PUSH:
            pushes.append(operation)
        away = operation is Operation.PUSH and 2 < len(pushes) <= 2 + outage
        return Fault.FAILS if away else None

    steps = run(stage, fault)

    assert [step.what for step in steps] == ["posted"]
    assert state(stage) is PartState.POSTED
    assert stage.clock.at > DUE + timedelta(seconds=outage - 1)


def test_a_receipt_that_was_written_without_an_answer_is_not_written_again() -> None:
    stage = Stage()
    calls: list[Operation] = []

    def fault(operation: Operation) -> Fault | None:
        calls.append(operation)
        receipt = calls.count(Operation.PUSH) == 3
        if receipt and operation is Operation.PUSH:
            return Fault.ANSWER_LOST
        return Fault.FAILS if receipt else None

    steps = run(stage, fault)

    assert [step.what for step in steps] == ["posted"]
    assert stage.kinds()[-3:] == ["claim", "sending", "posted"]


@pytest.mark.parametrize("applied", [True, False])
def test_an_announcement_without_an_answer_sends_nothing_and_is_taken_back(
    applied: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    stage = Stage()
    calls: list[Operation] = []

    def fault(operation: Operation) -> Fault | None:
        calls.append(operation)
        announcing = calls.count(Operation.PUSH) == 2
        if announcing and operation is Operation.PUSH:
            return Fault.ANSWER_LOST if applied else Fault.FAILS
        return Fault.FAILS if announcing else None

    steps = run(stage, fault)

    assert (stage.network.live, [step.what for step in steps]) == ([], ["waits"])
    assert state(stage) is PartState.OPEN


def test_where_not_even_that_can_be_written_the_run_stops() -> None:
    stage = Stage()
    calls: list[Operation] = []

    def fault(operation: Operation) -> Fault | None:
        calls.append(operation)
        return Fault.FAILS if calls.count(Operation.PUSH) >= 2 else None

    with pytest.raises(GitError):
        run(stage, fault)
    assert stage.network.live == []
    assert stage.clock.at < DUE + timedelta(minutes=2)


@dataclass(slots=True)
class Sleeper:
    """A machine that is suspended once its try is announced; others go on."""

    stage: Stage

    def now(self) -> datetime:
        return self.stage.clock.at

    def monotonic(self) -> float:
        if self.stage.kinds()[-1] == EventKind.SENDING:
            self.stage.clock.at += PARTED
            list(settle(self.stage.world()))
        return 0.0

    def sleep(self, seconds: float) -> None:
        self.stage.clock.sleep(seconds)


def test_a_machine_that_slept_takes_back_a_try_that_others_gave_up() -> None:
    stage = Stage()
    steps = list(publish(target(), replace(stage.world(), clock=Sleeper(stage))))

    assert stage.kinds()[1:5] == ["claim", "sending", "held", "released"]
    assert (steps[0].what, steps[0].settled) == ("waits", True)
    assert stage.network.live == []


def test_what_was_deleted_again_is_not_opened_by_who_read_an_older_version() -> None:
    stage = Stage()
    body = {"reason": "its file is gone", "code": FILE_GONE}
    draft = Draft(EventKind.CANCELLED, KEY, body=body)
    stage.look().append([draft], at=DUE)
    world = replace(stage.world(), moved=lambda: True)

    with pytest.raises(MainMovedError):
        list(publish(target(), world))
    assert state(stage) is PartState.CANCELLED
