"""A post that is edited while a part of it is live: the rest waits for a person."""

from __future__ import annotations

from dispatch.world import SETTINGS, Stage, target

from mergecast.dispatch.decision import Verb
from mergecast.dispatch.plan import decide
from mergecast.dispatch.resolving import Answer, needed
from mergecast.dispatch.run import publish
from mergecast.dispatch.target import Target
from mergecast.dispatch.world import Step
from mergecast.model.key import Key
from mergecast.model.ledger_state import CHANGED_WHILE_LIVE, PartState, Resolution
from mergecast.model.outcome import NotSent, Rejected

FIRST = Key("launch-2026", None, "acme", 1)
SECOND = Key("launch-2026", None, "acme", 2)


def thread(*texts: str) -> Target:
    return target(SETTINGS, text=..., thread=list(texts))


def run(stage: Stage, each: Target) -> list[Step]:
    return list(publish(each, stage.world()))


def half_out(*texts: str) -> Stage:
    """A thread whose first part is live; the second found no connection."""
    stage = Stage()
    steps = publish(thread(*texts), stage.world())
    assert next(steps).what == "posted"
    stage.network.answers = [NotSent("X could not be reached")]
    assert [step.what for step in steps] == ["waits"]
    return stage


def resend(stage: Stage, now: Target) -> None:
    view = stage.look()
    digest = now.payload.digest if now.payload else None
    answer = Answer(SECOND, Resolution.RESEND, "as it is now", "mei", target=digest)
    drafts = needed(answer, view.state(SECOND), view)
    stage.look().append(drafts, at=stage.clock.at)


def test_the_rest_of_an_edited_thread_is_held_and_names_what_is_live() -> None:
    stage = half_out("one", "two", "three")
    (step,) = run(stage, thread("one", "zwei", "three"))
    state = stage.look().state(SECOND)

    assert (step.what, step.settled, step.key) == ("held", False, SECOND)
    assert "https://x.example/1" in step.detail
    assert state is not None
    assert (state.state, state.code) == (PartState.HELD, CHANGED_WHILE_LIVE)
    assert not state.may_be_live
    assert [text for text, _ in stage.network.live] == ["one"]


def test_an_edit_of_a_part_that_comes_later_or_is_live_holds_the_rest_too() -> None:
    for texts in (("ONE", "two", "three"), ("one", "two", "drei"), ("one", "two")):
        stage = half_out("one", "two", "three")
        (step,) = run(stage, thread(*texts))
        assert step.what == "held"


def test_a_thread_that_nobody_edited_goes_on() -> None:
    stage = half_out("one", "two", "three")
    run(stage, thread("one", "two", "three"))

    assert [text for text, _ in stage.network.live] == ["one", "two", "three"]


def test_an_edit_before_any_part_is_live_goes_out_as_it_is_approved_now() -> None:
    stage = Stage()
    stage.network.answers = [NotSent("X could not be reached")]
    run(stage, thread("one", "two"))
    run(stage, thread("eins", "zwei"))

    assert [text for text, _ in stage.network.live] == ["eins", "zwei"]


def test_a_person_who_resends_accepts_the_new_words_for_all_that_follows() -> None:
    stage = half_out("one", "two", "three")
    edited = thread("one", "zwei", "drei")
    run(stage, edited)
    resend(stage, edited)
    stage.network.answers = [NotSent("X could not be reached")]
    first = run(stage, edited)
    second = run(stage, edited)

    assert [step.what for step in first] == ["waits"]
    assert [step.what for step in second] == ["posted", "posted"]
    assert [text for text, _ in stage.network.live] == ["one", "zwei", "drei"]


def test_words_that_nobody_accepted_are_held_once_more() -> None:
    stage = half_out("one", "two")
    edited = thread("one", "zwei")
    run(stage, edited)
    resend(stage, edited)
    (step,) = run(stage, thread("one", "deux"))

    assert step.what == "held"
    assert [text for text, _ in stage.network.live] == ["one"]


def test_resending_after_another_hold_accepts_no_edit() -> None:
    stage = half_out("one", "two")
    stage.network.answers = [Rejected("too long")]
    run(stage, thread("one", "two"))
    edited = thread("one", "zwei")
    resend(stage, edited)
    (step,) = run(stage, edited)

    assert step.what == "held"
    assert "the post was changed" in step.detail


def test_a_plan_says_it_before_any_run_does() -> None:
    stage = half_out("one", "two")
    found = decide(thread("one", "zwei"), stage.look(), stage.approve, stage.clock.at)

    assert (found.verb, found.part, found.code) == (Verb.HOLD, 2, CHANGED_WHILE_LIVE)
