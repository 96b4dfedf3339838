"""Silence is: something was due, and no run came. Each story says since when."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest
from dispatch.world import DUE, SETTINGS, YES, Shelf, Stage, target
from hypothesis import given
from hypothesis import strategies as st

from mergecast.approvals.policy import Approved, NotApproved
from mergecast.dispatch.pace import Rules, decisions
from mergecast.dispatch.silence import silence
from mergecast.dispatch.stops import Order, needed
from mergecast.dispatch.target import Target
from mergecast.dispatch.tick import tick
from mergecast.dispatch.writing import write
from mergecast.model.event import EventKind
from mergecast.model.ledger_state import Draft
from mergecast.model.outcome import NotSent, Rejected

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


@dataclass(slots=True)
class Story:
    """A stage, what is merged on it since when, and when it was approved."""

    stage: Stage = field(default_factory=Stage)
    shelf: list[Target] = field(default_factory=lambda: [target()])
    merged: datetime | None = None
    approved: datetime | None = None

    def run(self, at: datetime) -> None:
        """A run comes."""
        self.stage.clock.at = at
        tick(Shelf(self.shelf), self.stage.world())

    def person(self, kind: EventKind, at: datetime, scope: str = "all") -> None:
        self.stage.clock.at = at
        order = Order(kind, (scope,), "flood", "mei")
        write(self.stage.look(), lambda v: needed(order, v), self.stage.clock)

    def approve(self, each: Target) -> Approved | NotApproved:
        found = self.stage.approve(each)
        if isinstance(found, NotApproved):
            return found
        return Approved(replace(YES, at=self.approved))

    def silent_for(self, at: datetime) -> timedelta | None:
        """What a person who looks then is told."""
        view = self.stage.look()
        rules = Rules(self.approve, SETTINGS.publishing, at, ask_ahead=False)
        each = decisions(self.shelf, view, rules)
        return silence(each, view, rules, lambda _: self.merged)


@pytest.fixture
def story() -> Story:
    made = Story()
    made.run(DUE - HOUR)
    return made


def test_it_begins_when_something_becomes_due_and_grows(story: Story) -> None:
    assert story.silent_for(DUE - MINUTE) is None
    assert story.silent_for(DUE) == timedelta(0)
    assert story.silent_for(DUE + HOUR) == HOUR


def test_a_calendar_with_nothing_due_is_never_silent() -> None:
    story = Story()
    story.run(DUE - 22 * HOUR)

    assert story.silent_for(DUE - HOUR) is None


def test_a_run_that_came_and_could_not_send_ends_it(story: Story) -> None:
    story.stage.network.ready = False
    story.run(DUE + 30 * MINUTE)

    assert story.silent_for(DUE + HOUR) == 30 * MINUTE


def test_what_is_done_or_waits_for_a_person_is_not_due(story: Story) -> None:
    story.stage.network.answers = [Rejected("not permitted")]
    story.run(DUE)

    assert story.silent_for(DUE + 5 * HOUR) is None


def test_what_was_not_approved_was_not_due(story: Story) -> None:
    story.stage.approved = False
    before = story.silent_for(DUE + HOUR)
    story.stage.approved, story.approved = True, DUE + 55 * MINUTE

    assert before is None
    assert story.silent_for(DUE + HOUR) == 5 * MINUTE


def test_what_was_merged_late_was_not_due_before(story: Story) -> None:
    story.merged = DUE + 50 * MINUTE

    assert story.silent_for(DUE + HOUR) == 10 * MINUTE


def test_as_soon_as_possible_is_due_once_it_is_merged(story: Story) -> None:
    story.shelf = [target(publish_at="asap", until="2026-11-24 23:00")]
    story.merged = DUE + 2 * HOUR

    assert story.silent_for(DUE + 3 * HOUR) == HOUR


def test_what_was_frozen_was_not_due_until_it_was_thawed(story: Story) -> None:
    story.person(EventKind.FREEZE, DUE - MINUTE)
    frozen = story.silent_for(DUE + HOUR)
    story.person(EventKind.THAW, DUE + 80 * MINUTE)

    assert frozen is None
    assert story.silent_for(DUE + 90 * MINUTE) == 10 * MINUTE


def test_a_thaw_of_something_else_does_not_count(story: Story) -> None:
    story.person(EventKind.FREEZE, DUE - MINUTE, "account:other")
    story.person(EventKind.THAW, DUE + 80 * MINUTE, "account:other")

    assert story.silent_for(DUE + 90 * MINUTE) == 90 * MINUTE


def test_what_keeps_its_distance_is_not_due_yet() -> None:
    story = Story(shelf=[target(), target(id="second", text="two")])
    story.run(DUE + 15 * MINUTE)

    # The first went out late; `spacing` is 20 min.
    assert story.silent_for(DUE + 34 * MINUTE) is None
    assert story.silent_for(DUE + 95 * MINUTE) == HOUR


def test_an_account_that_rests_is_not_due(story: Story) -> None:
    back = DUE + 50 * MINUTE
    story.stage.network.answers = [NotSent("no credit", back, account=True)]
    story.run(DUE)

    assert story.silent_for(DUE + 49 * MINUTE) is None
    assert story.silent_for(DUE + HOUR) == 10 * MINUTE


def test_what_a_person_gave_back_is_due_from_then_on(story: Story) -> None:
    story.stage.network.answers = [Rejected("not permitted")]
    story.run(DUE)
    story.stage.clock.at = DUE + 3 * HOUR
    again = Draft(
        EventKind.RESOLVED,
        "launch-2026@acme:1",
        body={"outcome": "resend", "reason": "it is permitted now", "by": "mei"},
    )
    story.stage.look().append([again], at=story.stage.clock.at)

    assert story.silent_for(DUE + 4 * HOUR) == HOUR


def test_what_nobody_wrote_down_as_missed_is_silence_too(story: Story) -> None:
    before = story.silent_for(DUE + 3 * HOUR)
    story.run(DUE + 3 * HOUR)

    assert before == 3 * HOUR
    assert story.silent_for(DUE + 9 * HOUR) is None


def test_what_was_never_approved_is_missed_only_when_it_is_too_late(
    story: Story,
) -> None:
    story.stage.approved = False

    assert story.silent_for(DUE + 2 * HOUR + MINUTE) == MINUTE


@pytest.mark.parametrize("wrong", [timedelta(days=400), MINUTE])
def test_a_clock_that_is_ahead_hides_nothing(story: Story, wrong: timedelta) -> None:
    story.merged = DUE + HOUR + wrong

    assert story.silent_for(DUE + HOUR) == HOUR


def test_several_are_as_silent_as_the_one_that_waits_longest(story: Story) -> None:
    story.shelf.append(target(id="second", text="2", publish_at="2026-11-24 09:20"))

    assert story.silent_for(DUE + 30 * MINUTE) == 30 * MINUTE


def test_without_any_run_on_record_it_counts_from_the_time() -> None:
    assert Story().silent_for(DUE + HOUR) == HOUR


@given(st.lists(st.integers(-90, 240), max_size=6), st.integers(0, 240))
def test_it_never_counts_from_before_the_last_run(runs: list[int], look: int) -> None:
    story = Story()
    story.stage.network.ready = False
    story.run(DUE - 2 * HOUR)
    for minutes in sorted(runs):
        if minutes <= look:
            story.run(DUE + minutes * MINUTE)
    at = DUE + look * MINUTE
    found = story.silent_for(at)
    last = story.stage.look().tick()

    assert last is not None
    assert found is None or timedelta(0) <= found <= at - last.at
