"""Which posts of the months around a new one may say nearly the same.

Files are not read as YAML for this: their bare words say which few are worth it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from mergecast.checks import text_alike
from mergecast.checks.basis.likeness import Index, words
from mergecast.checks.basis.side_by_side import days_of
from mergecast.dispatch.readset import in_window, months
from mergecast.inspection.look import readable
from mergecast.inspection.place import Where
from mergecast.loading import paths
from mergecast.loading.recurring import occurring
from mergecast.model.post import Part, Post
from mergecast.model.schedule import schedule
from mergecast.model.settings import CheckSetting
from mergecast.model.workspace import Workspace
from mergecast.planning.recurrence import Span
from mergecast.repository.trees import REGULAR, Tree

_MOST = 8
"""Posts that one is compared with, at most: those that share most of its words."""


@dataclass(slots=True)
class Beside:
    """The posts of a tree around some days, by what their files say."""

    tree: Tree
    _index: Index[str] = field(default_factory=Index)
    _raws: dict[str, bytes] = field(default_factory=dict)
    _read: dict[str, Post | None] = field(default_factory=dict)

    def take(self, days: Iterable[date], around: timedelta) -> None:
        """Look at the files that lie under these days, and so long before and after."""
        each = sorted(set(days))
        if not each:
            return
        first, last = each[0] - around, each[-1] + around
        wanted = [
            entry
            for entry in self.tree.entries(*months(first, last))
            if entry.mode in REGULAR
            and in_window(entry.path, first, last)
            and paths.is_post(entry.path)
        ]
        for path, raw in self.tree.read_many(wanted):
            self._raws[path] = raw
            self._index.add(path, _words(raw))
        self._take_series(Span(first, last))

    def _take_series(self, span: Span) -> None:
        """Of each series one day for each of its texts: their words are the same."""
        texts: set[tuple[str, tuple[Part, ...]]] = set()
        for post in occurring(self.tree, span):
            if (post.path, post.parts) not in texts:
                texts.add((post.path, post.parts))
                name = f"{post.path}~{post.date}"
                self._read[name] = post
                self._index.add(
                    name, words("\n".join(each.text for each in post.parts))
                )

    def like(self, post: Post, raw: bytes) -> tuple[Post, ...]:
        """The other posts that share most words with a post."""
        near = self._index.like(_words(raw), _MOST + 1)
        found = (self._post(path) for path in near)
        return tuple(each for each in found if each and each.path != post.path)

    def _post(self, path: str) -> Post | None:
        if path not in self._read:
            found = readable(path, self._raws[path])
            self._read[path] = None if found is None else found[0]
        return self._read[path]


def around(where: Where, space: Workspace, posts: Iterable[Post]) -> Beside:
    """The posts around some new ones, where a check compares them."""
    found = Beside(where.tree)
    said = space.settings.checks.get(text_alike.ID, CheckSetting())
    if not said.off:
        days = days_of({**text_alike.OPTIONS, **said.options}, 0)
        times = (schedule(post, space.settings).at for post in posts)
        found.take((at.date() for at in times if at is not None), days)
    return found


def _words(raw: bytes) -> frozenset[str]:
    return words(raw.decode("utf-8", "replace"))
