"""The posts of some days, read from any tree; unreadable files are left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from mergecast.dispatch.readset import in_window, months
from mergecast.loading import build, paths
from mergecast.loading.recurring import occurring
from mergecast.loading.workspace import read
from mergecast.model.post import Post
from mergecast.model.schedule import QUEUE
from mergecast.planning.recurrence import Span
from mergecast.repository.trees import REGULAR, Entry, Tree

_DAY = timedelta(days=1)
_AT_ONCE = 200
"""Files that are asked for by name: a command line has a limit."""


def posts_between(tree: Tree, first: date, last: date) -> Iterator[Post]:
    """The posts whose files lie under these days, or the ones beside them.

    A post lies under its day where it is published; elsewhere it may be another. A
    series lies elsewhere, and each of its days that are asked for is a post here.
    """
    early, late = first - _DAY, last + _DAY
    yield from _posts(
        tree,
        [
            entry
            for entry in tree.entries(*months(early, late))
            if in_window(entry.path, early, late)
        ],
    )
    yield from occurring(tree, Span(early, late))


def ideas(tree: Tree) -> Iterator[Post]:
    """The drafts that have no time yet."""
    yield from _posts(tree, tree.entries(QUEUE.rstrip("/")))


def posts_of(tree: Tree, files: Iterable[str]) -> Iterator[Post]:
    """The posts in these files, as far as they are there."""
    named = sorted(files)
    if len(named) > _AT_ONCE:
        wanted = set(named)
        entries = tree.entries("calendar")
        yield from _posts(tree, [each for each in entries if each.path in wanted])
    elif named:
        yield from _posts(tree, tree.entries(*named))


def all_posts(tree: Tree) -> Iterator[Post]:
    """Every post of the calendar that can be read, and every day of its series."""
    yield from _posts(tree, tree.entries("calendar"))
    yield from occurring(tree, Span(date.min, date.max))


def _posts(tree: Tree, entries: list[Entry]) -> Iterator[Post]:
    wanted = [
        entry
        for entry in entries
        if entry.mode in REGULAR and paths.is_post(entry.path)
    ]
    for path, raw in tree.read_many(wanted):
        data = read(path, raw, "post").data
        if data is not None:
            yield build.post(path, data)
