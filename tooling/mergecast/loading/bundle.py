"""A post with its media, as a commit has it: what a payload is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from mergecast.errors import GitError
from mergecast.loading import build
from mergecast.loading.media import where
from mergecast.loading.mentions import posts_with
from mergecast.loading.workspace import MediaReader, read, with_media
from mergecast.model.media import MediaFact
from mergecast.model.post import Post
from mergecast.model.settings import Account
from mergecast.payload import (
    MediaUnreadError,
    TargetPayload,
    payload,
    post_digest,
    retraction_digest,
)
from mergecast.repository.git import Git
from mergecast.repository.trees import CommitTree


@dataclass(frozen=True, slots=True)
class Bundle:
    """A post, its media facts, and the paths of the files that it is made of.

    ``content`` is the digest of these files, byte for byte.
    """

    post: Post
    media: Mapping[str, MediaFact]
    files: tuple[str, ...]
    content: str


def bundle(path: str, raw: bytes, media: MediaReader) -> Bundle | None:
    """The bundle of a post file, None where the file is no usable post."""
    file = read(path, raw, "post")
    if file.data is None:
        return None
    post = build.post(path, file.data)
    facts = media.facts(post)
    files = tuple(sorted({path} | {where(name) or path for name in facts}))
    hashes = {where(name) or path: fact.sha256 for name, fact in facts.items()}
    content = _content({**hashes, path: sha256(raw).hexdigest()})
    return Bundle(with_media(post, facts), facts, files, content)


def _content(hashes: Mapping[str, str | None]) -> str:
    """One digest of files by path; one that cannot be read counts as such."""
    lines = (f"{path}\0{hashes[path] or '-'}\n" for path in sorted(hashes))
    told = "".join(lines).encode("utf-8", "surrogateescape")
    return f"sha256:{sha256(told).hexdigest()}"


def targets(
    found: Bundle, accounts: Mapping[str, Account]
) -> tuple[TargetPayload, ...] | None:
    """What the post sends to each of its accounts; None where it cannot be known."""
    try:
        return tuple(payload(found.post, accounts[key]) for key in found.post.accounts)
    except (KeyError, MediaUnreadError):
        return None


def digest(found: Bundle, accounts: Mapping[str, Account]) -> str | None:
    """What people approve: the digest of the whole payload, or of its retraction.

    None where the payload cannot be known; its retraction can be approved all the same.
    """
    each = targets(found, accounts)
    whole = post_digest({one.account: one.digest for one in each}) if each else None
    reason = found.post.text("retract")
    return whole if reason is None else retraction_digest(whole, reason)


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
