"""A commit is made on top of another, and nobody's work tree or index notices."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from team_repository import TeamRepository

from mergecast.errors import GitError
from mergecast.repository.commits import NewCommit, Signature, make_commit
from mergecast.repository.git import Git

AT = datetime(2026, 11, 20, 9, tzinfo=UTC)
MEI = Signature("mei", "1001+mei@users.noreply.github.com")
BOT = Signature("github-actions[bot]", "bot@users.noreply.github.com")
DRAFT = "calendar/queue/launch.yaml"


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> TeamRepository:
    return TeamRepository.start(tmp_path_factory.mktemp("commits"))


@pytest.fixture
def git(team: TeamRepository) -> Git:
    return Git(team.folder)


def _new(team: TeamRepository, **files: bytes | None) -> NewCommit:
    named = {name.replace("__", "/"): raw for name, raw in files.items()}
    parent = team.git("rev-parse", "HEAD")
    return NewCommit(parent, named or {DRAFT: b"id: x\n"}, "Draft\n", MEI, BOT, AT)


def _has(team: TeamRepository, commit: str, path: str) -> str:
    return team.git("cat-file", "blob", f"{commit}:{path}")


def test_it_has_the_file_and_what_was_there(team: TeamRepository, git: Git) -> None:
    made = make_commit(git, _new(team))

    assert _has(team, made, DRAFT) == "id: x"
    assert "accounts:" in _has(team, made, "mergecast.yaml")
    assert team.git("rev-parse", f"{made}^") == team.git("rev-parse", "HEAD")


def test_who_wrote_and_who_committed_are_told_apart(
    team: TeamRepository, git: Git
) -> None:
    made = make_commit(git, _new(team))

    shown = team.git("log", "-1", "--format=%an|%ae|%cn|%ce|%aI|%s", made)
    people = f"{MEI.name}|{MEI.mail}|{BOT.name}|{BOT.mail}"
    assert shown == f"{people}|2026-11-20T09:00:00+00:00|Draft"


def test_neither_work_tree_nor_index_nor_refs_change(
    team: TeamRepository, git: Git
) -> None:
    before = team.git("for-each-ref"), team.git("ls-files", "--stage")

    make_commit(git, _new(team))

    assert team.git("status", "--porcelain") == ""
    assert (team.git("for-each-ref"), team.git("ls-files", "--stage")) == before


def test_what_is_there_already_makes_no_commit(team: TeamRepository, git: Git) -> None:
    first = make_commit(git, _new(team))

    assert make_commit(git, replace(_new(team), parent=first)) == first


def test_a_file_goes_away_and_another_comes(team: TeamRepository, git: Git) -> None:
    first = make_commit(git, _new(team))
    files = {DRAFT: None, "calendar/2026/11/24-launch.yaml": b"id: x\n"}

    made = make_commit(git, replace(_new(team), parent=first, files=files))

    listed = team.git("ls-tree", "-r", "--name-only", made).split("\n")
    assert "calendar/2026/11/24-launch.yaml" in listed
    assert DRAFT not in listed


@pytest.mark.parametrize(
    "path",
    [
        "../outside.yaml",
        "calendar/../../x",
        "/etc/passwd",
        ".git/hooks/pre-commit",
        "calendar/.git/config",
        "calendar//x",
        "",
        'calendar/"x"',
        "calendar/a\nM 100755 inline b",
        "-rf",
        "calendar/a\\b",
        "calendar/a\0b",
    ],
)
def test_no_odd_path_is_ever_written(team: TeamRepository, git: Git, path: str) -> None:
    with pytest.raises(GitError):
        make_commit(git, replace(_new(team), files={path: b"x"}))


def test_nothing_is_written_behind_a_link(team: TeamRepository, git: Git) -> None:
    (team.folder / "calendar").mkdir(exist_ok=True)
    (team.folder / "calendar/media").symlink_to("..")
    team.commit("A link")

    with pytest.raises(GitError, match="'calendar/media' is no folder"):
        make_commit(git, replace(_new(team), files={"calendar/media/x.png": b"x"}))


def test_a_file_is_never_replaced_by_a_folder(team: TeamRepository, git: Git) -> None:
    files = {"mergecast.yaml/x.yaml": b"x"}

    with pytest.raises(GitError, match=r"'mergecast\.yaml' is no folder"):
        make_commit(git, replace(_new(team), files=files))


_NAMES = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@settings(max_examples=20, deadline=None)
@given(name=_NAMES, mail=_NAMES, message=_NAMES)
def test_names_and_messages_are_never_orders_to_git(
    team: TeamRepository, name: str, mail: str, message: str
) -> None:
    new = replace(_new(team), author=Signature(name, mail), message=f"x {message}")

    made = make_commit(Git(team.folder), new)

    assert team.git("rev-parse", f"{made}^") == new.parent
    diff = team.git("diff", "--name-only", new.parent, made)
    assert diff == DRAFT
