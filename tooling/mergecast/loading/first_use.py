"""Whether a post shows something that no earlier post showed."""

from __future__ import annotations

from collections.abc import Iterable

from mergecast.loading.mentions import posts_with
from mergecast.repository.git import Git
from mergecast.repository.refs import find_commit
from mergecast.repository.trees import CommitTree


def is_first_use(
    git: Git, now: str, change: str, files: Iterable[str], post_id: str
) -> bool:
    """Whether one of a post's files was in no other post before a change.

    Args:
        git: the repository.
        now: the commit that is published.
        change: the one that gave the post what it sends.
        files: its images, as paths.
        post_id: the post's own id: where it lay before does not count.
    """
    before = find_commit(git, f"{change}^")
    if before is None:
        return bool(list(files))
    own = set(posts_with(git, before, post_id))
    return any(not _was_shown(git, before, now, path, own) for path in files)


def _was_shown(git: Git, before: str, now: str, path: str, own: set[str]) -> bool:
    then = CommitTree(git, before).entries(path)
    if not then or then != CommitTree(git, now).entries(path):
        return False
    name = path.rpartition("/")[2]
    return not own.issuperset(posts_with(git, before, name))
