"""What is wrong with roles, leave and the rota is said with its place and a way out."""

from __future__ import annotations

from typing import Any

import pytest
from checks.example_workspace import NOW, present, workspace_of

from mergecast.checks import table
from mergecast.checks.base import Context, Present, ProcessCheck, WorkspaceCheck
from mergecast.findings import Remark
from mergecast.model.rota import Holidays

TEAM = """\
# playbooks/team.yaml
members:
  mei: {name: 陈美玲, timezone: Asia/Kuala_Lumpur, roles: [creator], backup: tom}
  tom: {name: Tom, timezone: Europe/London, roles: [crisis-manager], backup: mei}
  diego: {name: Diego, timezone: America/Mexico_City, roles: [creator], backup: mei}
"""
ROTA = """\
# playbooks/rota.yaml
owner: crisis-manager
around_the_clock: true
shifts:
  asia: {timezone: Asia/Kuala_Lumpur, from: "08:00", to: "18:00", members: [mei]}
  europe: {timezone: Europe/London, from: "08:00", to: "18:00", members: [tom]}
  america: {timezone: America/Mexico_City, from: "10:00", to: "20:00", members: [diego]}
"""


def by_id(name: str) -> Any:  # noqa: ANN401 - a check of whichever kind
    return next(check for check in table.every_check() if name == check.ID)


def said(name: str, example: str, holidays: Holidays | None = None) -> list[Remark]:
    check: ProcessCheck | WorkspaceCheck = by_id(name)
    context = Context(workspace_of(example), options=check.OPTIONS)
    if check in table.WORKSPACE_CHECKS:
        return list(by_id(name).check(context))
    today = present(example)
    found = Present(NOW, today.planned, holidays or today.holidays)
    return list(by_id(name).check(context, found))


def test_an_hour_without_anybody_is_said_once_with_how_often_it_comes() -> None:
    (found,) = said("coverage-gap", TEAM + ROTA.replace('to: "20:00"', 'to: "17:00"'))

    assert found.message == (
        "nobody is on shift Sun 2026-11-22 23:00 to Mon 2026-11-23 00:00 (UTC), and 27 "
        "times more"
    )
    assert found.owner == "crisis-manager"
    assert found.place.route == ("around_the_clock",)


def test_a_gap_on_a_public_holiday_names_the_shift_and_the_day() -> None:
    rota = ROTA.replace("[mei]}", "[mei], holidays: MY-14}")

    (found,) = said("coverage-gap", TEAM + rota, {"MY-14": {"2026-12-11": "A day"}})

    assert found.message == (
        "nobody is on shift Fri 2026-12-11 02:00 to 08:00 (UTC): 'asia' is not worked "
        "(A day)"
    )
    assert found.place.route == ("shifts", "asia")


def test_two_holidays_at_the_same_hour_are_two_gaps() -> None:
    rota = ROTA.replace("[mei]}", "[mei], holidays: MY-14}")
    days = {"2026-12-10": "One day", "2026-12-11": "Another", "2026-12-12": "Another"}

    one, other = said("coverage-gap", TEAM + rota, {"MY-14": days})

    assert one.message.endswith("(One day)")
    assert other.message.endswith("(Another), and once more")


def test_leave_of_all_who_work_a_shift_is_why_nobody_is_there() -> None:
    away = (
        "# playbooks/away.yaml\naway:\n"
        "  - {member: mei, from: 2026-11-30, to: 2026-11-30}\n"
        "  - {member: tom, from: 2026-11-30, to: 2026-11-30}\n"
    )

    messages = [each.message for each in said("coverage-gap", TEAM + ROTA + away)]

    assert messages[0] == (
        "nobody is on shift Mon 2026-11-30 02:00 to 16:00 (UTC): 'asia' is not worked "
        "(all who work it are away)"
    )


def test_three_zones_cover_the_clock_and_hand_over_for_two_hours() -> None:
    assert said("coverage-gap", TEAM + ROTA) == []
    assert said("overlap-short", TEAM + ROTA) == []


def test_a_short_overlap_names_both_shifts_and_both_lengths() -> None:
    rota = ROTA.replace('Europe/London, from: "08:00"', 'Europe/London, from: "08:30"')

    (found,) = said("overlap-short", TEAM + rota)

    assert found.message == (
        "'asia' and 'europe' are there together 1 h 30 min, and 2 h are asked for: "
        "Mon 2026-11-23 08:00 to 18:00 (Asia/Kuala_Lumpur), and 27 times more"
    )
    assert found.hint == "let 'asia' end later, or 'europe' begin earlier"


def test_who_works_both_shifts_hands_over_to_nobody() -> None:
    rota = ROTA.replace('Europe/London, from: "08:00"', 'Europe/London, from: "10:00"')

    assert said("overlap-short", TEAM + rota.replace("[tom]", "[tom, mei]")) == []


def test_leave_without_a_stand_in_is_said_with_its_days() -> None:
    away = (
        "# playbooks/away.yaml\naway:\n"
        "  - {member: mei, from: 2026-11-30, to: 2026-12-04}\n"
        "  - {member: tom, from: 2026-12-02, to: 2026-12-03}\n"
    )

    mei, tom = said("stand-in-away", TEAM + away)

    assert mei.message == (
        "nobody stands in for 陈美玲 on 2026-12-02 to 2026-12-04: 'tom' is away, too"
    )
    assert (mei.place.route, mei.owner) == (("away", 0, "member"), "mei")
    assert tom.place.route == ("away", 1, "member")


def test_leave_that_is_over_or_far_off_is_nobody_s_business() -> None:
    away = (
        "# playbooks/away.yaml\naway:\n"
        "  - {member: mei, from: 2026-11-01, to: 2026-11-20}\n"
        "  - {member: mei, from: 2027-11-01, to: 2027-11-20}\n"
    )

    assert said("stand-in-away", TEAM.replace(", backup: tom", "") + away) == []


def test_backups_in_a_circle_of_two_are_said_where_there_is_a_third() -> None:
    (found,) = said("backup-weak", TEAM)

    assert found.message == (
        "backups go round in a circle: 陈美玲 and Tom only stand in for each other"
    )
    assert found.place.route == ("members", "mei", "backup")


def test_a_misspelt_role_is_suggested() -> None:
    example = TEAM + (
        "roles:\n"
        "  creator: {title: Creator, overlap: crisis-manger}\n"
        "  crisis-manager: {title: Crisis manager}\n"
    )

    (found,) = said("rota-name-unknown", example)

    assert (found.message, found.hint) == (
        "there is no role 'crisis-manger'",
        "did you mean 'crisis-manager'?",
    )


def test_a_misspelt_member_of_a_shift_is_suggested() -> None:
    (found,) = said("rota-name-unknown", TEAM + ROTA.replace("[tom]", "[tim]"))

    assert (found.place.route, found.hint) == (
        ("shifts", "europe", "members", 0),
        "did you mean 'tom'?",
    )


@pytest.mark.parametrize(
    ("zone", "hint"),
    [("Asia/Kuala_Lumpu", "Asia/Kuala_Lumpur"), ("GMT", "Europe/London")],
)
def test_a_zone_that_is_none_is_said_where_it_stands(zone: str, hint: str) -> None:
    (found,) = said("people-zone-unknown", TEAM + ROTA.replace("Europe/London", zone))

    assert found.place.route == ("shifts", "europe", "timezone")
    assert hint in found.hint


def test_hours_around_the_clock_are_no_zone_to_complain_about() -> None:
    assert said("people-zone-unknown", TEAM + ROTA) == []


def test_two_leaves_of_one_person_that_overlap_are_said_at_the_second() -> None:
    away = (
        "# playbooks/away.yaml\naway:\n"
        "  - {member: mei, from: 2026-12-01, to: 2026-12-05}\n"
        "  - {member: tom, from: 2026-12-01, to: 2026-12-05}\n"
        "  - {member: mei, from: 2026-12-04, to: 2026-12-09}\n"
    )

    (found,) = said("leave-overlaps", TEAM + away)

    assert found.place.route == ("away", 2)
    assert found.message == (
        "'mei' is away twice on 2026-12-04 to 2026-12-05: item 1 has these days, too"
    )


def test_far_more_posts_than_the_others_are_said() -> None:
    posts = "".join(
        f"# calendar/2026/11/2{day}-post.yaml\nid: post-{day}{who}\n"
        f"accounts: [acme]\nowner: {who}\ntext: x\n"
        for who, days in (("mei", range(3, 9)), ("tom", range(3, 4)))
        for day in days
    )
    more = posts.replace("owner: mei", "owner: mei").replace("post-", "more-")

    (found,) = said("workload-uneven", TEAM + posts + more)

    assert found.message == "陈美玲 looks after 12 posts, where the mean is 7"
    assert found.owner == "mei"


def test_a_clean_team_of_three_zones_has_no_process_findings() -> None:
    team = (
        TEAM.replace("backup: mei}\n  diego", "backup: diego}\n  diego")
        + "roles:\n"
        + "  creator: {title: Creator, duties: [write], overlap: crisis-manager}\n"
        + "  crisis-manager: {title: Crisis, duties: [watch], overlap: creator}\n"
    )

    for check in table.PROCESS_CHECKS:
        context = Context(workspace_of(team + ROTA), options=check.OPTIONS)
        if check.ID not in {"workload-uneven", "campaign-empty"}:
            assert list(check.check(context, present(team + ROTA))) == [], check.ID
