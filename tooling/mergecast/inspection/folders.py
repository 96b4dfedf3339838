"""Look at posts folder by folder, and remember each folder by the ids of its files.

A folder is a month of the calendar, as a rule: small enough to look at again when one
of its posts changes, large enough that remembering it costs next to nothing.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, groupby
from typing import Any

from mergecast.checks.base import Row
from mergecast.findings import Finding
from mergecast.inspection import cache, records
from mergecast.inspection.look import Desk, Looked, look_at_post
from mergecast.inspection.timeless import Progress
from mergecast.inspection.workers import spread
from mergecast.loading import paths
from mergecast.loading.media import where as media_path
from mergecast.repository.trees import Entry, Tree

_ABSENT = "-"
_MANY = 20_000
"""From how many posts on a check is spread over processes.

Below that it takes two or three seconds, and the threads of a core that it would keep
busy cost half as much CPU again as they save time.
"""


@dataclass(frozen=True, slots=True)
class Folder:
    """What was found in one folder; ``media`` are the ids of all that it shows."""

    findings: tuple[Finding, ...]
    rows: Sequence[Row]
    media: Mapping[str, str | None]

    def dump(self) -> str:
        """As JSON text, for the cache."""
        findings = records.dump_findings(self.findings)
        return json.dumps([findings, self.rows, dict(self.media)])

    @staticmethod
    def load(text: str) -> Folder:
        """From what ``dump`` wrote."""
        findings, rows, media = json.loads(text)
        return Folder(records.load_findings(findings), list(map(_row, rows)), media)


def _row(data: list[Any]) -> Row:
    path, post, accounts, at, texts, draft, refers, costs, campaign, hurried = data
    return Row(
        path,
        post,
        tuple(accounts),
        at,
        tuple(texts),
        draft,
        tuple(map(tuple, refers)),
        tuple(costs),
        campaign,
        hurried,
    )


@dataclass(frozen=True, slots=True)
class Shelf:
    """The posts of a tree, and what git knows of them.

    ``folders`` are git's ids of folders that are as they were committed; ``media`` of
    files beside the posts, None where it is not known. ``decider`` is all that decides
    what is said of a post besides the post and its media.
    """

    tree: Tree
    posts: Sequence[Entry]
    folders: Mapping[str, str]
    media: Mapping[str, str | None]
    decider: str

    def by_folder(self) -> dict[str, list[Entry]]:
        """The posts by folder, in path order."""
        found: dict[str, list[Entry]] = {}
        for entry in self.posts:
            found.setdefault(entry.path.rpartition("/")[0], []).append(entry)
        return found

    def key(self, folder: str) -> bytes | None:
        """The cache's key of a folder; None where it is not as it was committed."""
        oid = self.folders.get(folder)
        return None if oid is None else cache.key("folder", self.decider, folder, oid)

    def media_id(self, name: str) -> str | None:
        """Git's id of a media file, ``-`` where there is none, None if not known."""
        path = media_path(name)
        return _ABSENT if path is None else self.media.get(path, _ABSENT)


def look_at_folders(
    shelf: Shelf, desk: Desk, memory: cache.Cache, progress: Progress, *, now: int
) -> Iterator[Folder]:
    """Every folder's findings and rows, from memory where nothing changed."""
    folders = shelf.by_folder()
    keys = {name: shelf.key(name) for name in folders}
    known = memory.get_all(key for key in keys.values() if key is not None)
    todo: list[list[Entry]] = []
    done = 0
    for name, entries in folders.items():
        text = known.pop(keys[name] or b"", None)
        remembered = Folder.load(text) if text is not None else None
        if remembered is not None and _same_media(remembered, shelf):
            done += len(entries)
            yield remembered
        else:
            todo.append(entries)
    progress(done, len(shelf.posts))
    with memory.writing(now) as remember:
        for name, found, size in _look(shelf, desk, list(chain(*todo))):
            folder = _sharing_paths(found, folders[name])
            key = keys[name]
            if key is not None and None not in folder.media.values():
                remember(key, folder.dump())
            done += size
            progress(done, len(shelf.posts))
            yield folder


def _sharing_paths(folder: Folder, entries: Sequence[Entry]) -> Folder:
    """The folder's rows with the path strings that are in memory anyway."""
    known = {entry.path: entry.path for entry in entries}
    rows = [row._replace(path=known[row.path]) for row in folder.rows]
    return Folder(folder.findings, rows, folder.media)


def _same_media(folder: Folder, shelf: Shelf) -> bool:
    return all(shelf.media_id(name) == oid for name, oid in folder.media.items())


def _look(
    shelf: Shelf, desk: Desk, entries: Sequence[Entry]
) -> Iterator[tuple[str, Folder, int]]:
    work = partial(_look_at_posts, tree=shelf.tree, desk=desk)
    jobs = (os.cpu_count() or 1) if len(entries) > _MANY else 1
    results = chain.from_iterable(spread(work, entries, jobs=jobs))
    for name, group in groupby(results, key=lambda each: each[0].rpartition("/")[0]):
        looked = [each for _, each in group]
        yield name, _folder(looked, shelf), len(looked)


def _look_at_posts(
    entries: Sequence[Entry], *, tree: Tree, desk: Desk
) -> list[tuple[str, Looked]]:
    return [(path, _look_at(path, raw, desk)) for path, raw in tree.read_many(entries)]


def _look_at(path: str, raw: bytes, desk: Desk) -> Looked:
    if paths.is_series(path):
        from mergecast.inspection.look_series import (  # noqa: PLC0415 - if there are any
            look_at_series,
        )

        return look_at_series(path, raw, desk)
    return look_at_post(path, raw, desk)


def _folder(looked: Sequence[Looked], shelf: Shelf) -> Folder:
    return Folder(
        tuple(found for each in looked for found in each.findings),
        [row for each in looked for row in each.rows],
        {name: shelf.media_id(name) for each in looked for name in each.media},
    )
