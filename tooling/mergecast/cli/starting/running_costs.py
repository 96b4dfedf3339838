"""What a set-up costs in a month: minutes of the forge's machines, and the network."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import ceil

from mergecast.networks.charges import dollars, prices

_WEEKS = 52 / 12
_WAIT = 14
"""Minutes that a run may be billed that came on time and waits for a post."""

_REVIEWS = 4
"""Runs for each post: opened, edited, approved, merged."""

_FREE = 2_000
"""Minutes a month that a private repository of GitHub's Free plan has."""


@dataclass(frozen=True, slots=True)
class Habits:
    """What is assumed: how often runs start, and how many posts go out.

    ``clock`` is the number of runs a week that an outside clock starts.
    """

    cron_a_week: int
    clock_a_week: int
    heartbeat_a_week: int
    posts_a_week: int
    calendar_a_week: int = 0


def costs(habits: Habits) -> Iterator[str]:
    """Lines for people: what it comes to in a month, and what was assumed."""
    posts = ceil(habits.posts_a_week * _WEEKS)
    quiet = ceil((habits.cron_a_week + habits.clock_a_week) * _WEEKS)
    heartbeat = ceil(habits.heartbeat_a_week * _WEEKS)
    # Each morning, and after each merge.
    calendar = ceil(habits.calendar_a_week * _WEEKS) + posts
    waiting = posts * (_WAIT - 1)
    reviews = posts * _REVIEWS
    minutes = quiet + heartbeat + calendar + waiting + reviews
    yield "what it costs a month, if every slot has a post:"
    yield (
        f"  GitHub   about {minutes:,} minutes: {quiet:,} runs of publish, {waiting:,} "
        f"minutes in which they wait,"
    )
    yield (
        f"           {heartbeat:,} of heartbeat, {calendar:,} of calendar, {reviews:,} "
        "for reviews; each job is billed as a whole minute at least."
    )
    over = "more than" if minutes > _FREE else "within"
    yield (
        f"           Public repositories pay nothing. That is {over} the {_FREE:,} "
        "minutes of a private one on the Free plan"
    )
    if minutes > _FREE:
        server = "`mergecast publish --loop` on a server of your own"
        yield f"           With {server} it needs no run of publish"
    yield from _network(posts)


def _network(posts: int) -> Iterable[str]:
    listed = prices("x")
    plain, link = listed["post"], listed["post with a link"]
    yield (
        f"  X        {posts:,} posts: {dollars(posts * plain)} without links, "
        f"{dollars(posts * link)} with a link in each ({dollars(plain)} and "
        f"{dollars(link)} a post)"
    )
