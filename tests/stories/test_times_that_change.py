"""A post's time is changed, missed or long past: what happens to it then."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise, product
from typing import TYPE_CHECKING

from stories.telling import a_post

from mergecast.errors import ExitCode

if TYPE_CHECKING:
    from stories.telling import Team

PATH = "calendar/2026/11/24-launch.yaml"
NINE = a_post("launch-2026", "2026-11-24 09:00")


def test_a_post_that_is_moved_while_the_job_waits_goes_out_at_its_new_time(
    team: Team,
) -> None:
    team.plans(NINE, PATH)
    later = a_post("launch-2026", "2026-11-24 09:08")
    team.when("2026-11-24 08:58:30", lambda: team.merges(PATH, later))
    done = team.publishes_at("2026-11-24 08:55", "--wait", "15m")

    assert "posted   launch-2026@acme:1" in done.out
    assert [post["created_at"] for post in team.posts()] == ["2026-11-24T01:08:00.000Z"]


def test_a_post_that_is_edited_while_the_job_waits_goes_out_as_it_is_approved_anew(
    team: Team,
) -> None:
    team.plans(NINE, PATH)
    other = a_post("launch-2026", "2026-11-24 09:00", "It is out now. 现在")
    team.when("2026-11-24 08:57:30", lambda: team.merges(PATH, other))
    team.when("2026-11-24 08:58:45", lambda: team.approves("launch-2026"))
    done = team.publishes_at("2026-11-24 08:55", "--wait", "15m")

    assert "posted   launch-2026@acme:1" in done.out
    assert team.live() == ["It is out now. 现在"]
    assert team.posts()[0]["created_at"] == "2026-11-24T01:00:00.000Z"


def test_an_edit_that_nobody_approved_keeps_a_post_back(team: Team) -> None:
    team.plans(NINE, PATH)
    other = a_post("launch-2026", "2026-11-24 09:00", "It is out now. 现在")
    team.when("2026-11-24 08:59:50", lambda: team.merges(PATH, other))
    done = team.publishes_at("2026-11-24 08:55", "--wait", "15m")
    before = team.live()
    team.approves("launch-2026")
    team.publishes_at("09:20")

    assert "it was changed after Aisyah approved it" in done.out
    assert before == []
    assert team.live() == ["It is out now. 现在"]


def test_a_post_that_was_missed_goes_out_when_it_gets_a_later_time(team: Team) -> None:
    team.plans(a_post("launch-2026", "2026-11-24 09:00", late="skip"), PATH)
    missed = team.publishes_at("2026-11-24 11:00")
    team.merges(PATH, a_post("launch-2026", "2026-11-24 15:00", late="skip"))
    before = team.publishes_at("14:00")
    done = team.publishes_at("15:00:05")
    team.publishes_at("15:30")

    assert missed.code == ExitCode.PERSON_NEEDED
    assert "missed   launch-2026@acme:1" in missed.out
    assert before.code == ExitCode.DONE
    assert "posted   launch-2026@acme:1" in done.out
    assert team.live() == ["It is out. 已经发布"]
    team.proves()


def test_a_post_that_is_merged_after_its_time_goes_out_if_it_may_be_that_late(
    team: Team,
) -> None:
    team.publishes_at("2026-11-24 10:00")
    team.plans(NINE, PATH)
    team.plans(
        a_post("skipped-2026", "2026-11-24 09:30", "Too late", late="skip"),
        "calendar/2026/11/24-skipped.yaml",
    )
    team.plans(
        a_post("last-week", "2026-11-17 09:00", "Last week"),
        "calendar/2026/11/17-week.yaml",
    )
    done = team.publishes_at("10:20")

    assert team.live() == ["It is out. 已经发布"]
    assert "missed   skipped-2026@acme:1" in done.out
    assert "missed   last-week@acme:1" in done.out
    assert "within 2 h of 2026-11-17 01:00 UTC" in done.out


def test_after_an_outage_of_12_hours_nothing_bursts_and_nothing_is_lost(
    team: Team,
) -> None:
    team.publishes_at("2026-11-24 00:30")
    for hour in range(2, 13, 2):
        long = {} if hour == 2 else {"late": "publish-within 1d"}
        text = a_post(
            f"hour-{hour:02}", f"2026-11-24 {hour:02}:00", f"Hour {hour}", **long
        )
        team.plans(text, f"calendar/2026/11/24-hour-{hour:02}.yaml")
    said = ""
    for hour, minute in product((12, 13, 14), range(11, 60, 10)):
        said += team.publishes_at(f"{hour}:{minute:02}:30").out
    times = [datetime.fromisoformat(post["created_at"]) for post in team.posts()]

    assert team.live() == ["Hour 4", "Hour 6", "Hour 8", "Hour 10", "Hour 12"], said
    assert said.count("missed   hour-02@acme:1") == 1
    assert all(after - at >= timedelta(minutes=20) for at, after in pairwise(times))
    assert times[-1] - times[0] < timedelta(minutes=120)
    team.proves()
