"""Posts that are not merged: drafts that are only here, and those on pushed branches.

Nothing is fetched: branches are those that this clone saw last.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from mergecast.cli.views.site_pictures import pictures_of
from mergecast.cli.wiring import Published
from mergecast.errors import GitError
from mergecast.loading import build, paths
from mergecast.loading.workspace import read
from mergecast.model.settings import Settings
from mergecast.pages.desk import Proposed
from mergecast.planning.agenda import Entry, entry
from mergecast.repository.trees import REGULAR, CommitTree

_BRANCHES, _POSTS = 50, 40
"""As many of each are looked at: the newest branches, and their posts."""

_Found = tuple[Proposed, dict[str, bytes]]
"""A post, and its pictures by their addresses."""

_ALONE = {"GIT_NO_LAZY_FETCH": "1"}


def drafts(source: Published, entries: Sequence[Entry]) -> frozenset[str]:
    """The ids of posts that the publishing branch does not have."""
    try:
        merged = {each.path for each in source.tree.entries("calendar")}
    except GitError:
        return frozenset()
    return frozenset(each.post.name for each in entries if each.post.path not in merged)


def proposed(
    source: Published, settings: Settings
) -> tuple[tuple[Proposed, ...], dict[str, bytes]]:
    """New and changed posts on branches that are not merged, the newest first.

    Their pictures are those of their branch; what is in them is given by its address.
    """
    content: dict[str, bytes] = {}
    try:
        found = []
        for each, beside in islice(_proposed(source, settings), _POSTS):
            found.append(each)
            content |= beside
    except GitError:
        return (), {}
    return tuple(found), content


def _proposed(source: Published, settings: Settings) -> Iterator[_Found]:
    remote = f"refs/remotes/{settings.publishing.remote}/"
    asked = (
        *("for-each-ref", "--sort=-committerdate", f"--count={_BRANCHES}"),
        *("--format=%(refname)", f"--no-merged={source.commit}", remote),
    )
    own = {settings.publishing.branch, settings.record.branch, "HEAD"}
    for ref in source.git.text(*asked).split("\n"):
        name = ref.removeprefix(remote)
        if ref and name not in own:
            yield from _on(source, settings, ref, name)


def _on(
    source: Published, settings: Settings, ref: str, branch: str
) -> Iterator[_Found]:
    """The posts of one branch; none where its history is not here."""
    span = f"{source.commit}...{ref}"
    how = ("--name-only", "-z", "--no-renames", "--diff-filter=AM", span)
    try:
        changed = source.git.run("diff", *how, "--", "calendar", env=_ALONE)
        names = changed.decode("utf-8", "surrogateescape").split("\0")[:-1]
        posts = [each for each in names if paths.is_post(each)]
        if not posts:
            return
        tree = CommitTree(source.git, ref)
        wanted = [each for each in tree.entries(*posts) if each.mode in REGULAR]
        found = list(tree.read_many(wanted))
    except GitError:
        return
    for path, raw in found:
        data = read(path, raw, "post").data
        if data is not None:
            made = entry(build.post(path, data), settings, {})
            try:
                pictures, content = pictures_of(tree, [made])
            except GitError:
                pictures, content = {}, {}
            yield Proposed(made, branch, pictures), content
