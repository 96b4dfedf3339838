"""A day of mourning that is merged after the approval: nothing goes out on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from stories.telling import a_post
from stories.test_series import ONE_TWO
from stories.test_series import PATH as SERIES
from team_repository import AISYAH

from mergecast.errors import ExitCode

if TYPE_CHECKING:
    from stories.telling import Team

PATH = "calendar/2026/11/24-launch.yaml"
MOURNING = "days: [{name: State funeral, kind: mourning, from: 2026-11-24}]\n"


def test_what_was_approved_before_it_stays_in_and_takes_a_new_time_after_it(
    team: Team,
) -> None:
    team.plans(a_post("launch-2026", "2026-11-24 09:00"), PATH)
    team.merges("calendar/blackouts.yaml", MOURNING)
    team.at("2026-11-24 09:00")

    on_the_day = team.publishes()
    team.at("2026-11-25 00:30")
    day_after = team.publishes()

    assert "blackout 'State funeral' (mourning)" in on_the_day.out
    assert "kept it from going out" in day_after.out
    assert team.live() == []
    proposed = team.runs("thaw", "--plan", "--dry-run")
    assert proposed.code == ExitCode.DONE, proposed.err
    assert "launch-2026" in proposed.out


@pytest.mark.parametrize(
    "broken",
    [MOURNING.replace("from", "form"), "days: [\n"],
    ids=["a key that is none", "no YAML"],
)
def test_a_list_of_closed_days_that_cannot_be_read_stops_everything(
    team: Team, broken: str
) -> None:
    team.plans(a_post("launch-2026", "2026-11-24 09:00"), PATH)
    team.merges("calendar/blackouts.yaml", broken)
    stopped = team.publishes_at("2026-11-24 09:00")
    team.merges("calendar/blackouts.yaml", "days: []\n")
    mended = team.publishes_at("2026-11-24 09:10")

    assert "calendar/blackouts.yaml cannot be read, so any day may be closed" in (
        stopped.out
    )
    assert "broken   calendar/blackouts.yaml: run" in stopped.out
    assert "posted   launch-2026@acme:1" in mended.out
    assert "broken" not in mended.out
    assert team.live() == ["It is out. 已经发布"]


def test_a_day_of_a_series_is_stopped_and_the_next_one_goes_out(team: Team) -> None:
    team.plans(ONE_TWO, SERIES)
    team.merges("calendar/blackouts.yaml", MOURNING)

    on_the_day = team.publishes_at("2026-11-24 09:01")
    day_after = team.publishes_at("2026-11-25 09:01")

    assert "blackout 'State funeral' (mourning)" in on_the_day.out
    assert "posted   tips~2026-11-24" not in day_after.out
    assert team.live() == ["Tip two 二"]
    proposed = team.runs("thaw", "--plan", "--dry-run")
    assert "run `mergecast resolve tips~2026-11-24 --resend`" in proposed.out
    said = ("resolve", "tips~2026-11-24", "--resend", "--reason", "read it again")
    assert team.runs(*said, who=AISYAH).code == ExitCode.DONE
    team.publishes_at("2026-11-25 09:30")
    assert team.live() == ["Tip two 二", "Tip one 一"]
