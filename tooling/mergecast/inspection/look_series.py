"""Look at the file of a series: its rule, its days, and each of its texts as a post."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from mergecast.checks import (
    asap_without_until,
    campaign_outside,
    embargo_broken,
    path_day_mismatch,
    publish_at_missing,
    queue_with_time,
    quiet_hours,
    slot_reserved,
    theme_outside,
    time_happens_twice,
    time_not_real,
    time_skipped,
    until_before_publish,
    which_without_need,
)
from mergecast.checks.base import Context
from mergecast.checks.basis.rows import series_rows
from mergecast.checks.basis.series_days import days
from mergecast.checks.runner import Stamped, check_post, check_series
from mergecast.inspection.look import Desk, Looked, located, said_by_loading, traits
from mergecast.loading import build_series
from mergecast.loading.workspace import read
from mergecast.model.post import Post
from mergecast.model.schedule import schedule
from mergecast.model.series import Series
from mergecast.source import Place, Route

_OF_A_POST = frozenset(
    each.ID
    for each in (
        *(asap_without_until, embargo_broken, path_day_mismatch, publish_at_missing),
        *(queue_with_time, time_happens_twice, time_not_real, time_skipped),
        *(until_before_publish, which_without_need),
    )
)
"""Checks of when a single post goes out: a series has its own."""

_OF_A_DAY = frozenset(
    each.ID for each in (campaign_outside, quiet_hours, slot_reserved, theme_outside)
)
"""Checks that may say something of one day, and nothing of another."""

_OF_WORDS = frozenset({"text", "thread", "media", "poll"})


def look_at_series(path: str, raw: bytes, desk: Desk) -> Looked:
    """Everything timeless that can be said of the file of a series."""
    file = read(path, raw, "series")
    said = said_by_loading(file, desk.workspace) if file.said else ()
    if file.data is None:
        return Looked(said)
    series = build_series.series(path, file.data)
    facts = desk.media.facts(series.whole())
    context = Context(desk.workspace, media=facts)
    stamped = (
        *check_series(series, context, desk.series),
        *_of_texts(series, raw, context, desk),
        *_of_days(series, raw, context, desk),
    )
    findings = located(_once(stamped), file.text or "")
    rows = series_rows(series, desk.workspace.settings, desk.limited)
    return Looked((*said, *findings), tuple(rows), tuple(facts))


def _of_texts(
    series: Series, raw: bytes, context: Context, desk: Desk
) -> Iterator[Stamped]:
    """What is said of each text, whatever its day."""
    for index in range(len(series.texts)):
        post = replace(series.spoken(index), publish_at=series.starts)
        for each in _said(post, raw, context, desk):
            if each.id not in _OF_A_DAY:
                yield within(each, index)
        for each in desk.guide.said(post):
            yield within(each, index)


def _of_days(
    series: Series, raw: bytes, context: Context, desk: Desk
) -> Iterator[Stamped]:
    """What is said of a day of its own: the first such day of each kind."""
    said = (
        (turn.text, each)
        for turn in days(series)
        for each in _said(
            series.on(turn.day, turn.number), raw, context, desk, only=_OF_A_DAY
        )
    )
    for each in first_of_each(said):
        yield within(each, 0)


def first_of_each(said: Iterable[tuple[str, Stamped]]) -> Iterator[Stamped]:
    """Of what is said of days, the first of each kind, told on how many days it is."""
    told: dict[str, tuple[Stamped, str, int]] = {}
    for name, each in said:
        first, day, count = told.get(each.id, (each, name, 0))
        told[each.id] = first, day, count + 1
    for stamped, day, count in told.values():
        more = f", and on {count - 1} days more" if count > 1 else ""
        message = f"on {day}{more}: {stamped.remark.message}"
        remark = replace(stamped.remark, message=message)
        yield replace(stamped, remark=remark)


def _said(
    post: Post,
    raw: bytes,
    context: Context,
    desk: Desk,
    *,
    only: frozenset[str] | None = None,
) -> Iterator[Stamped]:
    here = replace(context, schedule=schedule(post, desk.workspace.settings))
    asked = desk.posts.of(*traits(raw, here), *post.data)
    wanted = (
        each
        for each in asked
        if each.check.ID not in _OF_A_POST and (only is None or each.check.ID in only)
    )
    return check_post(post, here, wanted)


def within(stamped: Stamped, index: int) -> Stamped:
    """With its place as the file of a series has it."""
    place = stamped.remark.place
    name = place.route[0] if place.route else ""
    route: Route = place.route
    if name in _OF_WORDS:
        route = ("texts", index, *place.route)
    elif name == "publish_at":
        route = ("starts",)
    moved = replace(place, route=route)
    return replace(stamped, remark=replace(stamped.remark, place=moved))


def _once(stamped: Iterable[Stamped]) -> Iterator[Stamped]:
    """Each remark once: fields of the series are looked at with each of its texts."""
    seen: set[tuple[str, Place, str]] = set()
    for each in stamped:
        name = (each.id, each.remark.place, each.remark.message)
        if name not in seen:
            seen.add(name)
            yield each
