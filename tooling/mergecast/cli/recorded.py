"""Which ids the ledger knows, as it was last seen here: a check fetches nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from mergecast.errors import GitError
from mergecast.ledger.git_place import find_place
from mergecast.ledger.record import record_path
from mergecast.model.key import Key
from mergecast.model.post import Post
from mergecast.repository.git import Git
from mergecast.repository.refs import has_remote


@dataclass(frozen=True, slots=True)
class LastSeenLedger:
    """The ledger's branch as this machine has it, from the last look at it."""

    workspace: Path
    remote: str
    branch: str

    def __call__(self, posts: Iterable[Post]) -> frozenset[str]:
        """The ids, among those of ``posts``, of which there is a record."""
        of_path = {
            record_path(str(Key(post.id, None, account, 1))): post.id
            for post in posts
            for account in post.accounts
        }
        try:
            git, ref = self._place()
            # Names only: the contents may not be here, and nothing is to be fetched.
            listing = git.text("ls-tree", "--name-only", "--full-tree", ref, *of_path)
        except GitError:
            return frozenset()
        return frozenset(of_path[path] for path in listing.split("\n") if path)

    def _place(self) -> tuple[Git, str]:
        git = Git(self.workspace)
        remote = self.remote if has_remote(git, self.remote) else None
        place = find_place(git, remote, self.branch)
        return Git(place.cache) if place.cache else place.git, place.ref
