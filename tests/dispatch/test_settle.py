"""What earlier runs left open is settled by proof, and never by hope."""

from __future__ import annotations

from datetime import timedelta

import pytest
from dispatch.world import DUE, Shelf, Stage, target

from mergecast.dispatch.ports import OwnPost, Unreadable
from mergecast.dispatch.recorded import LEASE, QUIET
from mergecast.dispatch.run import publish
from mergecast.dispatch.settle import settle
from mergecast.dispatch.tick import tick
from mergecast.dispatch.world import Step
from mergecast.ledger.ledger import Ledger
from mergecast.ledger.memory_store import Fault, MemoryStore, Operation
from mergecast.ledger.snapshot import Snapshot
from mergecast.model.event import EventKind
from mergecast.model.key import Key
from mergecast.model.ledger_state import Draft, KeyState, PartState
from mergecast.model.outcome import Posted, Unknown
from mergecast.networks import x

KEY = Key.parse("launch-2026@acme:1")
WORDS = "It is out. 已经发布。"
MINUTE = timedelta(minutes=1)


class DiedError(Exception):
    """A runner is gone."""


def died(stage: Stage, after: int, **changes: object) -> None:
    """A run that dies before its push number ``after`` + 1."""
    pushes: list[Operation] = []

    def fault(operation: Operation) -> Fault | None:
        if operation is Operation.PUSH:
            pushes.append(operation)
            if len(pushes) > after:
                raise DiedError
        return None

    def look() -> Snapshot:
        store = MemoryStore(stage.remote, fault)
        return Ledger(stage.access(store), stage.genesis).open()

    with pytest.raises(DiedError):
        list(publish(target(**changes), stage.world(look)))


def unknown() -> Stage:
    stage = Stage()
    stage.network.answers = [Unknown("no clear answer")]
    list(publish(target(), stage.world()))
    return stage


def settled(stage: Stage) -> list[Step]:
    return list(settle(stage.world()))


def state(stage: Stage) -> KeyState:
    found = stage.look().state(KEY)
    assert found is not None
    return found


def test_a_claim_that_was_never_announced_is_open_again_after_its_lease() -> None:
    stage = Stage()
    died(stage, 1)
    stage.clock.at += LEASE - MINUTE
    early = settled(stage)
    stage.clock.at += MINUTE
    steps = settled(stage)

    assert early == []
    assert [step.what for step in steps] == ["open"]
    assert state(stage).state is PartState.OPEN
    assert stage.network.looks == []


def test_the_runner_that_wakes_up_after_that_sends_nothing() -> None:
    stage = Stage()
    pushes: list[Operation] = []

    def fault(operation: Operation) -> Fault | None:
        if operation is Operation.PUSH:
            pushes.append(operation)
            if len(pushes) == 2:
                stage.clock.at += LEASE
                settled(stage)
        return None

    def look() -> Snapshot:
        store = MemoryStore(stage.remote, fault)
        return Ledger(stage.access(store), stage.genesis).open()

    world = stage.world(look)
    steps = list(publish(target(late="hold"), world))

    assert stage.network.live == []
    assert "sending" not in stage.kinds()
    assert [step.what for step in steps] == ["held"]


def test_what_is_found_on_the_timeline_is_live_and_linked() -> None:
    stage = unknown()
    stage.network.timeline = [OwnPost("7", (WORDS,))]
    (step,) = settled(stage)

    assert (step.what, step.settled) == ("posted", True)
    assert (state(stage).remote_id, state(stage).url) == ("7", "https://x.example/7")


def test_what_a_dead_run_announced_is_looked_up_after_its_lease() -> None:
    stage = Stage()
    died(stage, 2)
    stage.network.timeline = [OwnPost("7", (WORDS,))]
    before = settled(stage)
    stage.clock.at += LEASE
    after = settled(stage)

    assert (before, [step.what for step in after]) == ([], ["posted"])
    assert stage.network.looks == [DUE - timedelta(seconds=60)]


@pytest.mark.parametrize("dead", [True, False])
def test_what_is_not_there_after_quiet_time_is_held_and_may_be_live(
    *, dead: bool
) -> None:
    stage = Stage()
    if dead:
        died(stage, 2)
        stage.clock.at += LEASE
    else:
        stage = unknown()
    stage.clock.at += QUIET - MINUTE
    early = settled(stage)
    stage.clock.at += MINUTE
    (step,) = settled(stage)

    assert early == []
    assert (step.what, step.settled) == ("held", False)
    assert "not on the timeline at" in step.detail
    assert "mergecast resolve launch-2026@acme:1 --posted URL" in step.detail
    assert "mergecast resolve launch-2026@acme:1 --resend" in step.detail
    assert (state(stage).state, state(stage).may_be_live) == (PartState.HELD, True)
    assert settled(stage) == []


def test_a_timeline_that_cannot_be_read_proves_nothing() -> None:
    stage = unknown()
    stage.network.readable = False
    stage.clock.at += timedelta(hours=23)
    (step,) = settled(stage)

    assert (step.what, step.settled) == ("waits", True)
    assert "the timeline cannot be read: no answer" in step.detail
    assert "may be live" in step.detail
    assert state(stage).state is PartState.UNKNOWN


def test_a_timeline_that_cannot_be_read_is_said_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stage = unknown()
    seen = Unreadable("the timeline cannot be read: X could not be reached")
    monkeypatch.setattr(type(stage.network), "look_up", lambda *_args: seen)
    stage.clock.at += timedelta(hours=23)
    (step,) = settled(stage)

    assert step.detail.count("the timeline cannot be read: ") == 1
    assert "the timeline cannot be read: X could not be reached" in step.detail


def test_a_timeline_that_cannot_be_read_for_a_day_leaves_it_to_a_person() -> None:
    stage = unknown()
    stage.network.readable = False
    stage.clock.at += timedelta(hours=25)
    (step,) = settled(stage)

    assert (step.what, step.settled) == ("held", False)
    assert "the timeline cannot be read: no answer" in step.detail
    assert (state(stage).state, state(stage).may_be_live) == (PartState.HELD, True)
    assert settled(stage) == []


def test_two_posts_with_its_words_are_for_a_person() -> None:
    stage = unknown()
    stage.network.timeline = [OwnPost("7", (WORDS,)), OwnPost("8", (WORDS,))]
    (step,) = settled(stage)

    assert step.what == "held"
    assert "2 posts with its words are live: 7, 8" in step.detail


@pytest.mark.parametrize(
    "other",
    [
        OwnPost("7", ("It is out.",)),
        OwnPost("7", (WORDS,), reply_to="3"),
    ],
)
def test_other_words_or_an_answer_to_something_else_is_not_it(other: OwnPost) -> None:
    stage = unknown()
    stage.network.timeline = [other]

    assert settled(stage) == []


def test_a_post_that_another_part_has_on_record_is_not_it() -> None:
    stage = Stage()
    stage.network.answers = [Posted("7"), Unknown("no clear answer")]
    list(publish(target(id="the-first"), stage.world()))
    list(publish(target(), stage.world()))
    stage.network.timeline = [OwnPost("7", (WORDS,))]

    assert settled(stage) == []


def test_the_second_part_of_a_thread_is_looked_for_under_the_first() -> None:
    stage = Stage()
    stage.network.answers = [Posted("1"), Unknown("no clear answer")]
    thread = target(text=..., thread=["one", "two", "three"])
    list(publish(thread, stage.world()))
    stage.network.timeline = [OwnPost("2", ("two",), reply_to="1")]
    stage.network.live.append(("two", "1"))
    report = tick(Shelf([thread]), stage.world())

    assert [step.what for step in report.steps] == ["posted", "posted"]
    assert stage.network.live[-1] == ("three", "2")


def test_what_another_writer_settles_meanwhile_is_left_to_them() -> None:
    stage = unknown()
    stage.network.timeline = [OwnPost("7", (WORDS,))]
    looks = 0

    def look() -> Snapshot:
        nonlocal looks
        looks += 1
        if looks == 3:
            body = {"outcome": "cancel", "by": "mei", "reason": "enough"}
            draft = Draft(EventKind.RESOLVED, str(KEY), body=body)
            stage.look().append([draft], at=DUE)
        return stage.look()

    assert list(settle(stage.world(look))) == []
    assert state(stage).state is PartState.CANCELLED


def test_a_twin_waits_until_a_person_has_said_what_may_be_live() -> None:
    stage = unknown()
    stage.clock.at += QUIET
    settled(stage)
    stage.clock.at += timedelta(minutes=20)
    twin = target(id="the-twin")
    before = list(publish(twin, stage.world()))
    body = {"outcome": "cancel", "by": "mei", "reason": "it is not there"}
    draft = Draft(EventKind.RESOLVED, str(KEY), body=body)
    stage.look().append([draft], at=stage.clock.at)
    after = list(publish(twin, stage.world()))

    assert [step.what for step in before] == ["waits"]
    assert "on their way as 'launch-2026@acme:1'" in before[0].detail
    assert [step.what for step in after] == ["posted"]


def test_a_network_that_cannot_be_asked_leaves_it_to_a_person(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(x, "ONCE", "none")
    stage = unknown()
    early = settled(stage)
    stage.clock.at += QUIET
    (step,) = settled(stage)

    assert (early, step.what) == ([], "held")
    assert "the network cannot be asked" in step.detail
    assert stage.network.looks == []


def test_a_post_whose_file_is_gone_is_settled_too() -> None:
    stage = unknown()
    stage.network.timeline = [OwnPost("7", (WORDS,))]
    report = tick(Shelf([]), stage.world())

    assert [step.what for step in report.steps] == ["posted"]


def test_nothing_open_costs_no_look_at_the_network() -> None:
    stage = Stage()
    list(publish(target(), stage.world()))

    assert settled(stage) == []
    assert stage.network.looks == []
