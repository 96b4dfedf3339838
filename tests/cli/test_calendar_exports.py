"""`mergecast calendar export` and `gantt`: the calendar for other tools."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest
from team_repository import POST, POST_PATH, TeamRepository

from mergecast.errors import ExitCode

if TYPE_CHECKING:
    from pathlib import Path

    from cli.inside import Inside

NOW = "2026-11-22T12:00:00Z"
CAMPAIGN = """\
id: launch
title: Launch of 1.0
starts: 2026-11-16
ends: 2026-12-05
"""


@pytest.fixture(autouse=True)
def team(tmp_path: Path) -> TeamRepository:
    made = TeamRepository.start(tmp_path)
    made.write(POST_PATH, POST + "campaign: launch\n")
    made.write("calendar/campaigns/launch.yaml", CAMPAIGN)
    made.commit("calendar: launch")
    return made


def test_a_table_is_written_for_the_tool_that_is_named(
    inside: Inside, tmp_path: Path
) -> None:
    file = tmp_path / "asana.csv"
    told = ("--to", "asana", "--output", str(file))

    assert inside("calendar", "export", *told, now=NOW).code == 0

    (row,) = csv.DictReader(io.StringIO(file.read_bytes().decode(), newline=""))
    assert row["Due Date"] == "11/24/2026"
    assert row["Post"] == "launch-2026"


def test_a_board_is_one_file_of_json(inside: Inside) -> None:
    done = inside("calendar", "export", "--to", "trello-json", now=NOW)

    assert [each["id"] for each in json.loads(done.out)["cards"]] == ["launch-2026"]


def test_only_what_is_asked_for_is_taken_along_on_the_clock_asked_for(
    inside: Inside,
) -> None:
    told = ("--to", "json", "--zone", "Europe/London", "--campaign")

    found = json.loads(inside("calendar", "export", *told, "launch", now=NOW).out)

    assert found["posts"][0]["at"] == "2026-11-24T01:00:00+00:00"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("--campaign", "lunch"), "did you mean 'launch'?"),
        (("--account", "acne"), "did you mean 'acme'?"),
    ],
)
def test_a_name_that_nobody_has_is_no_empty_calendar(
    inside: Inside, asked: tuple[str, str], said: str
) -> None:
    for command in (("export", "--to", "csv"), ("ics",), ("show",)):
        done = inside("calendar", *command, *asked, now=NOW)

        assert done.code == ExitCode.USAGE
        assert f"there is no {asked[0][2:]} '{asked[1]}'" in done.err
        assert said in done.err


def test_a_tool_that_nobody_knows_is_refused_with_those_that_are(
    inside: Inside,
) -> None:
    done = inside("calendar", "export", "--to", "excel", now=NOW)

    assert done.code == ExitCode.USAGE
    assert "monday" in done.err


def test_campaigns_are_drawn(inside: Inside) -> None:
    done = inside("calendar", "gantt", now=NOW)

    assert done.code == 0
    assert "section Launch of 1.0" in done.out
    assert "1 scheduled :active, c1, 2026-11-16, 20d" in done.out


def test_a_campaign_that_is_not_there_is_said_with_those_that_are(
    inside: Inside,
) -> None:
    done = inside("calendar", "gantt", "--campaign", "lunch", now=NOW)

    assert done.code == ExitCode.USAGE
    assert "there is no campaign 'lunch'" in done.err
    assert "launch" in done.err
