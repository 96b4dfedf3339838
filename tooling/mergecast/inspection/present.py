"""What can be said of posts only now: of those that are new on this branch."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from mergecast.errors import GitError
from mergecast.findings import Finding
from mergecast.inspection.place import Where
from mergecast.inspection.timeless import Branches
from mergecast.loading import paths
from mergecast.loading.mentions import posts_with
from mergecast.repository.changes import State, changed
from mergecast.repository.git import Git
from mergecast.repository.refs import find_commit
from mergecast.repository.trees import CommitTree

if TYPE_CHECKING:
    from mergecast.inspection.past import Outside


def publishing_commit(git: Git, branches: Branches) -> str | None:
    """The publishing branch as it was last seen here; None where it never was."""
    branch = branches.publishing
    for ref in (f"refs/remotes/{branches.remote}/{branch}", f"refs/heads/{branch}"):
        found = find_commit(git, ref)
        if found is not None:
            return found
    return None


def findings_now(
    where: Where, branches: Branches, now: datetime, outside: Outside
) -> tuple[Finding, ...]:
    """What as-of checks say of posts that differ from the publishing branch."""
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
    posts = {path for path in differing if paths.goes_out(path)}
    posts.update(_showing(where.git, where.commit, differing - posts))
    if not posts:
        return ()
    from mergecast.inspection.newcomers import judge  # noqa: PLC0415 - 60 ms

    return judge(where, base, sorted(posts), now, outside)


def _showing(git: Git, commit: str, files: set[str]) -> list[str]:
    """Posts that name one of the files: readers get another image without an edit."""
    media = [path.removeprefix("calendar/") for path in files if _is_media(path)]
    return posts_with(git, commit, *media) if media else []


def _is_media(path: str) -> bool:
    return path.startswith("calendar/media/") and "\n" not in path
