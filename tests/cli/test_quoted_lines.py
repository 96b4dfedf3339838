"""Texts of files with findings are read together, of a commit as of a disk."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from team_repository import TeamRepository

from mergecast.cli.checking.quoting import texts
from mergecast.repository.git import Git
from mergecast.repository.trees import CommitTree, Entry, Tree, WorkTree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

NAMES = [f"calendar/2026/11/24-发布-{number}.yaml" for number in range(510)]


@dataclass(slots=True)
class Counted:
    """A tree that counts how often it is asked."""

    inner: Tree
    asked: list[int] = field(default_factory=list)

    def entries(self, *prefixes: str) -> list[Entry]:
        self.asked.append(len(prefixes))
        return self.inner.entries(*prefixes)

    def mode(self, path: str) -> str | None:
        return self.inner.mode(path)

    def read(self, path: str) -> bytes | None:
        return self.inner.read(path)

    def read_many(self, entries: Iterable[Entry]) -> Iterator[tuple[str, bytes]]:
        return self.inner.read_many(entries)

    def ahead(self, *paths: str) -> None:
        self.inner.ahead(*paths)


def trees(team: TeamRepository) -> list[Tree]:
    return [WorkTree(team.folder), CommitTree(Git(team.folder), "HEAD")]


def test_many_files_of_a_commit_are_read_by_few_processes(tmp_path: Path) -> None:
    team = TeamRepository.start(tmp_path)
    for name in NAMES:
        team.write(name, name)
    team.commit("Many")
    tree = Counted(CommitTree(Git(team.folder), "HEAD"))

    text_of = texts(tree, [name for name in NAMES for _ in range(2)])

    assert [text_of(name) for name in NAMES] == NAMES
    assert tree.asked == [500, 10]


def test_what_is_no_file_has_no_text_and_hides_no_other(tmp_path: Path) -> None:
    team = TeamRepository.start(tmp_path)
    team.write("calendar/a.yaml", "a")
    (team.folder / "calendar/b.yaml").symlink_to("a.yaml")
    team.commit("A link")
    named = ["calendar/a.yaml", "calendar/b.yaml", "", "gone.yaml", "calendar"]

    for tree in trees(team):
        text_of = texts(tree, named)
        assert [text_of(name) for name in named] == ["a", None, None, None, None]


def test_a_file_that_was_not_announced_is_read_too(tmp_path: Path) -> None:
    team = TeamRepository.start(tmp_path)
    team.write("calendar/a.yaml", "合并")
    team.commit("One")

    for tree in trees(team):
        assert texts(tree, [])("calendar/a.yaml") == "合并"
