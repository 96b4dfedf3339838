"""The series of a calendar, read from any tree, and what they bring on some days."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date

from mergecast.loading import build, build_series, paths
from mergecast.loading.workspace import read
from mergecast.model.post import Post
from mergecast.model.series import FOLDER, Series
from mergecast.planning.day_rule import DayRuleError
from mergecast.planning.recurrence import Span, Turn, occurrences, turns
from mergecast.repository.trees import REGULAR, Tree


def all_series(tree: Tree) -> Iterator[Series]:
    """Every series that can be read."""
    wanted = [
        entry
        for entry in tree.entries(FOLDER)
        if entry.mode in REGULAR and paths.is_series(entry.path)
    ]
    for path, raw in tree.read_many(wanted):
        found = readable(path, raw)
        if found is not None:
            yield found


def readable(path: str, raw: bytes) -> Series | None:
    """The series in a file, None where there is none to be read."""
    data = read(path, raw, "series").data
    return None if data is None else build_series.series(path, data)


def post_in(path: str, raw: bytes) -> Post | None:
    """The post in a file; of a series, all of it as one. None where it cannot be read.

    For who asks what a file says, not when.
    """
    if paths.is_series(path):
        series = readable(path, raw)
        return None if series is None else series.whole()
    data = read(path, raw, "post").data
    return None if data is None else build.post(path, data)


def occurring(tree: Tree, span: Span) -> Iterator[Post]:
    """What the series bring on the days of ``span``; one with a wrong rule is left out.

    A check names the rule.
    """
    for series in all_series(tree):
        try:
            yield from occurrences(series, span)
        except DayRuleError:
            continue


def a_day_of(tree: Tree, path: str, today: date) -> Span | None:
    """One day that stands for a series: the next one, else its last; None for a post.

    All of its days are approved as one.
    """
    if not paths.is_series(path):
        return None
    series = readable(path, tree.read(path) or b"")
    every: tuple[Turn, ...] = ()
    if series is not None:
        with suppress(DayRuleError):
            every = tuple(turns(series))
    if series is None or not every:
        return Span.only(())
    # One that is taken back stands for itself alone.
    stays = [turn for turn in every if turn.text not in series.retracted] or every
    found = next((turn for turn in stays if turn.day >= today), stays[-1])
    return Span.only({(series.id, found.text)})


def day_of(tree: Tree, path: str, day: str) -> Span:
    """One day of the series in a file, by its date."""
    series = readable(path, tree.read(path) or b"")
    return Span.only(() if series is None else {(series.id, day)})
