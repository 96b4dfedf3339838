"""The posts that a range of commits touches, each before and after it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mergecast.approvals.ports import Yes
from mergecast.errors import WorkspaceError
from mergecast.loading import bundle, paths
from mergecast.loading.mentions import posts_with
from mergecast.loading.post_media import MediaReader
from mergecast.loading.workspace import usable
from mergecast.model.post import Post
from mergecast.model.schedule import schedule
from mergecast.model.settings import Account
from mergecast.model.workspace import Workspace
from mergecast.repository.changes import State, changed
from mergecast.repository.git import Git
from mergecast.repository.trees import REGULAR, CommitTree
from mergecast.review.difference import Side

_MEDIA = "calendar/media/"


@dataclass(frozen=True, slots=True)
class Ends:
    """Both ends of a range, and what differs between them.

    ``sides`` are the posts by id, before and after; ``digests`` what people approve of
    each one after. ``broken`` are files that hold no readable post now.
    """

    before: Workspace
    after: Workspace
    paths: frozenset[str]
    sides: Mapping[str, tuple[Side | None, Side | None]]
    digests: Mapping[str, str | None]
    broken: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _End:
    space: Workspace
    sides: dict[str, Side]
    digests: dict[str, str | None]
    broken: tuple[str, ...]


def between(git: Git, base: str, head: str) -> Ends:
    """Compare two commits.

    Raises:
        GitError: git cannot say what differs.
        WorkspaceError: the settings of the newer commit cannot be read.
    """
    differing = changed(git, base, State(head), paths.CONTENT)
    posts = {path for path in differing if paths.goes_out(path)}
    media = sorted(path for path in differing if path.startswith(_MEDIA))
    if media:
        names = [path.removeprefix("calendar/") for path in media]
        posts |= {path for end in (base, head) for path in posts_with(git, end, *names)}
    new = _end(git, head, posts, usable(CommitTree(git, head)))
    old = _end(git, base, posts, _space_before(git, base, new.space))
    ids = [*new.sides, *(each for each in old.sides if each not in new.sides)]
    return Ends(
        old.space,
        new.space,
        frozenset(differing),
        {each: (old.sides.get(each), new.sides.get(each)) for each in ids},
        new.digests,
        new.broken,
    )


def as_approved(git: Git, post: Post, yes: Yes, space: Workspace) -> Side | None:
    """A post as somebody approved it; None where that cannot be had any more.

    Args:
        git: the repository.
        post: the post as it is now.
        yes: the approval.
        space: the settings by which payloads are made.
    """
    found = bundle.find(git, yes.commit, post.id, post.path)
    if found is None or bundle.digest(found, space.settings.accounts) != yes.payload:
        return None
    return _side(found, space)


def _side(found: bundle.Bundle, space: Workspace) -> Side:
    accounts = space.settings.accounts
    return Side(
        found.post,
        schedule(found.post, space.settings),
        tuple(accounts[key] for key in found.post.accounts if key in accounts),
        _payloads(found, accounts),
        found.series,
    )


def _payloads(
    found: bundle.Bundle, accounts: Mapping[str, Account]
) -> Mapping[str, str] | None:
    if found.series is not None:
        whole = bundle.digest(found, accounts)
        return None if whole is None else dict.fromkeys(found.post.accounts, whole)
    each = bundle.targets(found, accounts)
    return None if each is None else {one.account: one.digest for one in each}


def _space_before(git: Git, base: str, after: Workspace) -> Workspace:
    """The workspace as it was; where it could not be read, as it is now."""
    try:
        return usable(CommitTree(git, base))
    except WorkspaceError:
        return after


def _end(git: Git, commit: str, posts: Iterable[str], space: Workspace) -> _End:
    tree = CommitTree(git, commit)
    media = MediaReader(tree)
    accounts = space.settings.accounts
    sides: dict[str, Side] = {}
    digests: dict[str, str | None] = {}
    there = [tree.entries(path) for path in sorted(posts)]
    entries = [entry for found in there for entry in found]
    broken = [entry.path for entry in entries if entry.mode not in REGULAR]
    for path, raw in tree.read_many(each for each in entries if each.mode in REGULAR):
        found = bundle.bundle(path, raw, media)
        if found is None:
            broken.append(path)
            continue
        sides[found.post.id] = _side(found, space)
        digests[found.post.id] = bundle.digest(found, accounts)
    return _End(space, sides, digests, tuple(sorted(broken)))
