"""Where answers wait in this clone: looked at by every command that reaches the ledger.

Apart from what reads and writes them, since mostly there are none.
"""

from __future__ import annotations

from pathlib import Path

from mergecast.errors import GitError
from mergecast.repository.git import Git


def folder(git: Git) -> Path:
    """The folder of answers that wait.

    Raises:
        GitError: this is no repository.
    """
    inside = git.directory / ".git"
    if not inside.is_dir():
        inside = git.directory / git.text("rev-parse", "--git-common-dir")
    return (inside / "mergecast" / "answers").absolute()


def files(git: Git) -> list[Path]:
    """Those that wait, in the order in which they were said.

    Raises:
        GitError: this is no repository.
    """
    return sorted(folder(git).glob("[0-9]" * 6 + "-*.json"))


def anything(git: Git) -> bool:
    """Whether any waits."""
    try:
        return bool(files(git))
    except GitError:
        return False
