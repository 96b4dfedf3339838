"""A network that takes each key only once is simply sent the same again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest
from dispatch.test_settle import died
from dispatch.world import Network, Shelf, Stage, target

from mergecast.dispatch.again import REPEATABLE
from mergecast.dispatch.ports import OwnPost, Prepared
from mergecast.dispatch.recorded import LEASE, QUIET
from mergecast.dispatch.tick import TickReport, tick
from mergecast.ledger.ledger import Ledger
from mergecast.ledger.memory_store import Fault, MemoryStore, Operation
from mergecast.ledger.snapshot import Snapshot
from mergecast.model.event import EventKind
from mergecast.model.key import FREEZE, Key
from mergecast.model.ledger_state import Draft, KeyState, PartState
from mergecast.model.outcome import NotSent, Outcome, Posted, Rejected, Unknown
from mergecast.networks import x
from mergecast.payload import PartPayload

KEY = Key.parse("launch-2026@acme:1")
MINUTE = timedelta(minutes=1)


@dataclass(slots=True)
class Native(Network):
    """A network that remembers the key of each send; answers get lost on demand."""

    by_key: dict[str, str] = field(default_factory=dict)
    lost: int = 0

    def send(
        self, part: PartPayload, prepared: Prepared, links: Mapping[str, str]
    ) -> Outcome:
        del prepared
        self.before()
        if self.answers:
            return self.answers.pop(0)
        key = str(part.key)
        if key not in self.by_key:
            self.by_key[key] = str(len(self.live) + 1)
            parent = next(iter(links.values()), None)
            self.live.append((str(part.body["text"]), parent))
        if self.lost:
            self.lost -= 1
            return Unknown("no clear answer")
        return Posted(self.by_key[key])


@pytest.fixture
def stage(monkeypatch: pytest.MonkeyPatch) -> Stage:
    monkeypatch.setattr(x, "ONCE", "native")
    return Stage(network=Native())


def run(stage: Stage, **changes: object) -> TickReport:
    return tick(Shelf([target(**changes)]), stage.world())


def state(stage: Stage) -> KeyState:
    found = stage.look().state(KEY)
    assert found is not None
    return found


def native(stage: Stage) -> Native:
    assert isinstance(stage.network, Native)
    return stage.network


def test_a_lost_answer_is_asked_for_by_sending_the_same_again(stage: Stage) -> None:
    native(stage).lost = 1
    first, second = run(stage), run(stage)

    assert [step.what for step in first.steps] == ["unknown"]
    assert [(step.what, step.settled) for step in second.steps] == [("posted", True)]
    assert len(stage.network.live) == 1
    assert (state(stage).state, state(stage).remote_id) == (PartState.POSTED, "1")
    assert stage.network.looks == []


@pytest.mark.parametrize("pushes", [2, 3])
def test_a_try_that_died_is_made_again_after_its_lease(
    stage: Stage, pushes: int
) -> None:
    if pushes == 3:
        # It died with the answer in its hands.
        native(stage).lost = 0
    died(stage, 2)
    stage.clock.at += LEASE - MINUTE
    early = run(stage)
    stage.clock.at += MINUTE
    report = run(stage)

    assert early.steps == ()
    assert [step.what for step in report.steps] == ["posted"]
    assert len(stage.network.live) == 1


def test_a_thread_goes_on_after_it(stage: Stage) -> None:
    native(stage).lost = 1
    thread = ["one", "two"]
    run(stage, text=..., thread=thread)
    run(stage, text=..., thread=thread)

    assert stage.network.live == [("one", None), ("two", "1")]


def test_it_stays_unknown_while_no_answer_comes(stage: Stage) -> None:
    stage.network.answers = [Unknown("timeout"), NotSent("unreachable"), Unknown("5xx")]
    first, second, third = run(stage), run(stage), run(stage)

    assert [step.settled for step in first.steps] == [False]
    for report in (second, third):
        assert [(step.what, step.settled) for step in report.steps] == [
            ("unknown", True)
        ]
    assert (state(stage).state, state(stage).may_be_live) == (PartState.UNKNOWN, True)


def test_a_refusal_of_the_second_send_says_nothing_of_the_first(stage: Stage) -> None:
    stage.network.answers = [Unknown("timeout"), Rejected("not permitted")]
    run(stage)
    report = run(stage)

    assert [(step.what, step.settled) for step in report.steps] == [("held", False)]
    assert (state(stage).state, state(stage).may_be_live) == (PartState.HELD, True)


def test_other_words_are_never_sent_under_the_same_key(stage: Stage) -> None:
    native(stage).lost = 1
    run(stage)
    run(stage, text="other words")

    assert stage.network.live == [("It is out. 已经发布。", None)]
    assert state(stage).state is PartState.UNKNOWN


def test_a_network_forgets_keys_so_after_an_hour_it_is_looked_for(
    stage: Stage,
) -> None:
    native(stage).lost = 1
    run(stage)
    native(stage).by_key.clear()
    stage.clock.at += REPEATABLE + QUIET
    stage.network.timeline = [OwnPost("1", ("It is out. 已经发布。",))]
    report = run(stage)

    assert [step.what for step in report.steps] == ["posted"]
    assert len(stage.network.live) == 1


def test_a_key_that_may_be_forgotten_is_not_sent_under_again(stage: Stage) -> None:
    native(stage).lost = 1
    run(stage)
    native(stage).by_key.clear()
    stage.network.readable = False
    stage.clock.at += REPEATABLE
    run(stage)

    assert len(stage.network.live) == 1
    assert state(stage).state is PartState.UNKNOWN


def test_nothing_is_sent_again_while_publishing_is_frozen(stage: Stage) -> None:
    native(stage).lost = 1
    run(stage)
    body = {"scope": "all", "reason": "flood", "by": "mei"}
    draft = Draft(EventKind.FREEZE, FREEZE, body=body)
    stage.look().append([draft], at=stage.clock.at)
    report = run(stage)

    assert report.steps == ()
    assert state(stage).state is PartState.UNKNOWN


def before_the_note(stage: Stage, what: Callable[[], object]) -> TickReport:
    """A second run; something happens as it announces that it sends again."""
    pushes: list[Operation] = []

    def fault(operation: Operation) -> Fault | None:
        if operation is Operation.PUSH and not pushes:
            pushes.append(operation)
            what()
        return None

    def look() -> Snapshot:
        store = MemoryStore(stage.remote, fault)
        return Ledger(stage.access(store), stage.genesis).open()

    return tick(Shelf([target()]), replace(stage.world(), look=look))


def test_a_freeze_before_the_last_look_stops_the_second_send(stage: Stage) -> None:
    stage.network.answers = [Unknown("timeout")]
    run(stage)
    body = {"scope": "all", "reason": "flood", "by": "mei"}
    draft = Draft(EventKind.FREEZE, FREEZE, body=body)
    report = before_the_note(
        stage, lambda: stage.look().append([draft], at=stage.clock.at)
    )

    assert report.steps == ()
    assert stage.network.live == []
    assert state(stage).state is PartState.UNKNOWN


@pytest.mark.parametrize(("seconds", "sent"), [(10, 1), (11, 0), (-1, 0)])
def test_a_last_look_that_is_too_old_sends_nothing_again(
    stage: Stage, seconds: int, sent: int
) -> None:
    stage.network.answers = [Unknown("timeout")]
    run(stage)

    def sleeps() -> None:
        stage.clock.at += timedelta(seconds=seconds)

    before_the_note(stage, sleeps)

    assert len(stage.network.live) == sent


def test_nothing_is_sent_again_that_is_not_approved_any_more(stage: Stage) -> None:
    native(stage).lost = 1
    run(stage)
    stage.approved = False

    assert run(stage).steps == ()


def test_where_a_timeline_can_be_read_nothing_is_ever_sent_again(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(x, "ONCE", "lookup")
    stage.network.answers = [Unknown("timeout")]
    run(stage)
    run(stage)

    assert stage.network.live == []
    assert len(stage.network.looks) == 1


def test_where_nobody_can_tell_it_is_held_for_a_person(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(x, "ONCE", "none")
    stage.network.answers = [Unknown("timeout")]
    run(stage)
    stage.clock.at += QUIET
    report = run(stage)

    assert [step.what for step in report.steps] == ["held"]
    assert (stage.network.live, stage.network.looks) == ([], [])
