"""For a day after a thaw, what it let go stands in line, whatever its minute says."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from dispatch.test_kept_back import order
from dispatch.world import DUE, YES, Stage, target

from mergecast.approvals.policy import Approved
from mergecast.dispatch.decision import Decision, Verb
from mergecast.dispatch.kept_back import KEPT_BACK, in_line
from mergecast.dispatch.pace import Rules, decisions
from mergecast.dispatch.target import Target
from mergecast.dispatch.traffic import traffic
from mergecast.model.event import EventKind
from mergecast.model.key import incident_key
from mergecast.model.ledger_state import Draft
from mergecast.model.settings import Publishing

MINUTE = timedelta(minutes=1)
SPACING = timedelta(minutes=20)
RULES = Publishing(spacing=SPACING, per_day=None)
PAYLOAD = "sha256:" + "1" * 64


def post(name: str, at: str, **more: object) -> Target:
    return target(id=name, publish_at=f"2026-11-24 {at}", text=name, **more)


def frozen(scope: str = "all") -> Stage:
    """Frozen from eight to nine."""
    stage = Stage()
    order(stage, EventKind.FREEZE, scope, DUE - 60 * MINUTE)
    order(stage, EventKind.THAW, scope, DUE)
    return stage


def went(stage: Stage, key: str, at: datetime) -> None:
    claim = Draft(EventKind.CLAIM, key, payload=PAYLOAD, body={})
    stage.look().append([claim], at=at)
    posted = Draft(EventKind.POSTED, key, body={"id": key[:6], "via": "send"})
    stage.look().append([Draft(EventKind.SENDING, key), posted], at=at)


def decided(
    stage: Stage, each: Target, now: datetime, cap: int | None = None
) -> Decision:
    rules = Rules(
        lambda _target: Approved(YES), replace(RULES, per_day=cap), now, ask_ahead=False
    )
    return decisions([each], stage.look(), rules)[0]


@pytest.mark.parametrize("late", ["publish-within 2h", "hold", "skip"])
@pytest.mark.parametrize("lane", ["planned", "realtime"])
def test_what_a_thaw_let_go_keeps_its_distance_at_its_own_minute(
    late: str, lane: str
) -> None:
    stage = frozen()
    went(stage, "earlier@acme:1", DUE + 14 * MINUTE)
    found = decided(
        stage, post("other", "09:15", late=late, lane=lane), DUE + 15 * MINUTE
    )

    assert (found.verb, found.until) == (Verb.WAIT, DUE + 34 * MINUTE)
    assert found.reason.startswith("a freeze was lifted lately; the account's last")


def test_what_no_freeze_was_about_keeps_its_minute() -> None:
    stage = frozen("campaign:raya")
    went(stage, "earlier@acme:1", DUE + 14 * MINUTE)
    now = DUE + 15 * MINUTE

    assert decided(stage, post("other", "09:15"), now).verb is Verb.PUBLISH
    theirs = post("theirs", "09:15", campaign="raya")
    assert decided(stage, theirs, now).verb is Verb.WAIT


def test_a_day_after_the_thaw_the_line_is_over() -> None:
    stage = frozen()
    a_day = DUE + timedelta(days=1)
    each = target(id="other", publish_at="2026-11-25 08:59")

    assert in_line(each, 1, stage.look(), a_day - MINUTE)
    assert not in_line(each, 1, stage.look(), a_day)


def test_after_a_thaw_the_cap_of_the_day_binds_what_is_on_time_too() -> None:
    stage = frozen()
    went(stage, "earlier@acme:1", DUE - 100 * MINUTE)
    each, now = post("other", "09:15"), DUE + 15 * MINUTE

    assert decided(stage, each, now).verb is Verb.PUBLISH
    assert "`per_day`" in decided(stage, each, now, cap=1).reason


def thread() -> Target:
    words = ["One", "Two", "Three"]
    return target(id="long", thread=words, text=..., publish_at="2026-11-24 09:10")


def test_a_thread_that_was_stopped_in_the_middle_stands_in_line_once() -> None:
    stage = Stage()
    went(stage, "long@acme:1", DUE - 70 * MINUTE)
    order(stage, EventKind.FREEZE, "all", DUE - 60 * MINUTE)
    order(stage, EventKind.THAW, "all", DUE)
    went(stage, "other@acme:1", DUE + 9 * MINUTE)

    found = decided(stage, thread(), DUE + 10 * MINUTE)
    assert (found.verb, found.part) == (Verb.WAIT, 2)
    assert found.until == DUE + 29 * MINUTE

    went(stage, "long@acme:2", DUE + 29 * MINUTE)
    found = decided(stage, thread(), DUE + 30 * MINUTE)
    assert (found.verb, found.part) == (Verb.PUBLISH, 3)


def test_what_follows_the_rest_of_a_thread_keeps_its_distance_to_it() -> None:
    stage = Stage()
    went(stage, "long@acme:1", DUE - 70 * MINUTE)
    order(stage, EventKind.FREEZE, "all", DUE - 60 * MINUTE)
    order(stage, EventKind.THAW, "all", DUE)
    went(stage, "long@acme:2", DUE + 9 * MINUTE)

    found = decided(stage, post("other", "09:15"), DUE + 15 * MINUTE)
    assert found.until == DUE + 29 * MINUTE


def test_a_clock_that_is_set_back_after_a_send_does_not_shorten_the_distance() -> None:
    stage = Stage()
    key = "earlier@acme:1"
    claim = Draft(EventKind.CLAIM, key, payload=PAYLOAD, body={})
    stage.look().append([claim], at=DUE)
    stage.look().append([Draft(EventKind.SENDING, key)], at=DUE)
    posted = Draft(EventKind.POSTED, key, body={"id": "7", "via": "send"})
    stage.look().append([posted], at=DUE - 9 * MINUTE)

    assert traffic(stage.look().tail, "acme", DUE).last == DUE


def test_what_a_person_says_is_live_went_out_when_it_was_sent() -> None:
    stage = Stage()
    key = "earlier@acme:1"
    claim = Draft(EventKind.CLAIM, key, payload=PAYLOAD, body={})
    stage.look().append([claim], at=DUE)
    stage.look().append([Draft(EventKind.SENDING, key)], at=DUE)
    unknown = Draft(EventKind.UNKNOWN, key, body={"reason": "no clear answer"})
    stage.look().append([unknown], at=DUE)
    said = {"outcome": "posted", "reason": "I see it", "by": "mei", "id": "7"}
    resolved = Draft(EventKind.RESOLVED, key, body=said)
    stage.look().append([resolved], at=DUE + 50 * MINUTE)

    assert traffic(stage.look().tail, "acme", DUE + 51 * MINUTE).sent == (DUE,)


@pytest.mark.parametrize(
    ("step", "incident", "verb"),
    [
        ("open", "flood-2026", Verb.PUBLISH),
        ("close", "flood-2026", Verb.WAIT),
        ("open", "other-2026", Verb.WAIT),
    ],
)
def test_what_is_said_in_an_open_incident_goes_first(
    step: str, incident: str, verb: Verb
) -> None:
    stage = frozen()
    key = incident_key("flood-2026")
    for each in dict.fromkeys(("open", step)):
        body = {"step": each, "by": "mei", "level": "low"}
        stage.look().append([Draft(EventKind.INCIDENT, key, body=body)], at=DUE)
    went(stage, "before@acme:1", DUE + 9 * MINUTE)

    answer = post("answer", "09:10", incident=incident)
    now = DUE + 10 * MINUTE
    assert decided(stage, answer, now).verb is verb


def test_an_answer_that_was_kept_back_stands_in_line() -> None:
    stage = frozen()
    body = {"step": "open", "by": "mei", "level": "low"}
    event = Draft(EventKind.INCIDENT, incident_key("flood-2026"), body=body)
    kept = {"reason": "frozen", "code": KEPT_BACK, "may_be_live": False}
    missed = Draft(EventKind.MISSED, "answer@acme:1", body=kept)
    stage.look().append([event, missed], at=DUE)
    went(stage, "before@acme:1", DUE + 9 * MINUTE)

    answer = post("answer", "09:10", incident="flood-2026")
    assert decided(stage, answer, DUE + 10 * MINUTE).verb is Verb.WAIT
