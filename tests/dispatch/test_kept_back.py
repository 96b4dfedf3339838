"""What came due under a freeze waits for people when it ends, and never bursts out."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from dispatch.world import DUE, YES, Stage, target

from mergecast.approvals.policy import Approved, NotApproved
from mergecast.dispatch.decision import Decision, Verb
from mergecast.dispatch.kept_back import KEPT_BACK, TOO_LATE
from mergecast.dispatch.plan import decide
from mergecast.dispatch.run import publish
from mergecast.dispatch.scopes import scopes
from mergecast.dispatch.stops import Order, needed
from mergecast.dispatch.target import Target
from mergecast.dispatch.writing import write
from mergecast.incidents.history import histories
from mergecast.incidents.timeline import posts_of
from mergecast.model.event import EventKind
from mergecast.model.freeze import stopped_by
from mergecast.model.key import Key, incident_key
from mergecast.model.ledger_state import Draft

MINUTE = timedelta(minutes=1)


def order(stage: Stage, kind: EventKind, scope: str, at: datetime) -> None:
    stage.clock.at = at
    asked = Order(kind, (scope,), "flood", "mei")
    write(stage.look(), lambda view: needed(asked, view), stage.clock)


def frozen(since: int, until: int, scope: str = "all") -> Stage:
    """A ledger with a freeze from so many to so many minutes after nine."""
    stage = Stage()
    order(stage, EventKind.FREEZE, scope, DUE + since * MINUTE)
    order(stage, EventKind.THAW, scope, DUE + until * MINUTE)
    return stage


def decided(
    stage: Stage, each: Target, minutes: int, yes: datetime = DUE - 600 * MINUTE
) -> Decision:
    """What is decided so many minutes after nine; ``yes``: when it was approved."""

    def approve(one: Target) -> Approved | NotApproved:
        if one.approved_after is not None and yes <= one.approved_after:
            return NotApproved("it has to be approved again")
        return Approved(YES)

    return decide(each, stage.look(), approve, DUE + minutes * MINUTE)


@pytest.mark.parametrize(
    "scope",
    [
        "all",
        "network:x",
        "account:acme",
        "bucket:evergreen",
        "campaign:raya",
        "locale:zh",
        "locale:zh-Hans",
        "post:launch-2026",
    ],
)
def test_what_came_due_under_a_freeze_of_any_scope_waits_for_a_new_time(
    scope: str,
) -> None:
    each = target(bucket="evergreen", campaign="raya", locale="zh-Hans")
    found = decided(frozen(-5, 30, scope), each, 31)

    assert (found.verb, found.code) == (Verb.MISSED, KEPT_BACK)
    assert found.reason.startswith(f"it came due while {scope} was frozen (until ")


@pytest.mark.parametrize("scope", ["locale:ms", "campaign:other", "account:beta"])
def test_a_freeze_of_something_else_keeps_nothing_back(scope: str) -> None:
    each = target(bucket="evergreen", campaign="raya", locale="zh-Hans")

    assert decided(frozen(-5, 30, scope), each, 31).verb is Verb.PUBLISH


def test_what_comes_due_after_the_thaw_goes_out() -> None:
    assert decided(frozen(-30, -1), target(), 0).verb is Verb.PUBLISH


def test_what_was_too_late_by_the_end_of_the_freeze_is_approved_again() -> None:
    stage = frozen(-5, 130)
    key = "launch-2026@acme:1"
    missed = decided(stage, target(), 131)
    body = {"reason": "frozen", "may_be_live": False, "code": missed.code}
    stage.look().append([Draft(EventKind.MISSED, key, body=body)], at=stage.clock.at)
    later = target(publish_at="2026-11-24 12:00")

    assert missed.code == TOO_LATE
    assert decided(stage, target(), 200).verb is Verb.MISSED
    assert decided(stage, later, 180).reason == (
        "not approved: it has to be approved again"
    )
    again = decided(stage, later, 180, yes=DUE + 140 * MINUTE)
    assert again.verb is Verb.PUBLISH


def test_another_time_is_enough_for_what_was_not_too_late() -> None:
    stage = frozen(-5, 30)
    key = "launch-2026@acme:1"
    body = {"reason": "frozen", "may_be_live": False, "code": KEPT_BACK}
    stage.look().append([Draft(EventKind.MISSED, key, body=body)], at=stage.clock.at)

    later = target(publish_at="2026-11-24 12:00")
    assert decided(stage, later, 180).verb is Verb.PUBLISH


@pytest.mark.parametrize(
    "sort",
    [
        {"publish_at": "asap", "until": "2026-11-24 18:00"},
        {"bucket": "reactive", "publish_at": "2026-11-24 12:00"},
        {"lane": "realtime", "publish_at": "2026-11-24 12:00"},
    ],
    ids=str,
)
def test_what_is_reactive_is_approved_again_after_a_thaw(sort: dict[str, str]) -> None:
    stage = frozen(-5, 30)

    assert decided(stage, target(**sort), 180).verb is Verb.WAIT
    again = decided(stage, target(**sort), 180, yes=DUE + 31 * MINUTE)
    assert again.verb is Verb.PUBLISH


def test_the_rest_of_a_thread_waits_for_people_too() -> None:
    stage = Stage()
    each = target(thread=["One", "Two"], text=...)
    claim = Draft(
        EventKind.CLAIM, "launch-2026@acme:1", payload="sha256:" + "1" * 64, body={}
    )
    sent = Draft(
        EventKind.POSTED, "launch-2026@acme:1", body={"id": "7", "via": "lookup"}
    )
    stage.look().append([claim, sent], at=DUE + MINUTE)
    order(stage, EventKind.FREEZE, "all", DUE + 2 * MINUTE)
    order(stage, EventKind.THAW, "all", DUE + 20 * MINUTE)

    found = decided(stage, each, 21)

    assert (found.verb, found.part, found.code) == (Verb.MISSED, 2, KEPT_BACK)


def test_who_says_send_it_after_the_thaw_is_heard() -> None:
    stage = frozen(-5, 30)
    key = "launch-2026@acme:1"
    missed = {"reason": "frozen", "may_be_live": False, "code": KEPT_BACK}
    said = {"outcome": "resend", "by": "mei", "reason": "it is still right"}
    drafts = [
        Draft(EventKind.MISSED, key, body=missed),
        Draft(EventKind.RESOLVED, key, body=said),
    ]
    stage.look().append(drafts, at=DUE + 40 * MINUTE)

    assert decided(stage, target(), 41).verb is Verb.PUBLISH


@pytest.fixture
def crisis() -> Stage:
    """Everything is frozen, and an incident of level high is open."""
    stage = Stage()
    key = incident_key("flood-2026")
    body = {"step": "open", "by": "mei", "level": "high"}
    stage.look().append([Draft(EventKind.INCIDENT, key, body=body)], at=DUE)
    order(stage, EventKind.FREEZE, "all", DUE - MINUTE)
    return stage


def test_what_is_said_in_an_open_incident_passes_at_its_level(crisis: Stage) -> None:
    found = decided(crisis, target(incident="flood-2026"), 1)

    assert (found.verb, found.target.crisis) == (Verb.PUBLISH, "high")


def test_who_lowers_the_level_does_not_undo_the_ones_before(crisis: Stage) -> None:
    key = incident_key("flood-2026")
    for level in ("mid", "low", "low"):
        body = {"step": "assess", "by": "mei", "level": level, "levels": ["low"]}
        crisis.look().append([Draft(EventKind.INCIDENT, key, body=body)], at=DUE)

    found = decided(crisis, target(incident="flood-2026"), 1)

    assert found.target.crisis == "low"
    assert found.target.graver == ("high", "mid")


def test_a_freeze_of_that_very_post_stops_it(crisis: Stage) -> None:
    order(crisis, EventKind.FREEZE, "post:launch-2026", DUE)

    found = decided(crisis, target(incident="flood-2026"), 1)
    assert (found.verb, found.target.crisis) == (Verb.FROZEN, "high")


@pytest.mark.parametrize("incident", ["other-2026", "Not an id", ...])
def test_nothing_else_passes(crisis: Stage, incident: object) -> None:
    assert decided(crisis, target(incident=incident), 1).verb is Verb.FROZEN


@pytest.mark.parametrize("step", ["close", "retro"])
def test_nothing_passes_for_an_incident_that_is_over(crisis: Stage, step: str) -> None:
    body = {"step": step, "by": "mei"}
    over = Draft(EventKind.INCIDENT, incident_key("flood-2026"), body=body)
    crisis.look().append([over], at=DUE)

    assert decided(crisis, target(incident="flood-2026"), 1).verb is Verb.FROZEN


def test_what_passes_is_sent_and_the_ledger_takes_it(crisis: Stage) -> None:
    each = target(incident="flood-2026")
    crisis.clock.at = DUE + MINUTE

    list(publish(each, crisis.world()))

    assert len(crisis.network.live) == 1
    state = crisis.look().state(Key("launch-2026", None, "acme", 1))
    assert state is not None
    assert "incident:flood-2026" in state.scopes


def opened(stage: Stage, name: str, level: str | None, scope: str = "all") -> None:
    """One more incident, with its own freeze."""
    body = {"step": "open", "by": "x"} | ({"level": level} if level else {})
    event = Draft(EventKind.INCIDENT, incident_key(name), body=body)
    stage.look().append([event], at=DUE)
    asked = Order(EventKind.FREEZE, (scope,), "flood", "mei", incident=name)
    write(stage.look(), lambda view: needed(asked, view), stage.clock)


@pytest.mark.parametrize("scope", ["all", "account:acme", "network:x"])
def test_over_what_is_frozen_for_two_incidents_both_are_asked(
    crisis: Stage, scope: str
) -> None:
    opened(crisis, "other-2026", "low", scope)

    own = decided(crisis, target(incident="flood-2026"), 1).target
    other = decided(crisis, target(incident="other-2026"), 1).target
    assert (own.crisis, own.graver, own.past) == ("high", ("low",), ("other-2026",))
    # Its own freeze is plain, so the grave one is not asked by the mild one yet.
    assert (other.crisis, other.graver, other.past) == ("low", (), ())

    opened(crisis, "grave-2026", "high")
    other = decided(crisis, target(incident="other-2026"), 1).target
    assert (other.crisis, other.graver) == ("low", ("high",))


def test_an_incident_that_was_closed_counts_until_its_freeze_ends(
    crisis: Stage,
) -> None:
    opened(crisis, "grave-2026", "high")
    opened(crisis, "other-2026", "low")
    over = {"step": "close", "by": "x"}
    event = Draft(EventKind.INCIDENT, incident_key("grave-2026"), body=over)
    crisis.look().append([event], at=DUE)

    found = decided(crisis, target(incident="other-2026"), 1)
    assert (found.verb, found.target.graver) == (Verb.PUBLISH, ("high",))


def test_over_an_incident_of_unknown_level_nothing_of_another_passes(
    crisis: Stage,
) -> None:
    opened(crisis, "other-2026", None)

    assert decided(crisis, target(incident="flood-2026"), 1).verb is Verb.FROZEN


def test_another_scope_asks_for_nothing_more(crisis: Stage) -> None:
    opened(crisis, "other-2026", "low", "account:other")

    assert decided(crisis, target(incident="flood-2026"), 1).target.past == ()


def test_an_incident_that_begins_after_the_claim_stops_it(crisis: Stage) -> None:
    """It was approved before anybody knew of the other."""
    each = target(incident="flood-2026")
    key = Key("launch-2026", None, "acme", 1)
    claimed = decided(crisis, each, 1).target
    passes = scopes(claimed)
    assert stopped_by(key, crisis.look().freezes(), passes) is None

    opened(crisis, "other-2026", "low")

    stopped = stopped_by(key, crisis.look().freezes(), passes)
    assert stopped is not None
    assert stopped.incident == "other-2026"


def test_a_post_counts_as_said_in_its_own_incident_alone(crisis: Stage) -> None:
    opened(crisis, "other-2026", "low")
    crisis.clock.at = DUE + MINUTE

    list(publish(target(incident="flood-2026"), crisis.world()))

    events = list(crisis.look().events())
    live = {one.id: one.live is not None for one in histories(events)}
    assert live == {"flood-2026": True, "other-2026": False}
    told = {one.id: posts_of(one, events) for one in histories(events)}
    assert told == {"flood-2026": ("launch-2026",), "other-2026": ()}
