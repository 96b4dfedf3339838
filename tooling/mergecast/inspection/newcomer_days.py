"""Judge the days that a branch gives a series, by clock and by closed days.

A series says of many days at once what goes out on them, so a remark is made once, for
the first of the days that it is about.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from mergecast.checks import blackout_hit, day_to_avoid, text_alike
from mergecast.checks.base import AsOf, AsOfCheck, Context
from mergecast.checks.basis.series_days import days
from mergecast.checks.runner import Active, Stamped, check_as_of
from mergecast.inspection.beside import Beside
from mergecast.inspection.look_series import first_of_each, within
from mergecast.model.post import Post
from mergecast.model.schedule import schedule
from mergecast.model.series import Series
from mergecast.model.workspace import Workspace

_OF_A_DAY = frozenset({blackout_hit.ID, day_to_avoid.ID})
_OF_WORDS = frozenset({text_alike.ID})
_AHEAD = timedelta(days=400)
"""Days farther away are looked at when another change of the series comes by."""


@dataclass(frozen=True, slots=True)
class Judge:
    """What days are judged by."""

    space: Workspace
    now: datetime
    wanted: Sequence[Active[AsOfCheck]]
    beside: Beside


def new_days(old: Series | None, new: Series, now: datetime) -> tuple[Post, ...]:
    """Its days to come that the branch brings: new ones, and at another time."""
    first, last = now.date(), (now + _AHEAD).date()
    there = set() if old is None else {post.publish_at for post in _all(old)}
    return tuple(
        post
        for turn, post in zip(days(new), _all(new), strict=True)
        if first <= turn.day <= last and post.publish_at not in there
    )


def said_of_days(old: Series | None, new: Series, judge: Judge) -> tuple[Stamped, ...]:
    """What there is to say of its days, and of texts that were not there before."""
    brought = new_days(old, new, judge.now)
    told = (
        (post.date or "", each)
        for post in brought
        for each in _said(post, judge, _OF_A_DAY)
    )
    words = (each for post in _worded(old, new, judge) for each in post)
    return (*(within(each, 0) for each in first_of_each(told)), *words)


def _worded(
    old: Series | None, new: Series, judge: Judge
) -> Iterator[Iterator[Stamped]]:
    """Of each new text, what is said of the first day on which it goes out."""
    known = set() if old is None else {*old.texts}
    for turn in days(new):
        text = new.texts[new.index(turn.number)]
        if turn.day < judge.now.date() or text in known:
            continue
        known.add(text)
        post = new.on(turn.day, turn.number)
        place = new.index(turn.number)
        yield (within(each, place) for each in _said(post, judge, _OF_WORDS))


def _said(post: Post, judge: Judge, only: frozenset[str]) -> Iterator[Stamped]:
    wanted = tuple(each for each in judge.wanted if each.check.ID in only)
    raw = "\n".join(part.text for part in post.parts).encode()
    beside = judge.beside.like(post, raw) if only is _OF_WORDS else ()
    as_of = AsOf(judge.now, new=True, beside=beside)
    context = Context(judge.space, schedule(post, judge.space.settings))
    return check_as_of(post, context, as_of, wanted)


def _all(series: Series) -> Iterator[Post]:
    return (series.on(turn.day, turn.number) for turn in days(series))
