"""Days of a series are seen by clock, closed days and the posts around them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli.inside import Inside
from team_repository import TeamRepository

PATH = "calendar/recurring/tips.yaml"
SERIES = """\
id: tips
accounts: [acme]
rule: FREQ=WEEKLY
starts: 2026-11-24 09:00
timezone: Asia/Kuala_Lumpur
until: 2027-03-16
bucket: evergreen
texts:
  - Every change is reviewed by a colleague before anything goes out at all.
  - Every change is reviewed by a colleague before anything goes out, always.
  - One command stops all scheduled posts at once when something goes wrong.
"""
CLOSED = "days: [{name: State funeral, kind: mourning, from: 2026-12-08}]\n"
POST = """\
id: crisis
accounts: [acme]
publish_at: 2026-12-10 09:00
bucket: evergreen
text: When something goes wrong, one command stops all scheduled posts at once!
"""
CRISIS = "calendar/2026/12/10-crisis.yaml"
NOW = "2026-11-22T12:00:00Z"
WATCHED = {"blackout-hit", "text-alike", "time-passed"}


@pytest.fixture
def team(tmp_path: Path) -> TeamRepository:
    made = TeamRepository.start(tmp_path, remote=False)
    made.write("calendar/blackouts.yaml", CLOSED)
    made.commit("A day of mourning")
    return made


def leave_main(team: TeamRepository) -> None:
    team.git("checkout", "-q", "-b", "topic")


def brought(
    team: TeamRepository,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> list[tuple[str, int, str]]:
    """What is said of what the branch brings, line by line."""
    runs = Inside(team.folder, capsys, monkeypatch)
    done = runs("check", "--changed", "main", "--format", "json", now=NOW)
    found = json.loads(done.out)["findings"]
    return [
        (each["path"], each["line"], f"{each['id']}: {each['message']}")
        for each in found
        if each["id"] in WATCHED
    ]


def test_a_closed_day_is_told_once_and_its_own_texts_are_not_compared(
    team: TeamRepository,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    leave_main(team)
    team.write(PATH, SERIES)
    team.commit("Tips")

    ((path, line, message),) = brought(team, capsys, monkeypatch)

    assert (path, line) == (PATH, 4)
    assert message.startswith("blackout-hit: on 2026-12-08: on 'acme' it falls into")


def test_only_days_and_texts_that_are_new_are_judged(
    team: TeamRepository,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    team.write(PATH, SERIES)
    team.commit("Tips")
    leave_main(team)
    team.write(PATH, SERIES.replace("until: 2027-03-16", "until: 2027-03-23"))
    team.commit("One week more")

    assert brought(team, capsys, monkeypatch) == []


def test_a_text_is_compared_with_posts_and_a_post_with_the_texts(
    team: TeamRepository,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    team.write(CRISIS, POST)
    team.commit("A post")
    leave_main(team)
    team.write(PATH, SERIES.replace("rule:", "except: [2026-12-08]\nrule:"))
    team.write(CRISIS, POST.replace("09:00", "11:00"))
    team.commit("Tips, and another time")

    of_post, of_series = sorted(brought(team, capsys, monkeypatch))

    assert of_post[:2] == (CRISIS, 5)
    assert "nearly the same in 'tips'" in of_post[2]
    assert of_series[:2] == (PATH, 12)
    assert "nearly the same in 'crisis'" in of_series[2]
