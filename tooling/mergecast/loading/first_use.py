"""Whether a post shows something that no earlier post showed."""

from __future__ import annotations

from collections.abc import Iterable

from mergecast.loading.media import where
from mergecast.loading.mentions import posts_with
from mergecast.loading.recurring import post_in
from mergecast.model.schedule import QUEUE
from mergecast.repository.git import Git
from mergecast.repository.refs import find_commit
from mergecast.repository.trees import CommitTree


def is_first_use(
    git: Git, now: str, change: str, files: Iterable[str], post_id: str
) -> bool:
    """Whether one of a post's files was in no other post before a change.

    A draft in the queue shows nothing to anybody, so it does not count.

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
    return any(not _was_shown(git, before, now, path, post_id) for path in files)


def _was_shown(git: Git, before: str, now: str, path: str, own: str) -> bool:
    tree = CommitTree(git, before)
    then = tree.entries(path)
    if not then or then != CommitTree(git, now).entries(path):
        return False
    # A name may stand in words or notes, too: only a post that shows it counts.
    named = posts_with(git, before, path.rpartition("/")[2])
    return any(
        _shows(tree, each, path, own) for each in named if not each.startswith(QUEUE)
    )


def _shows(tree: CommitTree, post: str, path: str, own: str) -> bool:
    """Whether a file is another post than ``own``, and shows an image."""
    raw = tree.read(post)
    found = post_in(post, raw) if raw is not None else None
    if found is None:
        return False
    shown = {where(item.file) for part in found.wordings for item in part.media}
    return found.id != own and path in shown
