"""What a person may say of a part, and what of two people who say it at once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from dispatch.world import DUE, Stage, target

from mergecast.dispatch.decision import Verb
from mergecast.dispatch.plan import decide
from mergecast.dispatch.resolving import Answer, needed, pick
from mergecast.dispatch.retracting import retract
from mergecast.dispatch.run import publish
from mergecast.dispatch.writing import write
from mergecast.errors import UsageError
from mergecast.model.event import EventKind
from mergecast.model.key import Key
from mergecast.model.ledger_state import Draft, KeyState, PartState, Resolution
from mergecast.model.outcome import Outcome, Rejected, Unknown

KEY = Key.parse("launch-2026@acme:1")


def say(stage: Stage, outcome: Resolution, seen: KeyState | None) -> None:
    live = outcome is Resolution.POSTED
    answer = Answer(
        KEY, outcome, "seen", "mei", *(("7", "https://x/7") if live else ())
    )
    write(stage.look(), lambda view: needed(answer, seen, view), stage.clock)


def ended(answer: Outcome) -> Stage:
    stage = Stage()
    stage.network.answers = [answer]
    list(publish(target(), stage.world()))
    return stage


@pytest.mark.parametrize("answer", [Unknown("timeout"), Rejected("no")])
@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        (Resolution.POSTED, PartState.POSTED),
        (Resolution.RESEND, PartState.OPEN),
        (Resolution.CANCEL, PartState.CANCELLED),
        (Resolution.GONE, PartState.RETRACTED),
        (Resolution.MANUAL, PartState.MANUAL),
    ],
)
def test_what_waits_for_a_person_becomes_what_they_say(
    answer: Outcome, outcome: Resolution, state: PartState
) -> None:
    stage = ended(answer)
    say(stage, outcome, stage.look().state(KEY))
    after = stage.look().state(KEY)

    assert after is not None
    assert (after.state, after.may_be_live) == (state, state is PartState.POSTED)


def test_what_is_resent_goes_out_though_it_is_late() -> None:
    stage = ended(Rejected("not permitted"))
    stage.clock.at = DUE + timedelta(hours=9)
    say(stage, Resolution.RESEND, stage.look().state(KEY))
    steps = list(publish(target(), stage.world()))

    assert [step.what for step in steps] == ["posted"]


def test_until_binds_what_is_resent_too() -> None:
    stage = ended(Rejected("not permitted"))
    stage.clock.at = DUE + timedelta(hours=9)
    say(stage, Resolution.RESEND, stage.look().state(KEY))
    each = target(until="2026-11-24 12:00")

    found = decide(each, stage.look(), stage.approve, stage.clock.at)
    assert found.verb is Verb.MISSED


def test_of_two_people_the_second_is_told_what_the_first_said() -> None:
    stage = ended(Unknown("timeout"))
    seen = stage.look().state(KEY)
    say(stage, Resolution.RESEND, seen)

    with pytest.raises(UsageError, match="changed meanwhile: it is open now"):
        say(stage, Resolution.CANCEL, seen)


def test_nobody_answers_for_a_run_that_may_still_be_sending() -> None:
    stage = Stage()
    draft = Draft(EventKind.CLAIM, str(KEY), payload="sha256:" + "0" * 64)
    stage.look().append([draft], at=DUE)

    with pytest.raises(UsageError, match="may be sending it") as raised:
        say(stage, Resolution.CANCEL, stage.look().state(KEY))
    assert "01:20 UTC" in raised.value.hint


def test_of_what_is_live_only_its_end_can_be_said() -> None:
    stage = Stage()
    list(publish(target(), stage.world()))
    seen = stage.look().state(KEY)
    with pytest.raises(UsageError, match="is live"):
        say(stage, Resolution.RESEND, seen)
    say(stage, Resolution.GONE, seen)

    assert list(publish(target(), stage.world())) == []


@pytest.mark.parametrize("outcome", [Resolution.RESEND, Resolution.GONE])
def test_of_what_was_never_sent_there_is_nothing_to_say(outcome: Resolution) -> None:
    with pytest.raises(UsageError, match="was never sent"):
        say(Stage(), outcome, None)


def test_left_to_a_person_twice_is_recorded_once() -> None:
    stage = Stage()
    say(stage, Resolution.MANUAL, None)
    say(stage, Resolution.MANUAL, stage.look().state(KEY))

    assert stage.kinds() == ["genesis", "resolved"]


def test_a_short_key_means_the_part_that_waits() -> None:
    stage = ended(Rejected("no"))
    states = {
        KEY: stage.look().state(KEY),
        Key.parse("launch-2026@acme:2"): None,
    }

    assert pick(Key.parse("launch-2026"), states) == KEY


def test_a_short_key_that_means_several_names_them() -> None:
    states = dict.fromkeys(map(Key.parse, ("ab-c@a:1", "ab-c@b:1")))
    with pytest.raises(UsageError, match="more than one part") as raised:
        pick(Key.parse("ab-c"), states)

    assert raised.value.hint == "name one of: ab-c@a:1, ab-c@b:1"


def test_a_key_that_nobody_knows_is_said() -> None:
    with pytest.raises(UsageError, match="nobody knows 'ab-c@d'"):
        pick(Key.parse("ab-c@d"), {Key.parse("ab-c@a:1"): None})


def test_a_part_is_told_from_its_deletion_and_a_short_key_means_what_waits() -> None:
    stage = Stage()
    list(publish(target(), stage.world()))
    stage.network.deletions = [Rejected("no")]
    list(retract(target(retract="wrong"), stage.world(), stage.look()))
    view = stage.look()
    held = {KEY: view.state(KEY), KEY.deletion: view.state(KEY.deletion)}
    live = {KEY: view.state(KEY), KEY.deletion: None}

    assert pick(Key("launch-2026"), held) == KEY.deletion
    assert pick(KEY.deletion, held) == KEY.deletion
    assert pick(KEY, live) == KEY


@pytest.mark.parametrize("outcome", [Resolution.POSTED, Resolution.MANUAL])
def test_a_deletion_can_only_be_done_made_again_or_called_off(
    outcome: Resolution,
) -> None:
    stage = Stage()
    answer = Answer(KEY.deletion, outcome, "seen", "mei", "7")

    with pytest.raises(UsageError) as raised:
        needed(answer, None, stage.look())
    assert "--gone" in raised.value.hint
