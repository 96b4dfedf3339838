"""Who changed what, and what commits say: history read through GitPython.

Only for the few posts that are due or asked about; a check of a whole tree reads git's
objects by ``trees``, which needs no 85 ms of imports.

GitPython starts git with the environment as it finds it. What a hook exports there, and
our keys, are put out of its way as ``repository.git`` does for the rest.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mergecast.errors import GitError
from mergecast.repository.git import environment

if TYPE_CHECKING:
    from git import Commit, Repo


@dataclass(frozen=True, slots=True)
class Change:
    """A commit: its id, first parent (None for the first), author and message."""

    commit: str
    parent: str | None
    name: str
    mail: str
    message: str


def is_shallow(folder: Path) -> bool:
    """Whether the clone lacks older commits, so that history would mislead."""
    return bool(_repo(folder).git.rev_parse("--is-shallow-repository") == "true")


def changes(folder: Path, start: str, paths: tuple[str, ...]) -> Iterator[Change]:
    """The commits that changed any of ``paths``, newest first, from ``start`` back.

    Raises:
        GitError: the clone is shallow, so that the answer would be a guess.
    """
    if is_shallow(folder):
        raise GitError(
            "this clone is shallow: who changed a post last cannot be known",
            hint="run `git fetch --unshallow --filter=blob:none`",
        )
    repo = _repo(folder)
    for commit in repo.iter_commits(start, paths=list(paths)):
        yield _change(commit)


def mentioning(folder: Path, start: str, words: str) -> Iterator[Change]:
    """The commits back from ``start`` whose message has ``words``, oldest first."""
    repo = _repo(folder)
    found = repo.iter_commits(start, grep=words, fixed_strings=True, reverse=True)
    yield from map(_change, found)


def _repo(folder: Path) -> Repo:
    from git import Repo  # noqa: PLC0415 - 85 ms; only when history is asked
    from git.exc import (  # noqa: PLC0415 - as above
        InvalidGitRepositoryError,
        NoSuchPathError,
    )

    try:
        repo = Repo(folder, search_parent_directories=True)
    except (InvalidGitRepositoryError, NoSuchPathError):
        raise GitError(
            f"'{folder}' is not a git repository", hint="run `git init` there"
        ) from None
    repo.git.update_environment(**_surroundings(repo))
    return repo


def _surroundings(repo: Repo) -> dict[str, str]:
    """GitPython can set variables but not drop them, so each gets a harmless value."""
    clean = environment()
    blank = dict.fromkeys(os.environ.keys() - clean.keys(), "")
    place = {"GIT_DIR": str(repo.git_dir), "GIT_WORK_TREE": str(repo.working_dir)}
    return clean | blank | place


def _change(commit: Commit) -> Change:
    parents = commit.parents
    message = commit.message
    return Change(
        commit.hexsha,
        parents[0].hexsha if parents else None,
        str(commit.author.name or ""),
        str(commit.author.email or ""),
        message.decode("utf-8", "replace") if isinstance(message, bytes) else message,
    )
