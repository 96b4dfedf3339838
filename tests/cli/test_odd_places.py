"""Where a command is run from changes nothing, or is named as what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli.program import mergecast
from team_repository import AISYAH, POST, POST_PATH, TeamRepository

from mergecast.errors import ExitCode


@pytest.fixture
def team(tmp_path: Path) -> TeamRepository:
    made = TeamRepository.start(tmp_path)
    made.write(POST_PATH, POST)
    made.commit("Draft")
    return made


def test_approving_and_planning_work_from_a_folder_inside(team: TeamRepository) -> None:
    place = ("-C", str(team.folder / "calendar"))
    approved = mergecast(team, *place, "approve", "-y", "launch-2026", who=AISYAH)
    plan = mergecast(team, *place, "plan", "--days", "3000")

    assert approved.code == ExitCode.DONE
    assert "approvals cannot be read" not in plan.out
    assert "approved" in plan.out


def test_a_workspace_below_the_top_of_its_repository_is_named_as_such(
    team: TeamRepository,
) -> None:
    (team.folder / "social").mkdir()
    team.git("mv", "mergecast.yaml", "calendar", "social")
    team.commit("Move")
    plan = mergecast(team, "-C", "social", "plan")

    assert plan.code == ExitCode.CANNOT_WORK
    assert "there is no mergecast.yaml at the top of commit" in plan.err
    assert "a workspace is the top folder of its repository" in plan.err


def test_before_the_first_commit_there_is_nothing_to_approve(tmp_path: Path) -> None:
    team = TeamRepository(tmp_path)
    team.git("init", "-q")
    done = mergecast(team, "approve", "launch-2026")

    assert done.code == ExitCode.USAGE
    assert "commit it first" in done.err


def test_a_remote_without_the_branch_says_what_to_do(tmp_path: Path) -> None:
    team = TeamRepository.start(tmp_path, remote=True)
    team.git("--git-dir", str(team.remote), "update-ref", "-d", "refs/heads/main")
    done = mergecast(team, "plan")

    assert done.code == ExitCode.CANNOT_WORK
    assert "there is no branch 'main' to publish from\n  -> merge something" in done.err
