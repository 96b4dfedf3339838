"""What a branch brings that has to be approved: posts, series, days taken back.

That a day of a series is taken back is approved on its own, and leaves the approval of
the series as it is. So a branch that only takes days back is judged by these alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mergecast.cli.wiring import Published
from mergecast.loading import bundle, paths
from mergecast.loading.post_media import MediaReader
from mergecast.model.key import Key, KeyFormatError
from mergecast.repository.changes import State, changed
from mergecast.repository.trees import CommitTree, Tree


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file whose approval is asked for; ``day`` is one that a series takes back."""

    path: str
    day: str | None = None


def brought(source: Published, base: str) -> list[Wanted]:
    """Post files that a branch adds or changes, and those whose media it changes."""
    if base == source.commit:
        return []
    touched = changed(source.git, base, State(source.commit), ("calendar",))
    there = [
        path
        for path in sorted(touched)
        if paths.goes_out(path) and source.tree.read(path) is not None
    ]
    before = CommitTree(source.git, base)
    return [one for path in there for one in _of_file(source, before, path)]


def taken_back(source: Published, name: str) -> tuple[str, str] | None:
    """The file and the day of a series by the name of a day that it takes back."""
    try:
        key = Key.parse(name)
    except KeyFormatError:
        return None
    if key.date is None:
        return None
    made = bundle.find(source.git, source.commit, key.post)
    if made is None or made.series is None or key.date not in made.series.retracted:
        return None
    return made.post.path, key.date


def _of_file(source: Published, before: Tree, path: str) -> Iterator[Wanted]:
    now = _bundle(source.tree, path) if paths.is_series(path) else None
    if now is None or now.series is None:
        yield Wanted(path)
        return
    was = _bundle(before, path)
    old: Mapping[str, str] = was.series.retracted if was and was.series else {}
    new = set(now.series.retracted.items()) - set(old.items())
    if not new or not _same(source, was, now):
        yield Wanted(path)
    for day, _ in sorted(new):
        yield Wanted(path, day)


def _same(source: Published, was: bundle.Bundle | None, now: bundle.Bundle) -> bool:
    """Whether the days that stay say what they said, so that their approval stands."""
    accounts = source.space.settings.accounts
    known = None if was is None else bundle.digest(was, accounts)
    return known is not None and known == bundle.digest(now, accounts)


def _bundle(tree: Tree, path: str) -> bundle.Bundle | None:
    raw = tree.read(path)
    return None if raw is None else bundle.bundle(path, raw, MediaReader(tree))
