"""Have a reviewed commit at hand: also one that a force push took off its branch."""

from __future__ import annotations

import re

from mergecast.errors import GitError
from mergecast.repository.git import Git

_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")


def fetched(git: Git, remote: str | None, commit: str, number: int) -> bool:
    """Whether the commit is here, or can be fetched from a pull request's remote.

    Args:
        git: the clone.
        remote: where the forge keeps it; None where there is none.
        commit: what a review names; anything that is no id is not there.
        number: of the pull request, whose last commit is kept under a name.
    """
    if not _COMMIT.fullmatch(commit):
        return False
    if _is_here(git, commit):
        return True
    if remote is None:
        return False
    return any(
        _fetch(git, remote, wanted) and _is_here(git, commit)
        for wanted in (commit, f"refs/pull/{number:d}/head")
    )


def _is_here(git: Git, commit: str) -> bool:
    asked = f"{commit}^{{commit}}"
    found = git.text("cat-file", "--batch-check", stdin=f"{asked}\n".encode())
    return found.endswith(tuple("0123456789")) and " commit " in found


def _fetch(git: Git, remote: str, wanted: str) -> bool:
    try:
        git.run(
            *("fetch", "--no-tags", "--no-write-fetch-head", "--quiet"),
            *("--end-of-options", remote, wanted),
        )
    except GitError:
        return False
    return True
