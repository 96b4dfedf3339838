"""What can be said of posts only now: of those that are new on this branch."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from mergecast.errors import GitError
from mergecast.findings import Finding
from mergecast.inspection.place import Where
from mergecast.inspection.timeless import Branches
from mergecast.loading import paths
from mergecast.repository.changes import State, changed
from mergecast.repository.git import Git
from mergecast.repository.refs import find_commit
from mergecast.repository.trees import CommitTree

if TYPE_CHECKING:
    from mergecast.model.post import Post

KnownIds = Callable[["Iterable[Post]"], frozenset[str]]
"""The ids, among those of some posts, that the ledger already knows."""


def publishing_commit(git: Git, branches: Branches) -> str | None:
    """The publishing branch as it was last seen here; None where it never was."""
    branch = branches.publishing
    for ref in (f"refs/remotes/{branches.remote}/{branch}", f"refs/heads/{branch}"):
        found = find_commit(git, ref)
        if found is not None:
            return found
    return None


def findings_now(
    where: Where, branches: Branches, now: datetime, known_ids: KnownIds
) -> tuple[Finding, ...]:
    """What as-of checks say of posts that are new or moved against publishing."""
    if where.git is None or where.commit is None:
        return ()
    base = publishing_commit(where.git, branches)
    if base is None or (base == where.commit and not where.dirty):
        return ()
    state = State(where.commit if isinstance(where.tree, CommitTree) else None)
    try:
        differing = changed(where.git, base, state, ("calendar",))
    except GitError:
        return ()
    posts = [path for path in sorted(differing) if paths.is_post(path)]
    if not posts:
        return ()
    from mergecast.inspection.newcomers import judge  # noqa: PLC0415 - 60 ms

    return judge(where, base, posts, now, known_ids)
