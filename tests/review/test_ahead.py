"""What stops a scheduled post is known before it does, with who can help."""

from __future__ import annotations

from datetime import timedelta

import pytest
from approvals.made_cases import (
    DUE,
    FACTS,
    NOW,
    WORDS,
    evidence,
    rules,
    yes,
)

from mergecast.approvals.ports import Evidence
from mergecast.approvals.rules import Rules
from mergecast.approvals.weighed import about
from mergecast.model.team import Leave
from mergecast.review.ahead import Outlook, Prospect, outlook

LEGAL = {"rules": [{"accounts": ["acme"], "all_of": ["legal"]}]}
ALL_WINTER = ("2026-11-01", "2027-02-28")


def look(by: Rules, found: Evidence) -> Outlook:
    return outlook(about(WORDS, FACTS, by), found, by, NOW, DUE)


def test_what_is_approved_and_stays_so_is_sound() -> None:
    assert look(rules({}), evidence(yes("tom"))) == Outlook(Prospect.APPROVED)


def test_an_approval_that_ends_before_its_time_is_told_today() -> None:
    by = rules({"valid_for": "1d"})

    found = look(by, evidence(yes("tom")))

    assert found.prospect is Prospect.ENDS
    assert found.reason.startswith(
        "the approval of Tom does not count: approved it on 2026-11-22, and that has "
        "expired; it needs one member ("
    )


def test_one_that_ends_just_after_its_time_is_sound() -> None:
    given = DUE - timedelta(days=2) + timedelta(seconds=1)
    by = rules({"valid_for": "2d"})

    assert look(by, evidence(yes("tom", at=given))).prospect is Prospect.APPROVED


def test_whoever_left_the_team_approves_nothing_any_more() -> None:
    by = rules({})
    left = evidence(yes("tom", login="tommy"))

    found = look(by, left)

    assert found.prospect is Prospect.MISSING
    assert "the approval of" in found.reason
    assert "is not on the team" in found.reason


def test_what_is_missing_names_who_can_help() -> None:
    found = look(rules(LEGAL), evidence(yes("aisyah")))

    assert found.prospect is Prospect.MISSING
    assert "it needs legal (Tom or Jo)" in found.reason
    assert found.away == ""


@pytest.mark.parametrize(
    ("leaves", "away"),
    [
        ([("tom", *ALL_WINTER), ("jo", *ALL_WINTER)], "Tom and Jo are away until then"),
        ([("tom", *ALL_WINTER)], ""),
        ([("tom", *ALL_WINTER), ("jo", "2026-11-01", "2026-11-22")], ""),
        ([("tom", *ALL_WINTER), ("jo", "2026-11-24", "2026-12-01")], ""),
    ],
)
def test_it_is_told_where_all_who_can_are_away(
    leaves: list[tuple[str, str, str]], away: str
) -> None:
    by = rules(LEGAL, *(Leave(*each) for each in leaves))
    # Without a stand-in: he made it.
    found = look(by, evidence(yes("aisyah"), authors=("mei", "rahim")))

    assert found.away == away


def test_a_stand_in_who_is_there_can_help() -> None:
    by = rules(LEGAL, Leave("tom", *ALL_WINTER), Leave("jo", *ALL_WINTER))

    found = look(by, evidence(yes("aisyah")))

    assert "عبد الرحيم for Tom" in found.reason
    assert found.away == ""
