"""A commit that is named by its id is brought from the remote, with what is in it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from team_repository import TeamRepository

from mergecast.errors import GitError
from mergecast.repository.bringing import bring
from mergecast.repository.git import Git


@pytest.fixture
def team(tmp_path: Path) -> TeamRepository:
    """A remote with a pull request from a fork: a commit that no branch has."""
    made = TeamRepository.start(tmp_path, remote=True)
    made.git("switch", "-q", "-c", "topic")
    made.write("calendar/queue/a.yaml", "id: aaa\n")
    made.git("add", "-A")
    made.git("commit", "-q", "-m", "A draft")
    made.git("push", "-q", "origin", "HEAD:refs/pull/1/head")
    for name in ("allowFilter", "allowAnySHA1InWant"):
        made.git("-C", str(made.remote), "config", f"uploadpack.{name}", "true")
    return made


def _clone(team: TeamRepository, folder: Path, *how: str) -> Git:
    url = f"file://{team.remote}"
    command = ["git", "clone", "-q", *how, "--", url, os.fspath(folder)]
    subprocess.run(command, check=True, capture_output=True)
    return Git(folder)


def _without_remote(git: Git, *args: str) -> str:
    git.run("remote", "set-url", "origin", "/nowhere")
    return git.text(*args)


@pytest.mark.parametrize(
    "how", [(), ("--filter=blob:none",), ("--filter=blob:none", "--sparse")], ids=str
)
def test_it_comes_whole(
    team: TeamRepository, tmp_path: Path, how: tuple[str, ...]
) -> None:
    head = team.git("rev-parse", "topic")
    git = _clone(team, tmp_path / "clone", *how)

    bring(git, "origin", head)

    draft = f"{head}:calendar/queue/a.yaml"
    assert _without_remote(git, "cat-file", "blob", draft) == "id: aaa"


def test_nothing_that_a_whole_clone_has_is_asked_for(
    team: TeamRepository, tmp_path: Path
) -> None:
    git = _clone(team, tmp_path / "clone")
    git.run("remote", "set-url", "origin", "/nowhere")

    bring(git, "origin", team.git("rev-parse", "main"))


@pytest.mark.parametrize("name", ["topic", "HEAD", "abc1234", "refs/pull/1/head"])
def test_only_a_whole_id_is_asked_for(
    team: TeamRepository, tmp_path: Path, name: str
) -> None:
    git = _clone(team, tmp_path / "clone")

    bring(git, "origin", name)

    assert git.run("rev-parse", "-q", "--verify", "topic", ok=(0, 1)) == b""


def test_without_a_remote_nothing_happens(tmp_path: Path) -> None:
    git = Git(TeamRepository.start(tmp_path).folder)

    bring(git, "origin", "0" * 40)


def test_a_commit_that_the_remote_lacks_is_an_error(
    team: TeamRepository, tmp_path: Path
) -> None:
    git = _clone(team, tmp_path / "clone")

    with pytest.raises(GitError, match="not our ref"):
        bring(git, "origin", "1" * 40)
