"""What a person posted by hand is found before a late first send, and recorded."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from dispatch.world import DUE, SETTINGS, Shelf, Stage, target

from mergecast.dispatch.ports import OwnPost
from mergecast.dispatch.run import publish
from mergecast.dispatch.tick import tick
from mergecast.dispatch.world import Step
from mergecast.model.event import EventKind
from mergecast.model.key import Key
from mergecast.model.ledger_state import Draft, KeyState, PartState, Resolution
from mergecast.model.outcome import NotSent, Posted
from mergecast.networks import x

if TYPE_CHECKING:
    import pytest

KEY = Key.parse("launch-2026@acme:1")
WORDS = "It is out. 已经发布。"
MINUTE = timedelta(minutes=1)
TEN = 10 * MINUTE


def run(stage: Stage, **changes: object) -> list[Step]:
    return list(publish(target(SETTINGS, **changes), stage.world()))


def state(stage: Stage, key: Key = KEY) -> KeyState:
    found = stage.look().state(key)
    assert found is not None
    return found


def late(length: timedelta = TEN) -> Stage:
    stage = Stage()
    stage.clock.at = DUE + length
    return stage


def test_a_late_first_send_finds_what_was_posted_by_hand() -> None:
    stage = late()
    stage.network.timeline = [OwnPost("7", (WORDS,))]
    (step,) = run(stage)

    assert (step.what, step.settled) == ("posted", True)
    assert "posted by hand" in step.detail
    assert stage.network.live == []
    assert stage.network.looks == [DUE - MINUTE]
    assert (state(stage).state, state(stage).remote_id) == (PartState.POSTED, "7")
    assert stage.kinds() == ["genesis", "posted"]


def test_what_is_on_time_costs_no_look() -> None:
    stage = late(TEN - timedelta(seconds=1))
    run(stage)

    assert stage.network.looks == []
    assert len(stage.network.live) == 1


def test_what_is_not_there_is_sent() -> None:
    stage = late()
    stage.network.timeline = [OwnPost("7", ("something else",))]
    run(stage)

    assert stage.network.live == [(WORDS, None)]
    assert stage.network.looks == [DUE - MINUTE]


def test_a_timeline_that_cannot_be_read_keeps_it_back() -> None:
    stage = late()
    stage.network.readable = False
    (step,) = run(stage)

    assert (step.what, step.settled) == ("waits", True)
    assert "no answer" in step.detail
    assert (stage.network.live, stage.kinds()) == ([], ["genesis"])


def test_what_another_part_has_on_record_is_no_twin() -> None:
    stage = Stage()
    stage.network.answers = [Posted("7")]
    run(stage, id="the-first")
    stage.network.timeline = [OwnPost("7", (WORDS,))]
    stage.clock.at = DUE + timedelta(hours=1)
    run(stage)

    assert stage.network.live == [(WORDS, None), (WORDS, None)]


def test_two_that_fit_are_for_a_person() -> None:
    stage = late()
    stage.network.timeline = [OwnPost("7", (WORDS,)), OwnPost("8", (WORDS,))]
    (step,) = run(stage)

    assert (step.what, step.settled) == ("held", False)
    assert "7, 8" in step.detail
    assert state(stage).may_be_live


def test_a_picture_without_words_is_not_taken_for_ours() -> None:
    stage = late()
    stage.network.timeline = [OwnPost("7", ("",))]
    (step,) = run(stage, text="")

    assert step.what == "held"
    assert "a post without words is live" in step.detail


def test_a_try_that_failed_and_comes_late_looks_first_too() -> None:
    stage = Stage()
    stage.network.answers = [NotSent("X could not be reached")]
    run(stage)
    stage.network.timeline = [OwnPost("7", (WORDS,))]
    stage.clock.at = DUE + 20 * MINUTE
    run(stage)

    assert stage.network.live == []
    assert stage.kinds()[-1] == "posted"


def test_the_rest_of_a_thread_goes_on_under_what_was_posted_by_hand() -> None:
    stage = late()
    stage.network.timeline = [OwnPost("7", ("one",))]
    run(stage, text=..., thread=["one", "two"])

    assert stage.network.live == [("two", "7")]


def test_a_network_that_cannot_be_asked_is_not_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(x, "ONCE", "none")
    stage = late()
    stage.network.timeline = [OwnPost("7", (WORDS,))]
    run(stage)

    assert stage.network.looks == []
    assert len(stage.network.live) == 1


def manual(stage: Stage) -> None:
    body = {"outcome": Resolution.MANUAL.value, "by": "mei", "reason": "X is down"}
    draft = Draft(EventKind.RESOLVED, str(KEY), body=body)
    stage.look().append([draft], at=stage.clock.at)


def test_what_was_left_to_a_person_is_found_when_they_have_posted_it() -> None:
    stage = Stage()
    manual(stage)
    each = target()
    before = tick(Shelf([each]), stage.world())
    stage.network.timeline = [OwnPost("7", (WORDS,))]
    stage.clock.at += MINUTE
    after = tick(Shelf([each]), stage.world())

    assert before.steps == ()
    assert [step.what for step in after.steps] == ["posted"]
    assert state(stage).remote_id == "7"


def test_what_is_posted_by_hand_by_design_is_found_for_a_day() -> None:
    stage = Stage()
    each = target(manual=True)
    stage.network.timeline = [OwnPost("7", (WORDS,))]
    stage.clock.at = DUE - MINUTE
    early = tick(Shelf([each]), stage.world())
    stage.clock.at = DUE + timedelta(days=1)
    over = tick(Shelf([each]), stage.world())
    stage.clock.at = DUE + timedelta(hours=5)
    found = tick(Shelf([each]), stage.world())

    assert (early.steps, over.steps) == ((), ())
    assert [step.what for step in found.steps] == ["posted"]


def test_while_a_person_has_it_an_unreadable_timeline_is_no_news() -> None:
    stage = Stage()
    manual(stage)
    stage.network.readable = False
    report = tick(Shelf([target()]), stage.world())

    assert report.steps == ()


def test_the_twin_is_no_other_account_s() -> None:
    stage = late()
    each = target()
    other = replace(each.account, key="bravo")
    stage.network.timeline = [OwnPost("7", (WORDS,), reply_to="3")]
    list(publish(replace(each, account=other), stage.world()))

    assert len(stage.network.live) == 1
