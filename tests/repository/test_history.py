"""History is that of the repository that was asked about, whatever surrounds it."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from team_repository import POST, POST_PATH, TeamRepository

from mergecast.repository.history import brought, changes, commit_change, mentioning


@pytest.fixture
def team(tmp_path: Path) -> TeamRepository:
    made = TeamRepository.start(tmp_path)
    made.write(POST_PATH, POST)
    made.commit("Draft a post")
    return made


def test_a_folder_inside_the_repository_has_its_history(team: TeamRepository) -> None:
    found = changes(team.folder / "calendar", "HEAD", (POST_PATH,))

    assert [each.message for each in found] == ["Draft a post\n"]


@pytest.mark.parametrize("name", ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"])
def test_a_hooks_variables_do_not_lead_elsewhere(
    team: TeamRepository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, str(tmp_path / "elsewhere"))
    found = changes(team.folder, "HEAD", (POST_PATH,))

    assert [each.message for each in found] == ["Draft a post\n"]


def test_a_replaced_commit_means_what_it_meant(team: TeamRepository) -> None:
    real = team.git("rev-parse", "HEAD")
    forged = team.git("commit-tree", "-m", "Approved by all", "HEAD^{tree}")
    team.git("replace", real, forged)

    assert not list(mentioning(team.folder, real, "Approved by all"))


def test_git_gets_no_keys_of_ours(
    team: TeamRepository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = tmp_path / "told"
    program = tmp_path / "bin" / "git"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nenv >> {told}\nexec /usr/bin/env -S git "$@"\n')
    program.chmod(0o755)
    monkeypatch.setenv("MERGECAST_SECRETS", "canary")
    monkeypatch.setattr("git.Git.GIT_PYTHON_GIT_EXECUTABLE", str(program))

    assert list(changes(team.folder, "HEAD", (POST_PATH,)))
    assert "MERGECAST_SECRETS" in told.read_text("utf-8")
    assert "canary" not in told.read_text("utf-8")


@pytest.fixture
def _no_garbage_collected() -> Iterator[None]:
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("_no_garbage_collected")
@pytest.mark.parametrize(
    "ask",
    [
        lambda folder: list(changes(folder, "HEAD", (POST_PATH,))),
        lambda folder: next(changes(folder, "HEAD", (POST_PATH,))),
        lambda folder: list(brought(folder, None, "HEAD", "calendar")),
        lambda folder: list(mentioning(folder, "HEAD", "Draft")),
        lambda folder: commit_change(folder, "HEAD"),
    ],
    ids=["changes", "the newest change", "brought", "mentioning", "a commit"],
)
def test_what_git_was_started_for_an_answer_is_ended_with_it(
    team: TeamRepository, ask: Callable[[Path], object]
) -> None:
    """GitPython leaves its programs to the garbage collector, which may come late."""
    before = os.listdir("/dev/fd")  # noqa: PTH208 - numbers, not files

    assert ask(team.folder)
    assert os.listdir("/dev/fd") == before  # noqa: PTH208 - as before
