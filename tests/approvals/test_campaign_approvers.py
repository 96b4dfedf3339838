"""A campaign asks for its own approvers: roles and people, on top of the rest."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from approvals.made_cases import FACTS, NOW, WORDS, evidence, reason, rules, yes

from mergecast.approvals.able import Able
from mergecast.approvals.account import people, places
from mergecast.approvals.policy import weigh
from mergecast.approvals.weighed import about
from mergecast.loading import build
from mergecast.model.team import Leave
from mergecast.review.approvers import table

TEAM = rules({})
AWAY = Leave("tom", "2026-11-20", "2026-11-22")


def of(*approvers: str) -> Any:  # noqa: ANN401 - facts of a post
    return replace(FACTS, campaign="launch", approvers=approvers)


@pytest.mark.parametrize(
    ("approvers", "who", "missing"),
    [
        (["legal"], ["tom"], ""),
        (["legal"], ["aisyah"], "Aisyah approved it; it needs legal (Tom or Jo)"),
        (["tom"], ["tom"], ""),
        (["tom"], ["jo"], "Jo approved it; it needs Tom"),
        (["tom", "brand"], ["tom", "jo"], ""),
        (["jo", "legal", "brand"], ["jo"], ""),
        (["mei"], ["tom"], "Tom approved it; it needs Mei Lin (nobody can)"),
        (["nobody"], ["tom"], "Tom approved it; it needs nobody (nobody can)"),
    ],
)
def test_each_of_them_has_to_approve(
    approvers: list[str], who: list[str], missing: str
) -> None:
    found = evidence(*(yes(each) for each in who))

    assert reason(TEAM, found, of(*approvers)) == missing


def test_a_stand_in_fills_the_place_of_a_person_who_is_away() -> None:
    found = evidence(yes("rahim"))

    assert not reason(rules({}, AWAY), found, of("tom"))
    assert "it needs Tom" in reason(TEAM, found, of("tom"))


def test_without_a_policy_a_campaign_still_asks() -> None:
    found = evidence(yes("aisyah"))

    assert not reason(rules(None), found)
    assert reason(rules(None), found, of("tom")) == "Aisyah approved it; it needs Tom"


def test_people_and_programs_are_told_whose_place_it_is() -> None:
    asked = of("tom", "brand")
    question = about(WORDS, asked, TEAM)
    found = evidence(yes("aisyah"))
    weighed = weigh(question, found, TEAM, NOW)
    able = Able(question, found, TEAM, None, NOW)

    told = [place for place in places(weighed, able) if place.why != "every post"]
    assert [(one.why, one.rule, one.roles, one.by, one.could) for one in told] == [
        ("campaign 'launch'", None, ("Tom",), None, ("Tom",)),
        ("campaign 'launch'", None, ("brand",), "Aisyah", ()),
    ]
    lines = {one.name: one.says for one in people(weighed, able, told)}
    assert lines["Aisyah"] == "approved as brand"
    assert lines["Tom"] == "could approve as Tom"
    tom, brand = table(weighed, able).approvers
    assert (tom.roles, tom.could, tom.because) == (("Tom",), (), "campaign 'launch'")
    assert brand.by == "Aisyah"


def test_a_campaign_file_names_them() -> None:
    data = {"id": "launch", "title": "L", "approvers": ["legal", "tom"]}

    assert build.campaign("calendar/campaigns/launch.yaml", data).approvers == (
        "legal",
        "tom",
    )
