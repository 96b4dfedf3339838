"""A post with its media, as a commit has it: what a payload is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from mergecast.errors import GitError
from mergecast.loading import build, build_series, paths
from mergecast.loading.media import where
from mergecast.loading.mentions import posts_with
from mergecast.loading.post_media import MediaReader, series_with_media, with_media
from mergecast.loading.workspace import read
from mergecast.model.media import MediaFact
from mergecast.model.post import Post
from mergecast.model.series import Series
from mergecast.model.settings import Account
from mergecast.payload import (
    MediaUnreadError,
    TargetPayload,
    payload,
    post_digest,
    retraction_digest,
    series_digest,
)
from mergecast.repository.git import Git
from mergecast.repository.trees import CommitTree


@dataclass(frozen=True, slots=True)
class Bundle:
    """A post, its media facts, and the paths of the files that it is made of.

    ``content`` is the digest of these files, byte for byte. Of a series ``post`` is all
    of its texts in one.
    """

    post: Post
    media: Mapping[str, MediaFact]
    files: tuple[str, ...]
    content: str
    series: Series | None = None

    def on(self, day: str | None) -> Post:
        """The post; of a series all of it, with what is said of one of its days."""
        return self.post if self.series is None else self.series.whole(day)


def bundle(path: str, raw: bytes, media: MediaReader) -> Bundle | None:
    """The bundle of a post or series, None where the file is no usable one."""
    file = read(path, raw, "series" if paths.is_series(path) else "post")
    if file.data is None:
        return None
    series = build_series.series(path, file.data) if paths.is_series(path) else None
    post = series.whole() if series else build.post(path, file.data)
    facts = media.facts(post)
    files = tuple(sorted({path} | {where(name) or path for name in facts}))
    hashes = {where(name) or path: fact.sha256 for name, fact in facts.items()}
    content = _content({**hashes, path: sha256(raw).hexdigest()})
    seen = None if series is None else series_with_media(series, facts)
    return Bundle(with_media(post, facts), facts, files, content, seen)


def _content(hashes: Mapping[str, str | None]) -> str:
    """One digest of files by path; one that cannot be read counts as such."""
    lines = (f"{path}\0{hashes[path] or '-'}\n" for path in sorted(hashes))
    told = "".join(lines).encode("utf-8", "surrogateescape")
    return f"sha256:{sha256(told).hexdigest()}"


def targets(
    found: Bundle, accounts: Mapping[str, Account]
) -> tuple[TargetPayload, ...] | None:
    """What the post sends to each of its accounts; None where it cannot be known."""
    return sent(found.post, accounts)


def sent(
    post: Post, accounts: Mapping[str, Account]
) -> tuple[TargetPayload, ...] | None:
    """What a post sends to each of its accounts; None where it cannot be known."""
    try:
        return tuple(payload(post, accounts[key]) for key in post.accounts)
    except (KeyError, MediaUnreadError):
        return None


def digest(
    found: Bundle, accounts: Mapping[str, Account], day: str | None = None
) -> str | None:
    """What people approve: the digest of the whole payload, or of its retraction.

    None where the payload cannot be known; its retraction can be approved all the same.
    A series is approved as a whole, and the retraction of a ``day`` on its own.
    """
    if found.series is None:
        each = targets(found, accounts)
        whole = post_digest({one.account: one.digest for one in each}) if each else None
    else:
        whole = _of_series(found.series, accounts)
    reason = found.on(day).text("retract")
    if reason is None or day is None:
        return whole if reason is None else retraction_digest(whole, reason)
    return retraction_digest(whole, f"{day}: {reason}")


def _of_series(series: Series, accounts: Mapping[str, Account]) -> str | None:
    try:
        return series_digest(series, accounts)
    except (KeyError, MediaUnreadError):
        return None


def find(
    git: Git, commit: str, post_id: str, likely: str | None = None
) -> Bundle | None:
    """The post with this id in a commit, wherever its file lies there.

    ``likely`` is looked at first, which saves a search through the whole calendar.
    """
    tree = CommitTree(git, commit)
    found = _at(tree, likely, post_id) if likely else None
    if found is not None:
        return found
    each = (_at(tree, path, post_id) for path in _paths(git, commit, post_id))
    return next((one for one in each if one is not None), None)


def _at(tree: CommitTree, path: str, post_id: str) -> Bundle | None:
    raw = tree.read(path)
    found = bundle(path, raw, MediaReader(tree)) if raw is not None else None
    return found if found is not None and found.post.id == post_id else None


def _paths(git: Git, commit: str, post_id: str) -> list[str]:
    try:
        return posts_with(git, commit, post_id)
    except GitError:
        return []
