"""When a post was to go out in what was reviewed, and what a move may not cross."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Barrier:
    """A stretch of time that a post is not moved into or out of lightly.

    ``name`` completes "it was moved across ...". ``shut`` is whether posts belong
    outside of it, as with a blackout; those of a campaign belong inside.
    """

    name: str
    start: datetime | None = None
    end: datetime | None = None
    shut: bool = False

    def holds(self, at: datetime) -> bool:
        """Whether an instant lies within: from ``start`` up to, without, ``end``."""
        after = self.start is None or at >= self.start
        return after and (self.end is None or at < self.end)


@dataclass(frozen=True, slots=True)
class Timing:
    """The instants of a post; all None for a draft. ``asap`` has an ``until`` alone.

    ``said`` is what the file says where that gives no instant (a clock that is
    skipped): two such texts are the same time only if they are equal. ``barriers`` are
    those of the same version; they are no part of its time.
    """

    at: datetime | None = None
    until: datetime | None = None
    not_before: datetime | None = None
    asap: bool = False
    said: str | None = None
    barriers: tuple[Barrier, ...] = field(default=(), compare=False)


NO_TIME = Timing()


def crossed(before: Timing, now: Timing, barriers: Iterable[Barrier]) -> str | None:
    """What lies between two times of one post, if anything does.

    An embargo is crossed where it was lifted or brought forward. A draft's first time
    crosses a barrier only if it lies on the side where no post belongs.
    """
    if before.not_before is not None and (
        now.not_before is None or now.not_before < before.not_before
    ):
        return "its embargo"
    new = now.at or now.until
    if new is None:
        return None
    old = before.at or before.until
    for barrier in barriers:
        inside = not barrier.shut if old is None else barrier.holds(old)
        if inside != barrier.holds(new):
            return barrier.name
    return None
