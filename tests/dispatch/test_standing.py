"""How every part stands, and whether runs still come."""

from __future__ import annotations

from datetime import timedelta

import pytest
from dispatch.world import DUE, Stage, target

from mergecast.dispatch.decision import Decision, Verb
from mergecast.dispatch.plan import decide
from mergecast.dispatch.run import publish
from mergecast.dispatch.standing import next_due, of_record, of_target
from mergecast.dispatch.target import Target
from mergecast.model.key import Key
from mergecast.model.outcome import Outcome, Posted, Rejected, Unknown

THREAD = target(text=..., thread=["one", "two", "three"])
HOUR = timedelta(hours=1)


def decided(stage: Stage, each: Target) -> Decision:
    return decide(each, stage.look(), stage.approve, stage.clock.at)


def test_a_thread_stands_part_by_part() -> None:
    stage = Stage()
    stage.network.answers = [Posted("7"), Rejected("not permitted")]
    list(publish(THREAD, stage.world()))
    found = [*of_target(decided(stage, THREAD), stage.look(), stage.clock.at)]

    assert [each.verb for each in found] == [Verb.DONE, Verb.HOLD, Verb.WAIT]
    assert found[0].link == "https://x.example/7"
    assert (found[1].reason, found[1].may_be_live) == ("not permitted", False)
    assert found[2].reason == "part 2 comes first"


@pytest.mark.parametrize(
    ("answer", "ways"),
    [
        (Rejected("not permitted"), ["--resend", "--cancel"]),
        (Unknown("no clear answer"), ["--posted URL", "--resend"]),
    ],
)
def test_what_needs_a_person_comes_with_what_settles_it(
    answer: Outcome, ways: list[str]
) -> None:
    stage = Stage()
    stage.network.answers = [answer]
    each = target()
    list(publish(each, stage.world()))
    (found,) = of_target(decided(stage, each), stage.look(), stage.clock.at)

    command = "mergecast resolve launch-2026@acme:1"
    assert found.settle == tuple(f"{command} {way}" for way in ways)


def test_a_post_that_is_gone_still_stands_in_the_ledger() -> None:
    stage = Stage()
    list(publish(target(), stage.world()))
    key = Key.parse("launch-2026@acme:1")
    state = stage.look().state(key)

    assert state is not None
    found = of_record(key, state, stage.clock.at)
    assert found is not None
    assert (found.verb, found.path) == (Verb.DONE, None)


def test_the_next_that_is_due_is_told() -> None:
    stage = Stage()
    stage.clock.at = DUE - HOUR
    each = decided(stage, target())

    assert next_due([each], stage.clock.at) == DUE
    assert next_due([], stage.clock.at) is None
