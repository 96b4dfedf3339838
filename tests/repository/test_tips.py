"""One question tells where several branches are."""

from __future__ import annotations

from pathlib import Path

import pytest
from team_repository import TeamRepository

from mergecast.errors import GitError
from mergecast.repository.git import Git
from mergecast.repository.tips import tips


@pytest.mark.parametrize("remote", ["origin", None])
def test_the_newest_commit_of_each_branch_there_is(
    tmp_path: Path, remote: str | None
) -> None:
    team = TeamRepository.start(tmp_path, remote=True)
    main = team.commit("More")
    team.git("branch", "mergecast-ledger", "HEAD~1")
    team.git("push", "-q", "origin", "mergecast-ledger")
    asked = ("main", "mergecast-ledger", "absent")

    assert tips(Git(team.folder), remote, asked) == {
        "main": main,
        "mergecast-ledger": team.git("rev-parse", "HEAD~1"),
    }


def test_it_fetches_nothing(tmp_path: Path) -> None:
    team = TeamRepository.start(tmp_path, remote=True)
    other = tmp_path / "other"
    team.git("clone", "-q", str(team.remote), str(other))
    newer = team.commit("Newer")
    git = Git(other)

    assert tips(git, "origin", ["main"]) == {"main": newer}
    with pytest.raises(GitError):
        git.run("cat-file", "-e", newer)


@pytest.mark.parametrize("remote", ["origin", None])
def test_a_branch_whose_name_ends_alike_is_another(
    tmp_path: Path, remote: str | None
) -> None:
    team = TeamRepository.start(tmp_path, remote=True)
    team.git("branch", "old/refs/heads/main")
    team.git("branch", "x/main")
    team.git("push", "-q", "origin", "old/refs/heads/main", "x/main")
    main = team.commit("More")

    assert tips(Git(team.folder), remote, ["main"]) == {"main": main}


def test_no_answer_is_an_error(tmp_path: Path) -> None:
    team = TeamRepository.start(tmp_path)
    team.git("remote", "add", "origin", str(tmp_path / "nowhere"))

    with pytest.raises(GitError):
        tips(Git(team.folder), "origin", ["main"])


def test_a_remote_that_looks_like_an_option_is_none(tmp_path: Path) -> None:
    team = TeamRepository.start(tmp_path)

    with pytest.raises(GitError):
        tips(Git(team.folder), "--upload-pack=touch pwned", ["main"])
    assert not (team.folder / "pwned").exists()
