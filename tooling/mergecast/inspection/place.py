"""Where the files to check are, and what git knows of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from mergecast.loading import paths
from mergecast.repository.filters import unfiltered
from mergecast.repository.git import Git
from mergecast.repository.refs import no_such_commit
from mergecast.repository.trees import CommitTree, Entry, Tree, WorkTree, folders_of

_IDS = paths.CONTENT


@dataclass(frozen=True, slots=True)
class Where:
    """The tree to check.

    ``git`` is None outside a repository. ``ids`` are git's ids of the content, empty
    where they do not say all: then nothing about the whole tree is remembered.
    """

    tree: Tree
    git: Git | None
    commit: str | None
    ids: tuple[str, ...] = ()
    dirty: frozenset[str] = field(default_factory=frozenset)

    @property
    def cache_file(self) -> Path | None:
        """Where results are remembered: out of the way of every checkout."""
        if self.git is None:
            return None
        return git_folder(self.git) / "mergecast" / "checked.sqlite"

    def folder_ids(self) -> dict[str, str]:
        """Git's id of each folder of the calendar that is as it was committed."""
        if self.git is None or self.commit is None:
            return {}
        listed = folders_of(self.git, self.commit, "calendar")
        for path in self.dirty:
            folder = path
            while folder:
                folder = folder.rpartition("/")[0]
                listed.pop(folder, None)
        return listed

    def media_ids(self, entries: Iterable[Entry]) -> dict[str, str | None]:
        """Git's id of each file that is no post; None where it is not known."""
        others = [entry for entry in entries if paths.kind(entry.path) is None]
        if self.git is None or self.commit is None or isinstance(self.tree, CommitTree):
            return {entry.path: entry.oid for entry in others}
        listed = CommitTree(self.git, self.commit).entries("calendar/media")
        ids = {entry.path: entry.oid for entry in listed}
        return {
            entry.path: None if entry.path in self.dirty else ids.get(entry.path)
            for entry in others
        }


def at_commit(workspace: Path, ref: str) -> Where:
    """The content of one commit, read from git's objects alone.

    Raises:
        GitError: no repository, or no such commit.
    """
    git = Git(workspace)
    commit, ids = content_ids(git, ref)
    if commit is None:
        raise no_such_commit(ref)
    return Where(CommitTree(git, commit), git, commit, ids)


def on_disk(workspace: Path) -> Where:
    """The content as it lies on disk; a clean work tree has its commit's ids."""
    tree = WorkTree(workspace)
    if not (workspace / ".git").exists():
        return Where(tree, None, None)
    git = Git(workspace)
    commit, ids = content_ids(git, "HEAD")
    dirty = uncommitted(git)
    return Where(tree, git, commit, () if dirty else ids, dirty)


def content_ids(git: Git, ref: str) -> tuple[str | None, tuple[str, ...]]:
    """The commit that ``ref`` names, and the ids of its content, in one process."""
    asked = [f"{ref}^{{commit}}", *(f"{ref}:{path}" for path in _IDS)]
    if any("\n" in line for line in asked):
        return None, ()
    answer = git.text(
        *("cat-file", "--batch-check=%(objectname) %(objecttype)"),
        stdin="".join(f"{line}\n" for line in asked).encode(),
    ).split("\n")
    ids = [line.split(" ")[0] if " missing" not in line else "-" for line in answer]
    found = answer[0].endswith(" commit")
    return (ids[0], tuple(ids[1:])) if found else (None, ())


def uncommitted(git: Git) -> frozenset[str]:
    """Content files that differ from the commit, untracked ones included."""
    listing = git.run(
        *("status", "--porcelain", "-z", "-uall", "--no-renames", "--ignored=no"),
        *("--", *_IDS),
        env=unfiltered(git),
    )
    entries = listing.decode("utf-8", "surrogateescape").split("\0")[:-1]
    return frozenset(entry[3:] for entry in entries)


def git_folder(git: Git) -> Path:
    """The repository's own folder, shared by all its work trees."""
    plain = git.directory / ".git"
    if plain.is_dir():
        return plain
    found = git.text("rev-parse", "--path-format=absolute", "--git-common-dir")
    return Path(found)
