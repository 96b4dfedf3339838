"""A blackout stops what was approved before it, and its end is no burst."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from dispatch.world import DUE, Stage, target

from mergecast.dispatch.decision import Decision, Verb
from mergecast.dispatch.kept_back import KEPT_BACK
from mergecast.dispatch.plan import decide
from mergecast.dispatch.target import Target
from mergecast.model.event import EventKind
from mergecast.model.key import incident_key
from mergecast.model.ledger_state import Draft
from mergecast.planning.blackouts import UNKNOWN, Closure

FUNERAL = "blackout 'State funeral' (mourning)"
HOUR = timedelta(hours=1)
KEY = "launch-2026@acme:1"


def closed(start: datetime, end: datetime, **changes: object) -> Target:
    each = target(**changes)
    return replace(each, closed=(Closure(start, end, FUNERAL),))


def decided(stage: Stage, each: Target, at: datetime = DUE) -> Decision:
    stage.clock.at = at
    return decide(each, stage.look(), stage.approve, at)


def test_what_comes_due_in_a_blackout_stands_frozen_and_the_plan_says_what_to_do() -> (
    None
):
    found = decided(Stage(), closed(DUE - HOUR, DUE + HOUR))
    assert found.verb is Verb.FROZEN
    assert found.reason == (
        f"{FUNERAL} until 2026-11-24 02:00 UTC: give it a new time, or list it under "
        "'except' in calendar/blackouts.yaml"
    )


def test_where_nobody_can_read_what_is_closed_nothing_says_to_move_the_post() -> None:
    found = decided(Stage(), replace(target(), closed=(UNKNOWN,)))
    assert found.verb is Verb.FROZEN
    assert found.reason == f"{UNKNOWN.reason}: nothing goes out until it can be"


def test_it_is_said_days_before_its_time_comes() -> None:
    each = closed(DUE - HOUR, DUE + HOUR)
    assert decided(Stage(), each, DUE - timedelta(days=3)).verb is Verb.FROZEN


def test_its_edges_are_sharp() -> None:
    stage = Stage()
    assert decided(stage, closed(DUE + HOUR, DUE + 2 * HOUR)).verb is Verb.PUBLISH
    assert decided(stage, closed(DUE - HOUR, DUE)).verb is Verb.PUBLISH
    assert decided(stage, closed(DUE, DUE + timedelta(seconds=1))).verb is Verb.FROZEN


def test_what_is_late_does_not_slip_into_it() -> None:
    each = closed(DUE + HOUR, DUE + 2 * HOUR)
    assert decided(Stage(), each, DUE + HOUR).verb is Verb.FROZEN


def test_what_came_due_in_it_is_kept_back_when_it_is_over_also_in_its_late_window() -> (
    None
):
    each = closed(DUE - HOUR, DUE + HOUR)
    found = decided(Stage(), each, DUE + HOUR)
    assert (found.verb, found.code) == (Verb.MISSED, KEPT_BACK)
    assert found.reason == (
        f"{FUNERAL} kept it from going out until 2026-11-24 02:00 UTC: give it a new "
        "time, or drop it"
    )


def test_a_later_time_after_it_opens_what_was_kept_back() -> None:
    stage = Stage()
    stage.clock.at = DUE + HOUR
    missed = {"reason": "x", "code": KEPT_BACK, "may_be_live": False}
    stage.look().append(
        [Draft(EventKind.MISSED, KEY, body=missed)],
        at=stage.clock.at,
    )
    later = closed(DUE - HOUR, DUE + HOUR, publish_at="2026-11-24 11:00")
    assert decided(stage, later, DUE + 2 * HOUR).verb is Verb.PUBLISH


def test_a_blackout_that_was_over_before_its_time_does_not_matter() -> None:
    each = closed(DUE - 2 * HOUR, DUE - HOUR)
    assert decided(Stage(), each).verb is Verb.PUBLISH


def test_one_that_is_taken_away_lets_approved_posts_go_and_no_others() -> None:
    assert decided(Stage(), target()).verb is Verb.PUBLISH
    assert decided(Stage(approved=False), target()).verb is Verb.WAIT


def test_a_person_is_not_told_to_post_it_by_hand_in_it() -> None:
    each = closed(DUE - HOUR, DUE + HOUR, manual=True)
    assert decided(Stage(), each).verb is Verb.FROZEN


def test_a_thread_that_began_before_it_does_not_go_on_in_it() -> None:
    stage = Stage()
    digest = "sha256:" + "0" * 64
    stage.look().append([Draft(EventKind.CLAIM, KEY, payload=digest, body={})], at=DUE)
    stage.look().append([Draft(EventKind.SENDING, KEY)], at=DUE)
    stage.look().append(
        [Draft(EventKind.POSTED, KEY, body={"id": "1", "via": "send"})], at=DUE
    )
    each = closed(DUE + HOUR, DUE + 2 * HOUR, text=..., thread=["a", "b"])
    found = decided(stage, each, DUE + HOUR)
    assert (found.verb, found.part) == (Verb.FROZEN, 2)
    after = decided(stage, each, DUE + 2 * HOUR)
    assert (after.verb, after.code) == (Verb.MISSED, KEPT_BACK)


def test_what_goes_out_as_soon_as_possible_is_approved_anew_after_it() -> None:
    stage = Stage()
    each = closed(
        *(DUE - HOUR, DUE + HOUR),
        publish_at="asap",
        until="2026-11-25 09:00",
    )
    assert decided(stage, each).verb is Verb.FROZEN
    after = decided(stage, each, DUE + HOUR)
    assert after.target.approved_after == DUE + HOUR


def test_what_is_said_in_an_open_incident_passes() -> None:
    stage = Stage()
    each = closed(DUE - HOUR, DUE + HOUR, incident="outage")
    assert decided(stage, each).verb is Verb.FROZEN
    opened = {"incident": "outage", "step": "open", "level": "low", "by": "mei"}
    stage.look().append(
        [Draft(EventKind.INCIDENT, incident_key("outage"), body=opened)], at=DUE
    )
    assert decided(stage, each).verb is Verb.PUBLISH


def test_a_post_is_still_taken_back_in_it() -> None:
    each = closed(DUE - HOUR, DUE + HOUR, retract="wrong")
    assert decided(Stage(), each).verb is not Verb.FROZEN
