"""Looking at a work tree starts no program that configuration names."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli.program import mergecast
from team_repository import AISYAH, POST, POST_PATH, TeamRepository

from mergecast.repository.filters import unfiltered
from mergecast.repository.git import Git


@pytest.fixture
def team(tmp_path: Path) -> TeamRepository:
    made = TeamRepository.start(tmp_path)
    made.write(POST_PATH, POST)
    made.commit("Draft")
    made.write(POST_PATH, POST.replace("out", "OUT"))  # as long: git has to read it
    return made


@pytest.mark.parametrize("name", ["evil", "a.b=c d"])
@pytest.mark.parametrize("kind", ["clean", "process"])
def test_no_command_runs_a_content_filter(
    team: TeamRepository, tmp_path: Path, name: str, kind: str
) -> None:
    team.git("config", f"filter.{name}.{kind}", f"touch '{tmp_path}/ran'; cat")
    team.git("config", f"filter.{name}.required", "true")
    attributes = team.folder / ".git" / "info" / "attributes"
    attributes.parent.mkdir(exist_ok=True)
    attributes.write_text("*.yaml filter=evil\n")
    for command in (["check"], ["check", "--changed", "HEAD"], ["approve", "-y"]):
        args = [*command, "launch-2026"] if "approve" in command else command
        mergecast(team, *args, who=AISYAH)

        assert not (tmp_path / "ran").exists(), command
    assert team.git("log", "-1", "--format=%s") == "Approve launch-2026"


def test_what_a_job_tells_git_stays(
    team: TeamRepository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "acme.token")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", "kept")
    team.git("config", "filter.lfs.clean", "git-lfs clean")
    git = Git(team.folder)
    env = unfiltered(git)

    assert git.text("config", "acme.token", env=env) == "kept"
    assert git.text("config", "filter.lfs.clean", env=env) == ""
