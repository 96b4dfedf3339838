"""The git repository that `mergecast init` writes into, or begins."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from mergecast.errors import GitError, UsageError, WorkspaceError
from mergecast.repository.git import Git

NOTHING_WRITTEN = "nothing was written"
NOBODY = "Your name"


def ensure_repository(folder: Path, *, yes: bool) -> None:
    """Stop outside of git, or begin a repository where a person wants that.

    Raises:
        UsageError: the folder is inside of a repository, not its top.
        WorkspaceError: there is no repository, or none with files.
    """
    _ensure_work_tree(folder)
    top = _top(folder)
    if top is not None and top.resolve() != folder.resolve():
        raise UsageError(
            f"'{folder}' is inside the repository '{top}'",
            hint=f"a workspace is a whole repository: run `mergecast init {top}`",
            not_done=NOTHING_WRITTEN,
        )
    if top is None:
        _begin_repository(folder, yes=yes)


def _ensure_work_tree(folder: Path) -> None:
    """Stop among git's own files.

    Raises:
        WorkspaceError: the folder is in a bare repository, or in a `.git`.
    """
    here = next(each for each in (folder, *folder.parents) if each.is_dir())
    try:
        inside = Git(here).text("rev-parse", "--is-inside-git-dir")
    except GitError:
        return
    if inside == "true":
        raise WorkspaceError(
            f"'{folder}' is a bare repository, or git's own folder in another one",
            hint="clone the repository, and run this in the clone",
            not_done=NOTHING_WRITTEN,
        )


def _begin_repository(folder: Path, *, yes: bool) -> None:
    """Run ``git init`` where a person, or ``--yes``, wants that.

    Raises:
        WorkspaceError: nobody does, or the folder cannot be made.
    """
    question = "There is no git repository here. Begin one?"
    if not (yes or (sys.stdin.isatty() and click.confirm(question))):
        raise WorkspaceError(
            f"'{folder}' is not a git repository",
            hint="run `git init` there, or add --yes to have it done",
            not_done=NOTHING_WRITTEN,
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WorkspaceError(
            f"'{folder}' cannot be made: {error.strerror or error}",
            not_done=NOTHING_WRITTEN,
        ) from None
    Git(folder).run("init", "--quiet", "--initial-branch=main")


def _top(folder: Path) -> Path | None:
    """The top of the repository around a folder, None where there is none."""
    here = next(each for each in (folder, *folder.parents) if each.is_dir())
    try:
        return Path(Git(here).text("rev-parse", "--show-toplevel"))
    except GitError:
        return None


def git_name(folder: Path) -> str:
    """Who begins, if git knows the name."""
    try:
        name = Git(folder).text("config", "user.name", ok=(0, 1))
    except GitError:
        name = ""
    return " ".join(name.split()) or NOBODY


def hidden(folder: Path, paths: Iterable[str]) -> list[str]:
    """Those of some files that .gitignore keeps from being added.

    A wheel is often among them (`*.whl`), and no job can install what is not there.
    """
    asked = "".join(f"{path}\0" for path in sorted(paths)).encode()
    if not asked:
        return []
    plain = {"GIT_LITERAL_PATHSPECS": "0"}  # this command refuses to know of it
    command = ("check-ignore", "-z", "--stdin")
    try:
        told = Git(folder).run(*command, stdin=asked, ok=(0, 1), env=plain)
    except GitError:
        return []  # no repository: nothing hides anything
    return [each for each in told.decode("utf-8", "replace").split("\0") if each]
