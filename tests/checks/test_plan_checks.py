"""Checks of plans and campaigns beyond their examples."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from checks.example_workspace import NOW, context, posts, present, workspace_of

from mergecast.checks import (
    campaign_empty,
    mix_drifts,
    plan_misnamed,
    plan_name_unknown,
    plan_person_missing,
    plan_stale,
    post_untraced,
    theme_empty,
    utm_missing,
)
from mergecast.checks.base import Context, ProcessCheck
from mergecast.findings import Remark

QUARTER = """\
# calendar/plan/2026-Q4.yaml
quarter: 2026-Q4
keeper: mei
themes: [{id: open-source, title: 开源日常}]
"""
POST = """\
# calendar/2026/11/24-launch.yaml
id: launch-2026
accounts: [acme]
publish_at: 2026-11-24 09:00
text: It is out.
"""


def said(
    check: ProcessCheck, example: str, now: datetime | None = None
) -> list[Remark]:
    here = Context(workspace_of(example), options=check.OPTIONS)
    today = present(example)
    return list(check.check(here, replace(today, now=now) if now else today))


@pytest.mark.parametrize(
    ("last", "now", "missing"),
    [
        ("2026-W47", "2026-11-19", []),
        ("2026-W47", "2026-11-20", ["2026-W48"]),
        ("2026-W47", "2026-11-23", ["2026-W48"]),
        ("2026-W47", "2026-12-20", ["2026-W51", "2026-W52"]),
        ("2026-W47", "2026-12-21", []),
        ("2026-W52", "2026-12-25", ["2026-W53"]),
        ("2026-W53", "2027-01-01", ["2027-W01"]),
        ("2026-11", "2026-11-23", []),
        ("2026-11", "2026-11-24", ["2026-12"]),
        ("2026-Q4", "2026-12-18", ["2027-Q1"]),
        ("2026", "2026-12-04", ["2027"]),
    ],
)
def test_the_next_plan_is_asked_for_in_time(
    last: str, now: str, missing: list[str]
) -> None:
    key = {4: "year", 7: "month" if "Q" not in last else "quarter", 8: "week"}
    example = f"# calendar/plan/{last}.yaml\n{key[len(last)]}: {last}\nkeeper: mei\n"

    found = said(plan_stale, example, datetime.fromisoformat(f"{now}T12:00+00:00"))

    assert [each.message.split()[5].rstrip(",") for each in found] == missing
    assert {each.owner for each in found} <= {"mei"}


def test_a_team_that_stopped_planning_weeks_is_not_asked_for_ever() -> None:
    example = "# calendar/plan/2026-W10.yaml\nweek: 2026-W10\n"

    assert said(plan_stale, example) == []


@pytest.mark.parametrize("more", ["bucket: reactive", "lane: realtime", "incident: a"])
def test_what_answers_the_day_needs_no_theme(more: str) -> None:
    assert said(post_untraced, f"{QUARTER}{POST}{more}\n") == []


def test_without_plans_no_post_has_to_say_what_it_is_for() -> None:
    assert said(post_untraced, POST) == []
    assert (
        said(post_untraced, f"# calendar/plan/2026-W48.yaml\nweek: 2026-W48\n{POST}")
        == []
    )


def test_a_post_that_nobody_looks_after_is_the_keepers() -> None:
    (found,) = said(post_untraced, QUARTER + POST)

    assert found.owner == "mei"


def test_a_theme_of_another_quarter_does_not_trace_a_post() -> None:
    other = QUARTER.replace("2026-Q4", "2026-Q3").replace("open-source", "summer")

    assert said(post_untraced, f"{QUARTER}{other}{POST}theme: summer\n")


def test_a_theme_is_empty_until_a_post_of_its_own_time_names_it() -> None:
    late = POST.replace("2026-11-24", "2027-01-04").replace("2026/11/24", "2027/01/04")

    assert said(theme_empty, f"{QUARTER}{late}theme: open-source\n")
    assert not said(theme_empty, f"{QUARTER}{POST}theme: open-source\n")


def test_nothing_is_said_of_a_theme_far_ahead_or_over() -> None:
    for now in ("2026-09-16", "2027-01-01"):
        at = datetime.fromisoformat(f"{now}T12:00+00:00")
        assert not said(theme_empty, QUARTER, at)
    assert said(theme_empty, QUARTER, datetime(2026, 9, 17, 12, tzinfo=UTC))


def test_a_campaign_that_is_over_may_be_empty() -> None:
    over = (
        "# calendar/campaigns/autumn.yaml\n"
        "id: autumn\ntitle: Autumn\nstarts: 2026-09-01\nends: 2026-10-31\n"
    )

    titles = [each.message for each in said(campaign_empty, over)]

    assert titles == ["campaign 'launch' has begun and has no post"]


def test_a_role_may_keep_a_plan_and_a_person_has_to_do_the_work() -> None:
    team = (
        "# playbooks/team.yaml\n"
        "members: {mei: {name: Mei, roles: [planner]}}\n"
        "# calendar/plan/2026-W48.yaml\nweek: 2026-W48\nkeeper: planner\n"
        "assignments: [{who: planner, idea: a picture}]\n"
    )

    (found,) = said(plan_person_missing, team)

    assert found.place.route == ("assignments", 0, "who")


@pytest.mark.parametrize(
    ("days", "missing"),
    [
        ("2026-11-23, to: 2026-11-27", True),
        ("2026-11-24, to: 2026-11-29", False),
        ("2026-11-20, to: 2026-11-26", False),
    ],
)
def test_a_week_without_a_day_is_missed_by_who_is_away_all_of_it(
    days: str, *, missing: bool
) -> None:
    example = (
        "# calendar/plan/2026-W48.yaml\nweek: 2026-W48\n"
        "assignments: [{who: mei, idea: a picture}]\n"
        f"# playbooks/away.yaml\naway: [{{member: mei, from: {days}}}]\n"
    )

    assert bool(said(plan_person_missing, example)) is missing


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("calendar/plan/2026-W54.yaml", "the weeks of 2026 are 2026-W01 to 2026-W53"),
        ("calendar/plan/2027-W53.yaml", "the weeks of 2027 are 2027-W01 to 2027-W52"),
        ("calendar/plan/\u202e2026-W48.yaml", "call it like"),
        ("calendar/plan/a/2026-W48.yaml", "call it like"),
        ("calendar/plan/２０２６.yaml", "call it like"),
    ],
)
def test_a_plan_that_is_none_is_told(path: str, hint: str) -> None:
    (found,) = plan_misnamed.check(path, "")

    assert str(found.hint).startswith(hint)


def test_what_stands_beside_plans_is_left_alone() -> None:
    for path in (
        "calendar/plan/README.md",
        "calendar/plan/.gitkeep",
        "calendar/a.yaml",
    ):
        assert list(plan_misnamed.check(path, "")) == []


def test_a_theme_twice_in_one_plan_is_told() -> None:
    twice = QUARTER.replace("}]", "}, {id: open-source, title: Again}]")
    here = Context(workspace_of(twice), options={})

    assert [each.message for each in plan_name_unknown.check(here)] == [
        "theme 'open-source' stands in this plan twice"
    ]


TAGGED = """\
# mergecast.yaml
planning: {sites: [example.org]}
# calendar/campaigns/tagged.yaml
id: tagged
title: Tagged
starts: 2026-11-01
ends: 2026-12-31
utm: {medium: social}
"""


@pytest.mark.parametrize(
    ("link", "hint"),
    [
        ("https://example.org/a?utm_medium=social&utm_campaign=tagged", None),
        ("https://example.com/a", None),
        ("https://notexample.org/a", None),
        (
            "https://blog.example.org/a?x=1#top",
            "https://blog.example.org/a?x=1&utm_medium=social&utm_campaign=tagged#top",
        ),
        (
            "https://example.org/a?utm_medium=mail&utm_campaign=tagged",
            "https://example.org/a?utm_campaign=tagged&utm_medium=social",
        ),
        ("example.org/a", "example.org/a?utm_medium=social&utm_campaign=tagged"),
    ],
)
def test_links_to_our_sites_carry_the_tags(link: str, hint: str | None) -> None:
    text = f"{POST.replace('It is out.', f'看 {link} !')}campaign: tagged\n{TAGGED}"
    (post,) = posts(text)

    found = list(utm_missing.check(post, context(post, workspace_of(text))))

    assert [each.hint for each in found] == ([f"write {hint}"] if hint else [])


AGREED = """\
# mergecast.yaml
planning: {planned: [70, 80], buckets: {evergreen: 80, reactive: 20}, tolerance: 0}
accounts:
  acme: {network: x, user: acme_hq, timezone: Asia/Kuala_Lumpur, slots: [SLOT]}
"""
FOUR = "".join(
    f"# calendar/2026/11/2{day}-tip.yaml\nid: tip-{day}\naccounts: [acme]\n"
    f"publish_at: 2026-11-2{day} 09:00\nbucket: evergreen\ntext: Tip {day}.\n"
    for day in range(4, 8)
)


def test_a_slot_that_is_kept_free_is_room_for_what_happens() -> None:
    kept = AGREED.replace("SLOT", "{at: '12:00', days: [tue], reserved: true}")

    assert not said(mix_drifts, kept + FOUR)
    assert said(mix_drifts, AGREED.replace("SLOT", "'12:00'") + FOUR)


def test_a_week_begins_by_the_clock_of_the_account() -> None:
    sunday = FOUR.replace("2026-11-27 09:00", "2026-11-29 23:30")
    kept = AGREED.replace("SLOT", "{at: '12:00', days: [tue], reserved: true}")

    assert not said(mix_drifts, kept + sunday)


def test_a_mix_that_nobody_agreed_on_is_not_measured() -> None:
    assert not said(mix_drifts, FOUR)
    assert NOW.isoformat().startswith("2026-11-22")


def test_of_a_year_it_is_said_from_when_on_nothing_was_found() -> None:
    year = (
        "# calendar/plan/2026.yaml\nyear: 2026\nthemes: [{id: thanks, title: Thanks}]\n"
    )

    (whole,) = said(theme_empty, QUARTER)
    (lately,) = said(theme_empty, year)

    assert whole.message == "no post is about '开源日常'"
    assert lately.message == "no post since 2026-08-22 is about 'Thanks'"
