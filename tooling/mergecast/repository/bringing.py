"""Bring a commit here that somebody named by its id, and that no branch here has.

A job that reviews a pull request checks its base out, never what it reviews: that is
fetched as objects, and read.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from mergecast.repository.git import Git
from mergecast.repository.refs import find_commit, has_remote

_ID = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")


def is_id(name: str) -> bool:
    """Whether a commit is named by its whole id."""
    return _ID.fullmatch(name) is not None


def bring_all(git: Git, remote: str, names: Collection[str]) -> list[str]:
    """Fetch commits in one go; those of them that are here then.

    Raises:
        GitError: the remote does not answer.
    """
    asked = [name for name in dict.fromkeys(names) if is_id(name)]
    missing = [name for name in asked if not find_commit(git, name)]
    if missing and has_remote(git, remote):
        git.run(
            *("fetch", "--no-tags", "--no-write-fetch-head", "--quiet"),
            *("--end-of-options", remote, *missing),
        )
    return [name for name in asked if name not in missing or find_commit(git, name)]


def bring(git: Git, remote: str, name: str) -> None:
    """Fetch a commit with all that is new about it, where ``name`` is a whole id.

    Raises:
        GitError: the remote does not have it, or does not answer.
    """
    if not is_id(name) or not has_remote(git, remote):
        return
    asked = ("config", "--bool", f"remote.{remote}.promisor")
    # A clone without old files would look a missing one up by itself, but would fetch
    # it without what is in it, and then one file at a time.
    partial = git.text(*asked, ok=(0, 1)) == "true"
    if not partial and find_commit(git, name):
        return
    git.run(
        *("fetch", "--no-filter", "--no-tags", "--no-write-fetch-head", "--quiet"),
        *("--end-of-options", remote, name),
    )
