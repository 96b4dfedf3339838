"""The work tree and a commit are read alike, and links are never followed."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from team_repository import TeamRepository

from mergecast.errors import GitError, WorkspaceError
from mergecast.repository.changes import State, changed
from mergecast.repository.git import Answer, Git
from mergecast.repository.refs import commit_of
from mergecast.repository.trees import (
    LINK,
    OTHER,
    CommitTree,
    Entry,
    Tree,
    WorkTree,
    folders_of,
)

FILES = {
    "calendar/2026/11/24-发布.yaml": "一",
    "calendar/2026/11/25 two.yaml": "two",
    "calendar/b.yaml": "b",
    "notes.txt": "not content",
}


@pytest.fixture
def team(tmp_path: Path) -> TeamRepository:
    made = TeamRepository.start(tmp_path)
    for path, text in FILES.items():
        made.write(path, text)
    (made.folder / "calendar/link.yaml").symlink_to("b.yaml")
    made.commit("Files")
    return made


def trees(team: TeamRepository) -> list[Tree]:
    return [WorkTree(team.folder), CommitTree(Git(team.folder), "HEAD")]


def test_both_list_the_same_files_with_the_same_modes(team: TeamRepository) -> None:
    disk, commit = (
        [(each.path, each.mode) for each in tree.entries("calendar", "mergecast.yaml")]
        for tree in trees(team)
    )

    assert disk == commit
    assert ("calendar/link.yaml", LINK) in disk


def test_both_read_the_same_bytes(team: TeamRepository) -> None:
    for tree in trees(team):
        entries = [each for each in tree.entries("calendar") if each.mode != LINK]
        found = {path: raw.decode() for path, raw in tree.read_many(entries)}

        assert found == {
            path: text for path, text in FILES.items() if path.startswith("calendar")
        }


@pytest.mark.parametrize("path", ["calendar/link.yaml", "no.yaml", "calendar"])
def test_what_is_no_regular_file_has_no_bytes(team: TeamRepository, path: str) -> None:
    assert [tree.read(path) for tree in trees(team)] == [None, None]


def test_a_pipe_is_no_file_and_keeps_nobody_waiting(team: TeamRepository) -> None:
    os.mkfifo(team.folder / "calendar/pipe.yaml")
    tree = WorkTree(team.folder)
    (entry,) = tree.entries("calendar/pipe.yaml")
    listed = [each for each in tree.entries("calendar") if "pipe" in each.path]

    assert listed == [entry]
    assert entry.mode == OTHER
    assert list(tree.read_many([entry])) == []
    assert tree.read(entry.path) is None


def test_no_file_fills_the_memory(team: TeamRepository) -> None:
    with (team.folder / "calendar/b.yaml").open("wb") as file:
        file.truncate(1 << 40)
    raw = WorkTree(team.folder).read("calendar/b.yaml")

    assert raw is not None
    assert len(raw) <= (1 << 26) + 1


def test_a_file_behind_a_linked_folder_is_behind_a_link(team: TeamRepository) -> None:
    (team.folder / "calendar/folder").symlink_to("2026")

    assert WorkTree(team.folder).mode("calendar/folder/11/24-发布.yaml") == LINK
    assert WorkTree(team.folder).read("calendar/folder/11/24-发布.yaml") is None


def test_in_a_commit_a_file_behind_a_link_or_a_file_is_none(
    team: TeamRepository,
) -> None:
    tree = CommitTree(Git(team.folder), "HEAD")

    assert tree.read("calendar/link.yaml/b.yaml") is None
    assert tree.read("calendar/b.yaml/b.yaml") is None
    assert tree.mode("calendar/link.yaml") == LINK


@pytest.mark.parametrize("path", FILES)
def test_one_file_of_a_commit_takes_one_process(
    team: TeamRepository, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    asked = counted(monkeypatch)
    tree = CommitTree(Git(team.folder), "HEAD")

    assert tree.read(path) == FILES[path].encode()
    assert tree.mode(path) == "100644"
    assert asked == ["cat-file"]


def test_files_that_are_read_ahead_take_one_process_together(
    team: TeamRepository, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = counted(monkeypatch)
    tree = CommitTree(Git(team.folder), "HEAD")
    tree.ahead(*FILES, "calendar/no.yaml", "calendar", "calendar/link.yaml")

    assert {path: tree.read(path) for path in FILES} == {
        path: text.encode() for path, text in FILES.items()
    }
    for path in ("calendar/no.yaml", "calendar", "calendar/link.yaml"):
        assert tree.read(path) is None
    assert asked == ["cat-file"]


def test_in_a_commit_that_is_not_there_nothing_is_merely_absent(
    team: TeamRepository,
) -> None:
    with pytest.raises(GitError):
        CommitTree(Git(team.folder), "0" * 40).read("calendar/b.yaml")


@pytest.mark.parametrize("path", ["calendar/b.yaml\n", "calendar//b.yaml", "c\udcff"])
def test_names_that_a_line_cannot_ask_for_are_asked_for_otherwise(
    team: TeamRepository, path: str
) -> None:
    assert CommitTree(Git(team.folder), "HEAD").read(path) is None


def counted(patch: pytest.MonkeyPatch) -> list[str]:
    """The subcommands that are run from now on."""
    asked: list[str] = []
    real = Git.answer

    def answer(git: Git, *args: str, **more: Any) -> Answer:  # noqa: ANN401 - as it is
        asked.append(args[0])
        return real(git, *args, **more)

    patch.setattr(Git, "answer", answer)
    return asked


def test_a_commit_is_not_what_lies_on_disk(team: TeamRepository) -> None:
    team.write("calendar/b.yaml", "changed")

    disk, commit = (tree.read("calendar/b.yaml") for tree in trees(team))
    assert (disk, commit) == (b"changed", b"b")


def test_content_that_git_has_lost_is_an_error_and_not_empty(
    team: TeamRepository,
) -> None:
    lost = Entry("calendar/b.yaml", "100644", "0" * 40)

    with pytest.raises(WorkspaceError, match="no content"):
        list(CommitTree(Git(team.folder), "HEAD").read_many([lost]))


def test_changes_name_edited_new_and_deleted_files(team: TeamRepository) -> None:
    git = Git(team.folder)
    before = commit_of(git, "HEAD")
    team.write("calendar/b.yaml", "changed")
    team.write("calendar/new.yaml", "new")
    (team.folder / "calendar/2026/11/25 two.yaml").unlink()
    expected = {
        "calendar/b.yaml",
        "calendar/new.yaml",
        "calendar/2026/11/25 two.yaml",
    }

    assert changed(git, before, State(None), ("calendar",)) == expected
    after = team.commit("Change")
    assert changed(git, before, State(after), ("calendar",)) == expected


def test_the_id_of_a_folder_changes_with_what_is_in_it(team: TeamRepository) -> None:
    git = Git(team.folder)
    before = folders_of(git, "HEAD", "calendar")
    team.write("calendar/2026/11/25 two.yaml", "changed")
    team.commit("Change")
    after = folders_of(git, "HEAD", "calendar")

    assert before["calendar/2026/11"] != after["calendar/2026/11"]
