"""The fast lane: one yes by somebody on duty, for what is worth it and harmless."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from approvals.made_cases import MEMBERS, NOW, WORDS, evidence, rules, yes

from mergecast.approvals.facts import Facts, Place
from mergecast.approvals.policy import Approved, NotApproved, judge
from mergecast.approvals.rules import Rules
from mergecast.approvals.weighed import about
from mergecast.loading import build
from mergecast.model.approval import FastLane
from mergecast.model.fast_lane import below, fast_trend, hindrance

LANE = {"safety": 4, "roles": ["brand"]}
RULES = [{"lanes": ["realtime"], "all_of": ["legal"], "count": 2}]
HURRIED = Facts(
    (Place("acme", "x", "en", media=False),), lane="realtime", trend=(4, 5, 3)
)


def by(*there: str, planned: bool = True) -> Rules:
    """The policy, and who is on duty."""

    def duty(at: datetime) -> Collection[str] | None:
        del at
        return there if planned else None

    return replace(rules({"rules": RULES, "fast_lane": LANE}), duty=duty)


def judged(facts: Facts, who: Rules, *keys: str) -> Approved | NotApproved:
    said = evidence(*(yes(key) for key in keys))
    return judge(about(WORDS, facts, who), said, who, NOW)


def test_one_yes_on_duty_is_enough_whatever_the_rules_say() -> None:
    assert isinstance(judged(HURRIED, by("aisyah"), "aisyah"), Approved)


def test_who_is_not_on_duty_or_has_another_role_is_not_enough() -> None:
    for there, key in (("jo", "aisyah"), ("tom", "tom")):
        found = judged(HURRIED, by(there), key)

        assert isinstance(found, NotApproved)
        assert "brand on duty" in found.reason


def test_who_could_is_named_and_is_on_duty_now() -> None:
    found = judged(HURRIED, by("jo"))

    assert isinstance(found, NotApproved)
    assert found.reason.endswith("it needs brand on duty (Jo)")


def test_where_nobody_plans_duty_the_role_is_enough() -> None:
    assert isinstance(judged(HURRIED, by(planned=False), "aisyah"), Approved)


def test_the_author_is_not_enough_on_duty_either() -> None:
    who = by("mei")
    lane = replace(who.applied.fast_lane or FastLane(), roles=())
    assert who.policy is not None
    who = replace(who, policy=replace(who.policy, fast_lane=lane))

    assert isinstance(judged(HURRIED, who, "mei"), NotApproved)
    assert isinstance(
        judged(HURRIED, replace(who, duty=lambda _at: ("jo",)), "jo"), Approved
    )


@pytest.mark.parametrize("trend", [None, (2, 5, 5), (5, 3, 5), (5, 5, 2)])
def test_below_the_scores_the_usual_people_approve(
    trend: tuple[int, int, int] | None,
) -> None:
    facts = replace(HURRIED, trend=trend)

    assert isinstance(judged(facts, by("aisyah"), "aisyah"), NotApproved)
    assert isinstance(judged(facts, by(), "jo", "aisyah"), Approved)


def test_scores_that_rise_after_the_yes_do_not_lower_what_it_takes() -> None:
    low = replace(HURRIED, trend=(5, 3, 5))
    who = by("aisyah")
    said = evidence(yes("aisyah", facts=low))

    found = judge(about(WORDS, HURRIED, who), said, who, NOW)

    assert isinstance(found, NotApproved)


def test_without_a_fast_lane_nothing_is_lowered() -> None:
    who = replace(rules({"rules": RULES}), duty=lambda _at: ("aisyah",))

    assert isinstance(judged(HURRIED, who, "aisyah"), NotApproved)


POST = {
    "id": "trend-2026",
    "accounts": ["acme"],
    "publish_at": "asap",
    "until": "2026-11-24 18:00",
    "lane": "realtime",
    "trend": {"relevance": 4, "safety": 5, "value": 3},
    "text": "We saw it, too.",
}


def test_a_post_as_it_should_be_has_its_scores() -> None:
    assert fast_trend(build.post("p.yaml", POST)) == (4, 5, 3)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"lane": "planned"}, "lane"),
        ({"publish_at": "2026-11-24 18:00"}, "publish_at"),
        ({"until": None}, "publish_at"),
        ({"trend": None}, "lane"),
        ({"paid": True}, "paid"),
        ({"incident": "outage"}, "incident"),
        ({"statement": {"id": "outage", "blob": "1" * 40}}, "statement"),
        ({"rating": "PG-13"}, "rating"),
        ({"made_with_ai": True}, "made_with_ai"),
    ],
)
def test_what_needs_more_eyes_or_can_wait_never_takes_it(
    change: dict[str, object], field: str
) -> None:
    data = {key: own for key, own in {**POST, **change}.items() if own is not None}
    post = build.post("p.yaml", data)

    assert fast_trend(post) is None
    assert (hindrance(post) or ("",))[0] == field


def test_the_scores_that_are_too_low_are_named_with_the_least() -> None:
    assert below((3, 4, 3), FastLane()) == {}
    assert below((2, 3, 5), FastLane()) == {"relevance": 3, "safety": 4}


def test_a_day_ago_is_judged_by_who_was_on_duty_then() -> None:
    def duty(at: datetime) -> Collection[str]:
        return ("aisyah",) if at < NOW - timedelta(hours=2) else ("jo",)

    who = replace(by(), duty=duty)
    early = evidence(yes("aisyah", at=NOW - timedelta(hours=3)))
    late = evidence(yes("aisyah", at=NOW - timedelta(hours=1)))

    assert isinstance(judge(about(WORDS, HURRIED, who), early, who, NOW), Approved)
    assert isinstance(judge(about(WORDS, HURRIED, who), late, who, NOW), NotApproved)
    assert "aisyah" in MEMBERS
