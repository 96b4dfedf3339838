"""A review says what a branch does to the mix that the team agreed on."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from team_repository import SETTINGS, TeamRepository

if TYPE_CHECKING:
    from pathlib import Path

    from cli.inside import Inside

NOW = "2026-11-22T08:00:00Z"
AGREED = (
    "planning: {planned: [0, 100], buckets: {evergreen: 60, industry: 40}, "
    "tolerance: 5}\n"
)


@pytest.fixture
def team(tmp_path: Path) -> TeamRepository:
    return TeamRepository.start(tmp_path)


def tip(number: int, day: str, bucket: str) -> tuple[str, str]:
    year, month, rest = day.split("-")
    text = (
        f"id: tip-{number}\naccounts: [acme]\npublish_at: {day} 09:00\n"
        f"bucket: {bucket}\ntext: Tip {number}.\n"
    )
    return f"calendar/{year}/{month}/{rest}-tip-{number}.yaml", text


def started(team: TeamRepository, planning: str = AGREED) -> None:
    """Of five posts of the last week of November three are evergreen."""
    team.write("mergecast.yaml", SETTINGS + planning)
    for number in range(5):
        bucket = "evergreen" if number < 3 else "industry"
        team.write(*tip(number, f"2026-11-{23 + number}", bucket))
    team.commit("calendar: a week")
    team.git("checkout", "-qb", "topic")


def reviewed(inside: Inside, *more: str) -> str:
    done = inside("plan", "--pr", "main", *more, now=NOW)
    assert done.code == 0, done.err
    return done.out


def shifts(inside: Inside) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(reviewed(inside, "--format", "json"))[
        "mix"
    ]
    return found


def test_drift_is_told_with_what_it_was_and_what_would_be_in_order(
    team: TeamRepository, inside: Inside
) -> None:
    started(team)
    for number in (5, 6):
        team.write(*tip(number, f"2026-11-{23 + number}", "evergreen"))
    team.commit("calendar: two tips")

    text = reviewed(inside)
    found = shifts(inside)

    assert (
        "- ⚖️ `acme` in 2026-W48: evergreen 60 % → **71 %** of 7, "
        "agreed 55 to 65 %: 1 fewer" in text
    )
    assert {(each["period"], each["name"]) for each in found} == {
        (period, name)
        for period in ("2026-W48", "2026-11")
        for name in ("evergreen", "industry")
    }


def test_a_move_into_another_month_counts_in_both(
    team: TeamRepository, inside: Inside
) -> None:
    started(team, AGREED.replace("5}", "10}"))
    for number in (0, 1):
        path, _ = tip(number, f"2026-11-{23 + number}", "evergreen")
        (team.folder / path).unlink()
        team.write(*tip(number, f"2026-12-0{8 + number}", "evergreen"))
    team.commit("calendar: later")

    found = {(each["period"], each["name"]): each for each in shifts(inside)}

    assert found["2026-W48", "evergreen"]["before"] == 60
    assert found["2026-W48", "evergreen"]["after"] == 33.3
    assert found["2026-12", "evergreen"]["before"] is None
    assert found["2026-12", "evergreen"]["after"] == 100


def test_one_post_of_a_month_cannot_keep_a_mix_of_two_kinds(
    team: TeamRepository, inside: Inside
) -> None:
    started(team)
    team.write(*tip(9, "2026-12-08", "evergreen"))
    team.commit("calendar: a tip")

    assert shifts(inside) == []


def test_what_keeps_the_mix_or_what_nobody_agreed_on_is_not_told(
    team: TeamRepository, inside: Inside
) -> None:
    started(team, planning="")
    team.write(*tip(9, "2026-11-28", "evergreen"))
    team.commit("calendar: a tip")

    assert shifts(inside) == []
    assert "The mix" not in reviewed(inside)


def test_other_words_do_not_change_the_mix(
    team: TeamRepository, inside: Inside
) -> None:
    started(team)
    path, text = tip(0, "2026-11-23", "evergreen")
    team.write(path, text.replace("Tip 0.", "提示。"))
    team.commit("calendar: other words")

    assert shifts(inside) == []
