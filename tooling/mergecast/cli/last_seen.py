"""Which ids the ledger knows, as it was last seen here: a check fetches nothing."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from mergecast.errors import GitError
from mergecast.inspection.timeless import Branches
from mergecast.ledger.git_place import find_place
from mergecast.ledger.record import record_path
from mergecast.model.key import Key
from mergecast.model.post import Post
from mergecast.repository.git import Git
from mergecast.repository.refs import has_remote


def known_ids(
    workspace: Path, branches: Branches, posts: Iterable[Post]
) -> frozenset[str]:
    """The ids, among those of ``posts``, of which there is a record."""
    of_path = {
        record_path(str(Key(post.id, None, account, 1))): post.id
        for post in posts
        for account in post.accounts
    }
    try:
        git, ref = _place(workspace, branches)
        # Names only: the contents may not be here, and nothing is to be fetched.
        listing = git.text("ls-tree", "--name-only", "--full-tree", ref, *of_path)
    except GitError:
        return frozenset()
    return frozenset(of_path[path] for path in listing.split("\n") if path)


def _place(workspace: Path, branches: Branches) -> tuple[Git, str]:
    """The copy of the ledger's branch that this machine has, and its name there."""
    git = Git(workspace)
    remote = branches.remote if has_remote(git, branches.remote) else None
    place = find_place(git, remote, branches.ledger)
    return Git(place.cache) if place.cache else place.git, place.ref
