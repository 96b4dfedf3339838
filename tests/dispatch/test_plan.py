"""What happens to a target now, and why: every decision, from the same state."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from dispatch.world import DUE, Stage, target

from mergecast.approvals.policy import Approved, NotApproved
from mergecast.dispatch.decision import Decision, Verb
from mergecast.dispatch.plan import decide
from mergecast.dispatch.recorded import LEASE
from mergecast.dispatch.target import Target
from mergecast.model.event import EventKind
from mergecast.model.key import FREEZE
from mergecast.model.ledger_state import Draft

KEY = "launch-2026@acme:1"


def decided(stage: Stage, each: Target, *, ask_ahead: bool = False) -> Decision:
    return decide(
        each, stage.look(), stage.approve, stage.clock.at, ask_ahead=ask_ahead
    )


def record(stage: Stage, kind: EventKind, key: str = KEY, **body: object) -> None:
    digest = "sha256:" + "0" * 64 if kind is EventKind.CLAIM else None
    draft = Draft(kind, key, payload=digest, body=body)
    stage.look().append([draft], at=stage.clock.at)


def test_an_approved_post_whose_minute_has_come_is_published() -> None:
    assert decided(Stage(), target()).verb is Verb.PUBLISH


def test_a_second_before_its_minute_it_waits_for_it() -> None:
    stage = Stage()
    stage.clock.at = DUE - timedelta(seconds=1)
    found = decided(stage, target())

    assert (found.verb, found.until) == (Verb.WAIT, DUE)


def test_what_nobody_approved_waits_and_says_so() -> None:
    found = decided(Stage(approved=False), target())

    assert found.verb is Verb.WAIT
    assert found.reason == "not approved: nobody has approved it"


def test_a_tick_does_not_ask_for_the_approval_of_what_is_not_due() -> None:
    def never(_: Target) -> Approved | NotApproved:
        pytest.fail("it asked")

    stage = Stage()
    early = DUE - timedelta(hours=1)

    assert decide(target(), stage.look(), never, early, ask_ahead=False).until == DUE


def test_a_plan_asks_ahead() -> None:
    stage = Stage(approved=False)
    stage.clock.at = DUE - timedelta(days=3)

    assert "not approved" in decided(stage, target(), ask_ahead=True).reason


@pytest.mark.parametrize(
    ("late", "minutes", "verb"),
    [
        ("publish-within 2h", 120, Verb.PUBLISH),
        ("publish-within 2h", 121, Verb.MISSED),
        ("publish-within 10m", 11, Verb.MISSED),
        ("hold", 10, Verb.PUBLISH),
        ("hold", 11, Verb.HOLD),
        ("skip", 10, Verb.PUBLISH),
        ("skip", 11, Verb.MISSED),
    ],
)
def test_lateness_is_judged_as_the_post_says(
    late: str, minutes: int, verb: Verb
) -> None:
    stage = Stage()
    stage.clock.at = DUE + timedelta(minutes=minutes)

    assert decided(stage, target(late=late)).verb is verb


def test_an_embargo_holds_even_past_the_time() -> None:
    found = decided(Stage(), target(not_before="2026-11-24 10:00"))

    assert (found.verb, found.reason) == (Verb.WAIT, "under embargo")


def test_as_soon_as_possible_is_now() -> None:
    each = target(publish_at="asap", until="2026-11-24 23:00")

    assert decided(Stage(), each).verb is Verb.PUBLISH


def test_after_its_until_it_is_missed() -> None:
    each = target(publish_at="asap", until="2026-11-24 09:00")

    assert decided(Stage(), each).verb is Verb.MISSED


def test_a_draft_waits_for_a_time() -> None:
    assert "draft" in decided(Stage(), target(publish_at=...)).reason


def test_trouble_with_the_post_itself_waits_and_is_named() -> None:
    each = replace(target(), trouble="two files have the id 'launch-2026'")

    found = decided(Stage(), each)
    assert (found.verb, found.reason) == (
        Verb.WAIT,
        "two files have the id 'launch-2026'",
    )


def test_manual_is_left_to_a_person() -> None:
    assert decided(Stage(), target(manual=True)).verb is Verb.MANUAL


def test_what_the_tier_refuses_is_posted_by_its_owner_and_it_is_said_why() -> None:
    each = replace(target(owner="mei"), by_hand="X takes no quotes")
    found = decided(Stage(), each)

    assert found.verb is Verb.MANUAL
    assert found.reason == "mei posts it by hand: X takes no quotes"


@pytest.mark.parametrize(
    "scope", ["all", "account:acme", "network:x", "post:launch-2026", "bucket:reactive"]
)
def test_a_freeze_stops_what_is_in_its_scope(scope: str) -> None:
    stage = Stage()
    record(stage, EventKind.FREEZE, FREEZE, scope=scope, reason="flood", by="mei")

    found = decided(stage, target(bucket="reactive"))
    assert (found.verb, found.reason) == (Verb.FROZEN, f"mei froze {scope}: flood")


def test_a_freeze_of_something_else_does_not() -> None:
    stage = Stage()
    record(stage, EventKind.FREEZE, FREEZE, scope="account:b", reason="r", by="mei")

    assert decided(stage, target()).verb is Verb.PUBLISH


def test_a_claim_of_another_run_is_left_alone_for_its_lease() -> None:
    stage = Stage()
    record(stage, EventKind.CLAIM)

    assert decided(stage, target()).reason == "another run is sending it now"


def test_a_claim_without_a_word_after_its_lease_is_unknown() -> None:
    stage = Stage()
    record(stage, EventKind.CLAIM)
    stage.clock.at += LEASE

    found = decided(stage, target())
    assert found.verb is Verb.UNKNOWN
    assert "not heard of again" in found.reason


def test_an_unknown_outcome_says_that_it_may_be_live() -> None:
    stage = Stage()
    record(stage, EventKind.CLAIM)
    record(stage, EventKind.SENDING)
    record(stage, EventKind.UNKNOWN, reason="no clear answer")

    found = decided(stage, target())
    assert found.verb is Verb.UNKNOWN
    assert "may be live" in found.reason


def test_what_is_live_is_done_and_links_to_it() -> None:
    stage = Stage()
    record(stage, EventKind.CLAIM)
    record(stage, EventKind.SENDING)
    record(stage, EventKind.POSTED, id="7", url="https://x.example/7", via="send")

    found = decided(stage, target())
    assert found.verb is Verb.DONE
    assert "https://x.example/7" in found.reason


def test_the_record_wins_over_everything_else() -> None:
    stage = Stage(approved=False)
    record(stage, EventKind.CLAIM)
    record(stage, EventKind.SENDING)
    record(stage, EventKind.POSTED, id="7", via="send")
    record(stage, EventKind.FREEZE, FREEZE, scope="all", reason="r", by="mei")
    stage.clock.at = DUE + timedelta(days=9)

    assert decided(stage, replace(target(), trouble="broken")).verb is Verb.DONE


def test_the_next_part_of_a_thread_is_the_first_that_is_not_live() -> None:
    stage = Stage()
    record(stage, EventKind.CLAIM)
    record(stage, EventKind.SENDING)
    record(stage, EventKind.POSTED, id="7", via="send")

    found = decided(stage, target(text=..., thread=["one", "two", "three"]))
    assert (found.verb, found.part) == (Verb.PUBLISH, 2)


def test_a_thread_that_began_is_not_late() -> None:
    stage = Stage()
    record(stage, EventKind.CLAIM)
    record(stage, EventKind.SENDING)
    record(stage, EventKind.POSTED, id="7", via="send")
    stage.clock.at = DUE + timedelta(hours=9)

    each = target(text=..., thread=["one", "two"], late="skip")
    assert decided(stage, each).verb is Verb.PUBLISH
