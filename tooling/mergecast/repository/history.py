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
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from mergecast.errors import GitError
from mergecast.repository.git import environment

if TYPE_CHECKING:
    from git import Commit, Repo


@dataclass(frozen=True, slots=True)
class Change:
    """A commit: its id, first parent (None for the first), author and message.

    ``committer`` is a name and a mail address, ``at`` when it was committed.
    """

    commit: str
    parent: str | None
    name: str
    mail: str
    message: str
    parents: tuple[str, ...] = ()
    committer: tuple[str, str] = ("", "")
    at: datetime | None = None


def changes(folder: Path, start: str, paths: tuple[str, ...]) -> Iterator[Change]:
    """The commits that changed any of ``paths``, newest first, from ``start`` back.

    Of a merge the first parent is followed: what it brought is one change.

    Raises:
        GitError: the clone is shallow, so that the answer would be a guess.
    """
    with _repo(folder) as repo:
        _refuse_shallow(repo)
        found = repo.iter_commits(start, paths=list(paths), first_parent=True)
        yield from map(_change, found)


def brought(
    folder: Path, before: str | None, commit: str, prefix: str
) -> Iterator[Change]:
    """Every commit up to ``commit``, without what ``before`` had, under ``prefix``.

    Raises:
        GitError: as above.
    """
    span = f"{before}..{commit}" if before else commit
    with _repo(folder) as repo:
        _refuse_shallow(repo)
        found = repo.iter_commits(span, paths=[prefix], full_history=True)
        yield from map(_change, found)


def commit_change(folder: Path, commit: str) -> Change:
    """One commit by its id."""
    with _repo(folder) as repo:
        return _change(repo.commit(commit))


def _refuse_shallow(repo: Repo) -> None:
    """A clone that lacks older commits would mislead."""
    # As git itself does; to ask it would be a process more for each question.
    if Path(repo.common_dir, "shallow").exists():
        raise GitError(
            "this clone is shallow: who changed a post last cannot be known",
            hint="run `git fetch --unshallow --filter=blob:none`",
        )


def mentioning(
    folder: Path, start: str, words: str, since: str | None = None
) -> Iterator[Change]:
    """The commits back from ``start`` whose message has ``words``, oldest first.

    ``since``: none of those that this commit had already.
    """
    span = f"{since}..{start}" if since else start
    with _repo(folder) as repo:
        found = repo.iter_commits(
            span, grep=words, fixed_strings=True, reverse=True, topo_order=True
        )
        yield from map(_change, found)


def _repo(folder: Path) -> Repo:
    from git import Repo  # noqa: PLC0415 - 85 ms; only when history is asked
    from git.exc import (  # noqa: PLC0415 - 85 ms; only when history is asked
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
        tuple(parent.hexsha for parent in parents),
        (str(commit.committer.name or ""), str(commit.committer.email or "")),
        commit.committed_datetime.astimezone(UTC),
    )
