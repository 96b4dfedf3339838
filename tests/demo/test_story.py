"""The demo tells the main job as it is, and tells it the same each time."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli.program import mergecast
from team_repository import TeamRepository

from mergecast.demo.story import tell


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> str:
    lines: list[str] = []
    tell(tmp_path_factory.mktemp("demo"), lines.append, colour=False)
    return "\n".join(lines)


@pytest.mark.parametrize(
    "words",
    [
        "account 'acmee' is not in mergecast.yaml",
        "comment-cuts-text",
        "did you mean 'media/launch.png'?",
        "3 errors, 1 warning in 1 file",
        "4 files checked, nothing found",
        "approved in commit",
        "(in 30 min)  approved; its time has not come",
        "posted   launch-2026@acme:1  https://x.com/acme_hq/status/",
        "posted   how-it-works@acme:3  https://x.com/acme_hq/status/",
        "not approved: it was changed after Aisyah approved it",
        "claim     launch-2026@acme:1  approved by Aisyah",
        "the ledger is whole",
    ],
)
def test_it_shows_every_step_of_the_main_job(told: str, words: str) -> None:
    assert words in told


def test_each_part_goes_out_once(told: str) -> None:
    steps = told.partition("10. Git remembers")[0]

    assert steps.count("posted   ") == 4


def test_a_second_telling_is_the_same_and_leaves_nothing_behind(
    told: str, tmp_path: Path
) -> None:
    team = TeamRepository(tmp_path)
    team.environment["TMPDIR"] = str(tmp_path)
    done = mergecast(team, "demo")

    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(told)
    assert list(tmp_path.glob("mergecast-demo-*")) == []


def test_its_folder_is_kept_where_that_was_asked_for(tmp_path: Path) -> None:
    team = TeamRepository(tmp_path)
    team.environment["TMPDIR"] = str(tmp_path)
    mergecast(team, "demo", "--keep")

    assert len(list(tmp_path.glob("mergecast-demo-*/acme/calendar"))) == 1
