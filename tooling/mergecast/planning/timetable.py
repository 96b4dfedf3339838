"""When an account posts, and which of its slots are free.

A slot is free if nothing of the account goes out within ``spacing`` of it, its day has
room (``per_day``), and nothing else closes it. Slots that are kept free count as taken
for what is planned, by spacing and by day, as long as something may still come.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TypeAlias
from zoneinfo import ZoneInfo

from mergecast.model.moments import zone
from mergecast.model.settings import Account, Settings
from mergecast.planning.slots import Opening, openings, slots_of

Closed: TypeAlias = Callable[[Account, datetime, str | None], str | None]
"""Why nothing of a bucket goes out on an account at an instant; None where it may."""

_DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)
_FAR = timedelta(weeks=1)
"""Nobody keeps a slot free of what goes out further away than this."""


def always_open(_account: Account, _at: datetime, _bucket: str | None) -> None:
    """Where nothing closes an account."""


@dataclass(frozen=True, slots=True)
class Pace:
    """What a team agreed on, and the present: what has passed is free of nothing."""

    now: datetime
    spacing: timedelta = timedelta()
    per_day: int | None = None
    closed: Closed = always_open

    @staticmethod
    def of(settings: Settings, now: datetime, closed: Closed = always_open) -> Pace:
        """As the settings have it."""
        publishing = settings.publishing
        return Pace(now, publishing.spacing, publishing.per_day, closed)

    @property
    def apart(self) -> timedelta:
        """How far apart two posts are; one minute never takes two."""
        return max(self.spacing, _SECOND)


@dataclass(slots=True)
class Timetable:
    """One account: its slots, and when it posts. It grows as slots are taken."""

    account: Account
    pace: Pace
    posts: list[tuple[datetime, str]] = field(default_factory=list)
    by_day: Counter[date] = field(default_factory=Counter)
    _openings: dict[date, tuple[Opening, ...]] = field(default_factory=dict)

    @property
    def place(self) -> ZoneInfo:
        """Where its days begin and end."""
        return zone(self.account.timezone)

    @property
    def has_slots(self) -> bool:
        """Whether any are set."""
        return bool(slots_of(self.account))

    def day(self, at: datetime) -> date:
        """The account's own day."""
        return at.astimezone(self.place).date()

    def take(self, at: datetime, name: str) -> None:
        """Something goes out then; ``name`` is what it is called."""
        insort(self.posts, (at, name))
        self.by_day[self.day(at)] += 1

    def on(self, day: date) -> tuple[Opening, ...]:
        """Its slots of a day, each worked out once."""
        found = self._openings.get(day)
        if found is None:
            found = self._openings[day] = openings(self.account, day)
        return found

    def near(self, at: datetime) -> tuple[datetime, str] | None:
        """What goes out too close to an instant."""
        apart = self.pace.apart
        first = bisect_right(self.posts, at - apart, key=lambda post: post[0])
        later = self.posts[first : first + 1]
        return next((each for each in later if each[0] < at + apart), None)

    def kept_near(self, at: datetime) -> Opening | None:
        """A slot that is kept free and would not be, were this taken."""
        apart = min(self.pace.apart, _FAR)
        day, last = self.day(at - apart), self.day(at + apart)
        while day <= last:
            for each in self.kept(day):
                if abs(each.at - at) < apart:
                    return each
            day += _DAY
        return None

    def kept(self, day: date) -> list[Opening]:
        """The slots of a day that are kept free, still ahead, and free."""
        return [
            each
            for each in self.on(day)
            if each.slot.reserved
            and each.at > self.pace.now
            and self.near(each.at) is None
        ]

    def why_not(self, at: datetime, *, planned: bool) -> str | None:
        """Why nothing more goes out then; None where a slot is free."""
        key, most = self.account.key, self.pace.per_day
        if at <= self.pace.now:
            return "it has passed"
        if other := self.near(at):
            return f"{other[1]} goes out on '{key}' {self._when(other[0], at)}"
        kept = self.kept_near(at) if planned else None
        if kept is not None:
            return f"the slot '{kept.slot.label}' of '{key}' is kept free"
        day = self.day(at)
        count = self.by_day[day]
        room = len(self.kept(day)) if planned else 0
        if most is not None and count + room >= most:
            free = f", and {room} kept free" if room else ""
            return f"'{key}' has {count} posts on {day}{free}; 'per_day' is {most}"
        return None

    def _when(self, other: datetime, at: datetime) -> str:
        return "then" if other == at else f"at {other.astimezone(self.place):%H:%M}"


Timetables: TypeAlias = Mapping[str, Timetable]
"""By account."""


@dataclass(frozen=True, slots=True)
class Chance:
    """An instant that is a slot of every account that has slots."""

    at: datetime
    openings: tuple[tuple[str, Opening], ...]

    @property
    def label(self) -> str:
        """What the slot is called on the first account that has it."""
        return self.openings[0][1].slot.label

    @property
    def is_kept(self) -> bool:
        """Whether any of the accounts keeps it free."""
        return any(each.slot.reserved for _, each in self.openings)

    def is_called(self, name: str) -> bool:
        """Whether any of the accounts calls it that."""
        return any(each.slot.label == name for _, each in self.openings)


def chances(tables: Sequence[Timetable], first: date, last: date) -> Iterator[Chance]:
    """The slots that accounts share from one day to another, the soonest first.

    The days are those of the first account with slots. Accounts without any take part
    in every slot of the others.
    """
    slotted = [each for each in tables if each.has_slots]
    if not slotted:
        return
    for number in range((last - first).days + 1):
        seen: set[datetime] = set()
        for opening in slotted[0].on(first + _DAY * number):
            if opening.at in seen:
                continue
            seen.add(opening.at)
            found = [_at(each, opening.at) for each in slotted]
            each = tuple(one for one in found if one is not None)
            if len(each) == len(slotted):
                yield Chance(opening.at, each)


def _at(table: Timetable, at: datetime) -> tuple[str, Opening] | None:
    day = table.day(at)
    return next(
        ((table.account.key, each) for each in table.on(day) if each.at == at), None
    )


def why_not(
    tables: Sequence[Timetable], at: datetime, *, planned: bool = True
) -> str | None:
    """Why an instant is not free on all of these accounts; None where it is."""
    said = (each.why_not(at, planned=planned) for each in tables)
    return next((each for each in said if each is not None), None)


def closed(tables: Sequence[Timetable], at: datetime, bucket: str | None) -> str | None:
    """Why posts of a bucket do not go out then on all of these accounts."""
    said = (each.pace.closed(each.account, at, bucket) for each in tables)
    return next((each for each in said if each is not None), None)


@dataclass(frozen=True, slots=True)
class Left:
    """How many of a week's slots that are kept free are still to be had."""

    account: str
    free: int
    of: int


def kept_free(table: Timetable, now: datetime) -> Left:
    """The slots that are kept free in the week that ``now`` is in, from Monday."""
    today = table.day(now)
    monday = today - _DAY * today.weekday()
    week = [monday + _DAY * number for number in range(7)]
    free = sum(len(table.kept(day)) for day in week)
    every = sum(each.slot.reserved for day in week for each in table.on(day))
    return Left(table.account.key, free, every)
