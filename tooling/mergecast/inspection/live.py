"""What a branch does to posts that are live: of others nothing is asked here.

A branch is compared with where it left the publishing branch, since what others merged
meanwhile is not its doing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from mergecast.inspection.past import Past
from mergecast.inspection.place import Where
from mergecast.loading import bundle
from mergecast.loading.post_media import MediaReader
from mergecast.model.post import Post
from mergecast.model.settings import Account
from mergecast.payload import MediaUnreadError, payload
from mergecast.repository.git import Git
from mergecast.repository.refs import merge_base


@dataclass(frozen=True)
class Fork:
    """A branch, and the commit at which it left the publishing one."""

    where: Where
    git: Git
    base: str
    accounts: Mapping[str, Account]

    @cached_property
    def start(self) -> str:
        """Where the branch began."""
        return merge_base(self.git, self.base, self.where.commit or "HEAD")

    def before(self, post: Post) -> bundle.Bundle | None:
        """The post as it was there; None where it was not."""
        return bundle.find(self.git, self.start, post.id, post.path)

    def edited(self, post: Post, raw: bytes, past: Past) -> frozenset[str]:
        """The accounts on which this branch changes what readers have got."""
        old = self.before(post)
        new = bundle.bundle(post.path, raw, MediaReader(self.where.tree))
        if old is None or new is None:
            return frozenset()
        return frozenset(
            key
            for key in past.live
            if key in post.accounts and self._differs(key, old.post, new.post, past)
        )

    def _differs(self, key: str, old: Post, new: Post, past: Past) -> bool:
        account = self.accounts.get(key)
        if account is None or key not in old.accounts:
            return False
        before, after = _digests(old, account), _digests(new, account)
        # To put back what is live mends the file.
        return after not in (before, past.sent.get(key))


def _digests(post: Post, account: Account) -> tuple[str, ...] | None:
    """What each part sends; None where that cannot be known."""
    try:
        return tuple(part.digest for part in payload(post, account).parts)
    except MediaUnreadError:
        return None
