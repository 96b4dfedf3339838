"""A name means a commit or it does not, and who asks learns which."""

from __future__ import annotations

from pathlib import Path

import pytest
from team_repository import TeamRepository

from mergecast.errors import GitError
from mergecast.repository.git import Git
from mergecast.repository.refs import commit_of, find_commit, merge_base, remotes


@pytest.fixture
def team(tmp_path: Path) -> TeamRepository:
    return TeamRepository.start(tmp_path)


def test_a_branch_and_an_id_mean_the_same_commit(team: TeamRepository) -> None:
    git = Git(team.folder)
    commit = find_commit(git, "refs/heads/main")

    assert commit is not None
    assert commit_of(git, "main") == commit_of(git, commit) == commit


@pytest.mark.parametrize("name", ["no-such", "HEAD:mergecast.yaml", "", "--all", "a b"])
def test_what_is_no_commit_is_named(team: TeamRepository, name: str) -> None:
    git = Git(team.folder)

    assert find_commit(git, name) is None
    with pytest.raises(GitError, match="is not a commit, branch or tag here") as caught:
        commit_of(git, name)
    assert caught.value.message.startswith(f"'{name}'")


def test_outside_a_repository_the_repository_is_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(GitError, match="is not in a git repository"):
        find_commit(Git(tmp_path), "main")


def test_a_branch_parts_from_where_it_began(team: TeamRepository) -> None:
    git = Git(team.folder)
    start = commit_of(git, "main")
    team.git("switch", "-q", "-c", "side")
    team.commit("On the side")
    team.git("switch", "-q", "main")
    team.commit("On main")

    assert merge_base(git, "main", "side") == start


def test_histories_that_never_met_part_at_the_first_one(team: TeamRepository) -> None:
    git = Git(team.folder)
    team.git("switch", "-q", "--orphan", "alone")
    team.commit("Alone")

    assert merge_base(git, "main", "alone") == "main"


def test_remotes_are_listed_by_name(team: TeamRepository) -> None:
    git = Git(team.folder)
    assert remotes(git) == ()

    team.git("remote", "add", "origin", "https://git.example/a")
    team.git("remote", "add", "fork", "https://git.example/b")
    assert sorted(remotes(git)) == ["fork", "origin"]
