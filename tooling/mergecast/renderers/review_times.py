"""When a post goes out, for people in several places: short, and never ambiguous."""

from __future__ import annotations

from datetime import datetime

from mergecast.model.moments import zone
from mergecast.review.clocks import town
from mergecast.review.report import PostReview


def times(post: PostReview) -> str:
    """Its minute where the post is at home, then on every other clock of the team.

    The day stands wherever it is another one: that is where people err.
    """
    if post.at is None:
        return ""
    first, *others = post.zones or ("UTC",)
    local = _local(post.at, first)
    told = [f"**{_day(local)} {local.year} {_clock(local)}** {town(first)}"]
    for name in others:
        there = _local(post.at, name)
        day = "" if there.date() == local.date() else f"{_day(there)} "
        told.append(f"{day}{_clock(there)} {town(name)}")
    said = " · ".join(told)
    return f"as soon as it is approved, before {said}" if post.asap else said


def short(post: PostReview, *, year: bool, place: bool) -> str:
    """Day and minute at home, for a list; empty for a draft."""
    if post.at is None:
        return ""
    home = post.zones[0] if post.zones else "UTC"
    local = _local(post.at, home)
    said = [_day(local), str(local.year) if year else "", _clock(local)]
    said.append(town(home) if place else "")
    before = "before " if post.asap else ""
    return before + " ".join(word for word in said if word)


def _local(at: datetime, name: str) -> datetime:
    return at.astimezone(zone(name))


def _day(local: datetime) -> str:
    return f"{local:%a} {local.day} {local:%b}"


def _clock(local: datetime) -> str:
    return f"{local:%H:%M:%S}" if local.second else f"{local:%H:%M}"
