"""A claim keeps what later reports need, and says null where nobody knows."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

from dispatch.world import DUE, YES, Stage, target
from jsonschema import Draft202012Validator
from ledger.test_event_schema import SCHEMA

from mergecast.approvals.policy import Approved
from mergecast.approvals.ports import Evidence, Person, PullRequest
from mergecast.dispatch.claim import report
from mergecast.dispatch.run import publish
from mergecast.ledger.envelope import encode
from mergecast.model.event import EventKind

MEI = Person("Mei Lin", "mei@example.org")
BO = Person("Bo", login="bo", user_id="42")
NAMES = {
    "due",
    "bucket",
    "campaign",
    "lane",
    "locale",
    "owner",
    "authors",
    "merged",
    "approved_first",
    "approved_last",
    "pull_request",
    "opened",
    "rounds",
    "findings",
}


def at(hour: int) -> datetime:
    return datetime(2026, 11, 20, hour, tzinfo=UTC)


def test_what_the_post_says_is_kept() -> None:
    each = target(
        bucket="evergreen",
        campaign="launch",
        lane="planned",
        locale="ms",
        owner="mei",
        variants={"x": {"text": "已经发布", "locale": "zh"}},
    )
    made = report(each, Approved(YES))

    assert set(made) == NAMES
    assert (made["bucket"], made["campaign"]) == ("evergreen", "launch")
    assert (made["lane"], made["owner"]) == ("planned", "mei")
    assert (made["locale"], made["due"]) == ("zh", "2026-11-24T01:00:00+00:00")


def test_what_nobody_knows_is_null() -> None:
    made = report(target(publish_at="asap", until="2026-11-25 09:00"), Approved(YES))

    assert set(made) == NAMES
    assert {value for value in made.values() if value is not None} == set()


def test_who_made_and_approved_it_and_when() -> None:
    yeses = tuple(replace(YES, at=at(hour)) for hour in (9, 7, 8))
    evidence = Evidence((MEI, BO), yeses, "c" * 40, changed_at=at(10))
    made = report(target(), Approved(yeses[-1], yeses, evidence))

    assert made["authors"] == ["mei@example.org", "42"]
    assert made["merged"] == "2026-11-20T10:00:00+00:00"
    assert made["approved_first"] == "2026-11-20T07:00:00+00:00"
    assert made["approved_last"] == "2026-11-20T09:00:00+00:00"
    assert (made["pull_request"], made["opened"], made["rounds"]) == (None, None, None)


def test_what_a_forge_knows_of_the_pull_request() -> None:
    pull = PullRequest(7, BO, at(1), merged=at(12), rounds=3)
    evidence = Evidence((BO,), (), "c" * 40, changed_at=at(10), pull_request=pull)
    made = report(target(), Approved(YES, (), evidence))

    assert (made["pull_request"], made["rounds"]) == (7, 3)
    assert made["opened"] == "2026-11-20T01:00:00+00:00"
    assert made["merged"] == "2026-11-20T12:00:00+00:00"


def test_it_is_on_record_with_the_claim_and_valid_by_the_schema() -> None:
    stage = Stage()
    list(publish(target(bucket="evergreen"), stage.world()))
    claim = next(e for e in stage.look().events() if e.kind is EventKind.CLAIM)

    assert claim.body["report"]["bucket"] == "evergreen"
    assert claim.body["report"]["due"] == DUE.isoformat()
    assert claim.body["report"]["cost"] == "0.015"
    Draft202012Validator(SCHEMA).validate(json.loads(encode(claim)))
    described = SCHEMA["$defs"]["claim"]["properties"]["report"]["properties"]
    assert set(described) == NAMES | {"cost"}
