"""The mix of a calendar: how much is planned ahead, and of which kinds.

Shares are judged in whole posts: of five posts none can be 23 %. Where no number of
posts is within what was agreed, the next above its lower end is in order.

What is kept free counts as what it is kept for: a reserved slot that nothing has taken
yet stands for a post that answers the day. Without that, next week's plan would always
look too full, since nobody plans what happens.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from mergecast.model.settings import Settings
from mergecast.planning.agenda import Entry, Stage

UNPLANNED = "reactive"
"""The bucket of what is not planned ahead."""

TOLERANCE = 5
"""Per cent on either side of a bucket's share that are in order, unless set."""

_MIX = ("planned", "buckets", "tolerance")
"""What of `planning` is about the mix; the rest of it is not."""

_AGREED = MappingProxyType({"evergreen": 60, "industry": 20, UNPLANNED: 20})
_LEFT_OUT = frozenset({Stage.CANCELLED, Stage.RETRACTED, Stage.MISSED, Stage.IDEA})
_OUT = frozenset({Stage.LIVE, Stage.PARTLY})


class Drift(StrEnum):
    """How a share stands to what was agreed."""

    FINE = "fine"
    LESS = "less"
    MORE = "more"


@dataclass(frozen=True, slots=True)
class Range:
    """Least and most per cent."""

    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Goals:
    """What was agreed: how much is planned, and the share of each bucket."""

    planned: Range
    buckets: Mapping[str, Range]


@dataclass(frozen=True, slots=True)
class Share:
    """So many of all posts, what was agreed, and how far that is in whole posts.

    ``posts`` is how many fewer (negative) or more there would have to be of these,
    among as many in all, to be in order.
    """

    name: str
    count: int
    of: int
    agreed: Range

    @property
    def percent(self) -> float:
        """The share as it is; 0 where there are no posts."""
        return 100 * self.count / self.of if self.of else 0.0

    @property
    def posts(self) -> int:
        """How many more (or fewer, negative) of these it would take."""
        least = _whole(self.agreed.least, self.of, up=True)
        most = max(least, _whole(self.agreed.most, self.of, up=False))
        return max(0, least - self.count) - max(0, self.count - most)

    @property
    def drift(self) -> Drift:
        """In words."""
        if self.posts == 0:
            return Drift.FINE
        return Drift.LESS if self.posts > 0 else Drift.MORE


@dataclass(frozen=True, slots=True)
class Mix:
    """The mix of one account. ``unsorted`` are ids of posts that name no bucket.

    ``room`` is how many of what is counted are slots that are kept free.
    """

    account: str
    planned: Share
    buckets: tuple[Share, ...]
    unsorted: tuple[str, ...] = ()
    room: int = 0

    @property
    def shares(self) -> tuple[Share, ...]:
        """Everything that was agreed on, the planned share first."""
        return (self.planned, *self.buckets)

    @property
    def judged(self) -> tuple[Share, ...]:
        """The shares that can be in order: of one post no two buckets have enough."""
        of = self.planned.of
        needed = (_whole(each.agreed.least, of, up=True) for each in self.buckets)
        return self.shares if sum(needed) <= of else (self.planned,)


def goals(settings: Settings) -> Goals:
    """What the settings agree on, or else what is usual: 70 to 80 % and 60/20/20."""
    told: Any = settings.data.get("planning") or {}
    least, most = told.get("planned", (70, 80))
    shares = told.get("buckets", _AGREED)
    off = told.get("tolerance", TOLERANCE)
    around = {
        name: Range(max(0, share - off), min(100, share + off))
        for name, share in shares.items()
    }
    return Goals(Range(min(least, most), max(least, most)), around)


def is_agreed(settings: Settings) -> bool:
    """Whether the team agreed on a mix of its own; its sites alone are no mix."""
    told: Any = settings.data.get("planning") or {}
    return any(name in told for name in _MIX)


def mixes(
    entries: Iterable[Entry],
    agreed: Goals,
    room: Mapping[str, int] = MappingProxyType({}),
) -> tuple[Mix, ...]:
    """The mix of each account, over what is planned and what went out.

    ``room`` are slots that are kept free and still to be had, by account.
    """
    by_account: dict[str, list[Entry]] = {
        account: [] for account, free in room.items() if free
    }
    for each in entries:
        if each.stage not in _LEFT_OUT:
            for account in each.accounts:
                by_account.setdefault(account.key, []).append(each)
    return tuple(
        _mix(key, own, agreed, room.get(key, 0))
        for key, own in sorted(by_account.items())
    )


def published(entries: Iterable[Entry], agreed: Goals) -> tuple[Mix, ...]:
    """The mix of what is live on each account, as far as the record is known here."""
    return mixes((each for each in entries if each.stage in _OUT), agreed)


def _mix(account: str, entries: list[Entry], agreed: Goals, room: int) -> Mix:
    named = [(each.post.id, each.post.text("bucket")) for each in entries]
    counts = Counter(bucket for _, bucket in named)
    planned = len(entries) - counts[UNPLANNED]
    counts[UNPLANNED] += room
    total = len(entries) + room
    return Mix(
        account,
        Share("planned", planned, total, agreed.planned),
        tuple(
            Share(name, counts[name], total, wanted)
            for name, wanted in agreed.buckets.items()
        ),
        tuple(post for post, bucket in named if bucket is None),
        room,
    )


def _whole(percent: int, of: int, *, up: bool) -> int:
    """A share in whole posts, rounded up or down."""
    down, rest = divmod(percent * of, 100)
    return down + (up and rest > 0)
