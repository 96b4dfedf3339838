"""Find the one post that somebody names on the command line, by file or by id."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from mergecast.cli.checking.check_posts import prefixes
from mergecast.cli.session import Session
from mergecast.errors import UsageError
from mergecast.loading import build, paths
from mergecast.loading.workspace import read
from mergecast.model.post import Post
from mergecast.repository.trees import Entry, Tree, WorkTree

_ID = re.compile(rb"^id: *[\"']?([a-z0-9][a-z0-9-]*)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Found:
    """A post and its file's text."""

    post: Post
    text: str


def find_post(session: Session, name: str) -> Found:
    """The post that is meant by a file name or an id.

    Raises:
        UsageError: there is none, there are several, or it cannot be read.
    """
    tree = WorkTree(session.workspace)
    if "/" in name or name.endswith((".yaml", ".yml")):
        path = prefixes(session.workspace, [Path(name)])[0]
    else:
        path = _with_id(tree, name)
    return post_at(tree, path)


def post_at(tree: Tree, path: str) -> Found:
    """The post in a file.

    Raises:
        UsageError: there is none, or it cannot be read.
    """
    if paths.kind(path) is not paths.Kind.POST:
        raise UsageError(
            f"'{path}' is not a post",
            hint="posts are files like calendar/2026/11/24-launch.yaml",
        )
    raw = tree.read(path)
    if raw is None:
        raise UsageError(f"'{path}' is not a regular file", hint="name a post's file")
    found = read(path, raw, "post")
    if found.data is None or found.text is None:
        said = found.said[0][1].message if found.said else "it is empty"
        raise UsageError(
            f"'{path}' cannot be used as it is: {said}",
            hint=f"run `mergecast check {path}`",
        )
    return Found(build.post(path, found.data), found.text)


def post_entries(tree: WorkTree) -> list[Entry]:
    """All files that are posts."""
    entries = tree.entries("calendar")
    return [each for each in entries if paths.kind(each.path) is paths.Kind.POST]


def ids(tree: WorkTree) -> Iterator[tuple[str, str]]:
    """The id and path of every post, as quickly as that can be told."""
    for path, raw in tree.read_many(post_entries(tree)):
        found = _ID.search(raw)
        if found is not None:
            yield found[1].decode(), path


def _with_id(tree: WorkTree, name: str) -> str:
    from mergecast.checks.basis.near import suggest  # noqa: PLC0415 - only on a typo

    known = list(ids(tree))
    found = [path for post, path in known if post == name]
    if not found:
        _refuse_series(tree, name)
        raise UsageError(
            f"no post has the id '{name}'",
            hint=suggest(name, (post for post, _ in known), "there are no posts yet"),
        )
    if len(found) > 1:
        raise UsageError(
            f"the id '{name}' is used by {' and by '.join(found)}",
            hint="name the file, and give one of the two another id",
        )
    return found[0]


def _refuse_series(tree: WorkTree, name: str) -> None:
    """Say so where a series is named, or one of its days: a post was asked for."""
    from mergecast.loading.recurring import all_series  # noqa: PLC0415 - only on a typo

    series, _, day = name.partition("~")
    for each in all_series(tree):
        if each.id == series:
            raise UsageError(
                f"'{name}' is {'a day of ' if day else ''}a series, and no single post",
                hint=f"change {each.path} for all of its days; for one day, leave it "
                "out under `except`, and write a post",
            )
