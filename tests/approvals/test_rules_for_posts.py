"""Which rule is about which post, and who fills which place."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from approvals.made_cases import DUE, FACTS, NOW, evidence, reason, rules, yes

from mergecast.approvals.facts import Facts, Place, facts
from mergecast.approvals.needs import fits
from mergecast.loading import build, build_people
from mergecast.model.approval import When
from mergecast.model.places import filled
from mergecast.model.risk import Risk
from mergecast.model.schedule import schedule
from mergecast.model.team import Leave
from mergecast.model.workspace import Campaign

POST = Facts(
    (
        Place("acme", "x", "en", media=True),
        Place("acme-my", "bluesky", "ms", media=False),
    ),
    bucket="evergreen",
    campaign="launch",
    rating="PG",
    risk=Risk.MEDIUM,
    paid=True,
)


@pytest.mark.parametrize(
    ("when", "about"),
    [
        ({}, True),
        ({"accounts": ["acme"]}, True),
        ({"accounts": ["other"]}, False),
        ({"networks": ["bluesky", "mastodon"]}, True),
        ({"locales": ["ms"]}, True),
        ({"locales": ["zh-Hans"]}, False),
        ({"accounts": ["acme"], "locales": ["ms"]}, False),
        ({"accounts": ["acme-my"], "media": True}, False),
        ({"accounts": ["acme-my"], "media": False}, True),
        ({"buckets": ["reactive"]}, False),
        ({"campaigns": ["launch"], "paid": True}, True),
        ({"campaigns": ["launch"], "paid": False}, False),
        ({"lanes": ["planned"]}, True),
        ({"lanes": ["realtime"]}, False),
        ({"ratings": ["PG-13"]}, False),
        ({"risks": ["medium", "high"]}, True),
        ({"new_media": True}, False),
        ({"new_media": False}, True),
    ],
)
def test_a_rule_is_about_posts_with_all_that_it_says(
    when: dict[str, Any], *, about: bool
) -> None:
    data = {"rules": [{**when, "count": 1}]}
    policy = build_people.approval(data)

    assert policy is not None
    assert fits(policy.rules[0].when, POST) is about


def test_a_rule_for_a_language_is_about_all_its_scripts_and_not_the_other_way() -> None:
    post = Facts((Place("acme", "x", "zh-Hant", media=False),))

    assert fits(When(locales=frozenset({"zh"})), post)
    assert not fits(When(locales=frozenset({"zh-Hant-HK"})), post)


@pytest.mark.parametrize(
    ("places", "people", "who"),
    [
        ([("legal",), ("brand",)], [{"legal"}, {"brand"}], (0, 1)),
        ([("legal",), ("brand",)], [{"legal", "brand"}, {"legal"}], (1, 0)),
        ([("legal",), ("brand",)], [{"legal", "brand"}], (0, None)),
        ([(), ()], [set(), set()], (0, 1)),
        ([("legal", "brand")] * 2, [{"brand"}, {"duty"}], (0, None)),
    ],
)
def test_each_place_is_filled_by_another_person(
    places: list[tuple[str, ...]], people: list[set[str]], who: tuple[int | None, ...]
) -> None:
    assert filled(places, people) == who


TWO_ROLES = rules({"rules": [{"paid": True, "all_of": ["legal", "brand"]}]})
PAID = replace(FACTS, paid=True)


def test_a_two_role_rule_needs_two_people() -> None:
    assert not reason(TWO_ROLES, evidence(yes("tom"), yes("aisyah")), PAID)
    assert reason(TWO_ROLES, evidence(yes("jo")), PAID) == (
        "Jo approved it; it needs brand (Aisyah)"
    )
    assert reason(TWO_ROLES, evidence(yes("aisyah")), PAID) == (
        "Aisyah approved it; it needs legal (Tom or Jo)"
    )
    assert reason(TWO_ROLES, evidence(), PAID) == (
        "nobody has approved it yet; it needs legal (Tom or Jo) and brand "
        "(Aisyah or Jo)"
    )
    assert not reason(TWO_ROLES, evidence(yes("rahim")), FACTS)


def test_one_person_may_stand_for_several_rules() -> None:
    by = rules({"rules": [{"all_of": ["legal"]}, {"all_of": ["brand"]}]})

    assert not reason(by, evidence(yes("jo")))


def test_rules_add_up() -> None:
    by = rules({"rules": [{"count": 2}, {"any_of": ["duty"]}]})

    assert reason(by, evidence(yes("tom"), yes("jo"))) == (
        "Tom and Jo approved it; it needs duty (عبد الرحيم)"
    )
    assert not reason(by, evidence(yes("tom"), yes("rahim")))


def test_a_yes_in_vain_is_told_where_it_would_have_helped() -> None:
    old = yes("tom", at=NOW - timedelta(days=99))

    assert reason(TWO_ROLES, evidence(old, yes("aisyah")), PAID) == (
        "Aisyah approved it, and that of Tom does not count: approved it on "
        "2026-08-15, and that has expired; it needs legal (Tom or Jo)"
    )
    assert reason(TWO_ROLES, evidence(yes("rahim", None), yes("aisyah")), PAID) == (
        "Aisyah approved it; it needs legal (Tom or Jo)"
    )


def test_a_place_that_nobody_can_fill_is_said_so() -> None:
    by = rules({"rules": [{"all_of": ["duty"]}]})
    found = evidence(yes("tom"), authors=("rahim",))

    assert reason(by, found) == "Tom approved it; it needs duty (nobody can)"


LEGAL = {"rules": [{"all_of": ["legal"]}]}
AWAY = Leave("tom", "2026-11-20", "2026-11-22")
NO_JO = ("mei", "jo")


def test_a_stand_in_counts_while_someone_is_away() -> None:
    by = rules(LEGAL, AWAY)

    assert not reason(by, evidence(yes("rahim")))
    assert "it needs legal" in reason(rules(LEGAL), evidence(yes("rahim")))


def test_the_days_of_a_leave_are_the_member_s_own() -> None:
    by = rules(LEGAL, Leave("tom", "2026-07-01", "2026-07-01"))
    # London is an hour ahead of UTC in July.
    first = datetime(2026, 6, 30, 23, 0, tzinfo=UTC)
    early = first - timedelta(seconds=1)
    late = first + timedelta(days=1)

    facts = replace(FACTS, timing=None)
    for at, counts in ((early, False), (first, True), (late, False)):
        found = evidence(yes("rahim", at=at))
        assert bool(reason(by, found, facts, now=first)) is not counts


def test_a_stand_in_s_approval_stands_when_the_other_is_back() -> None:
    by = rules(LEGAL, AWAY)
    later = NOW + timedelta(days=30)

    assert not reason(by, evidence(yes("rahim")), now=later)


def test_a_stand_in_is_named_while_needed() -> None:
    found = evidence(authors=NO_JO)

    assert reason(rules(LEGAL, AWAY), found) == (
        "nobody has approved it yet; it needs legal (Tom or عبد الرحيم for Tom)"
    )
    assert "legal (Tom)" in reason(rules(LEGAL), found)


def test_after_half_the_time_the_stand_in_of_who_is_there_counts_too() -> None:
    by = rules(LEGAL)
    # Asked for a day ago, due in 37 hours: half of it passes in six and a half hours.
    half = NOW + timedelta(hours=6, minutes=30)
    asked = NOW - timedelta(days=1)
    before = evidence(yes("rahim", at=half - timedelta(seconds=1)), asked=asked)
    after = evidence(yes("rahim", at=half), asked=asked)

    assert timedelta(hours=37) == DUE - NOW
    assert "it needs legal" in reason(by, before, now=half)
    assert not reason(by, after, now=half)


def test_a_stand_in_who_made_it_does_not_count() -> None:
    by = rules(LEGAL, AWAY)
    found = evidence(yes("rahim"), authors=("rahim",))

    assert "only its own author" in reason(by, found)


SETTINGS = build.settings(
    {
        "version": 1,
        "accounts": {
            "acme": {"network": "x", "user": "a", "timezone": "Asia/Kuala_Lumpur"},
            "acme-my": {"network": "x", "user": "b", "timezone": "Asia/Kuala_Lumpur"},
        },
    }
)


def test_the_facts_of_a_post_are_what_its_file_says() -> None:
    post = build.post(
        "calendar/2026/11/24-launch.yaml",
        {
            "id": "launch-2026",
            "accounts": ["acme", "acme-my", "gone"],
            "publish_at": "2026-11-24 09:00",
            "text": "It is out.",
            "locale": "en",
            "media": [{"file": "media/a.png", "alt": "A"}],
            "variants": {"acme-my": {"text": "Sudah keluar.", "locale": "ms"}},
            "campaign": "launch",
            "lane": "realtime",
            "requested_by": "tom",
            "gloss": "It is out.",
        },
    )
    ends = Campaign("launch", "calendar/campaigns/launch.yaml", None, "2026-11-24")
    found = facts(post, SETTINGS.accounts, schedule(post, SETTINGS), {"launch": ends})

    assert found.places == (
        Place("acme", "x", "en", media=True),
        Place("acme-my", "x", "ms", media=True),
        Place("gone", None, "en", media=True),
    )
    assert found.locales == {"en", "ms"}
    assert (found.lane, found.risk, found.gloss) == ("realtime", Risk.MEDIUM, True)
    assert found.due == datetime(2026, 11, 24, 1, tzinfo=UTC)
    # The last day of a campaign belongs to it, in the zone of the post.
    end = datetime(2026, 11, 24, 16, tzinfo=UTC)
    assert [barrier.end for barrier in found.barriers] == [end]


def test_the_time_of_what_is_taken_back_does_not_matter() -> None:
    post = build.post(
        "p",
        {
            "id": "launch-2026",
            "accounts": ["acme"],
            "publish_at": "2026-11-24 09:00",
            "text": "It is out.",
            "retract": "wrong",
        },
    )

    assert facts(post, SETTINGS.accounts, schedule(post, SETTINGS), {}).timing is None
