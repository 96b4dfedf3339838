"""What becomes of posts that a freeze kept back: a proposal for each, never a burst.

A post is kept where there is room for it on the same day, moved where that is another
day, and dropped where its time is over. People change the proposal as they like.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from enum import StrEnum

_STEP = timedelta(minutes=5)
_FAR = timedelta(days=60)
"""A place that is farther away than this is none."""


class Fate(StrEnum):
    """What is proposed for a post."""

    KEEP = "keep"
    MOVE = "move"
    DROP = "drop"
    APPROVE = "approve"
    """Only its approval is missing: it keeps its time, or goes as soon as it has it."""


@dataclass(frozen=True, slots=True)
class Item:
    """One post that was kept back.

    Args:
        post: its id.
        accounts: those on which it was.
        due: when it was to go out; None for one that goes as soon as possible.
        until: the instant after which it makes no sense.
        again: whether it has to be approved again.
        part: the part that is next: more than 1 where a thread stands half sent.
        why: what kept it back, for people.
        ahead: whether its time lies ahead, and only its approval is missing.
    """

    post: str
    accounts: tuple[str, ...]
    due: datetime | None
    until: datetime | None = None
    again: bool = False
    part: int = 1
    why: str = ""
    ahead: bool = False


@dataclass(frozen=True, slots=True)
class Proposed:
    """What is proposed for one post; ``at`` is its new time, where it has one."""

    item: Item
    fate: Fate
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Room:
    """What a proposal has to respect.

    Args:
        earliest: nothing goes out before that, so that people can read and approve.
        spacing: the least time between two posts of an account.
        per_day: the most posts of an account on one of its days; None for any number.
        zones: by account, whose days are counted.
    """

    earliest: datetime
    spacing: timedelta
    per_day: int | None
    zones: Mapping[str, tzinfo]


def propose(
    items: Sequence[Item], taken: Mapping[str, Sequence[datetime]], room: Room
) -> tuple[Proposed, ...]:
    """A new time for each post, the oldest first; half-sent threads before all.

    Args:
        items: what was kept back.
        taken: by account, when posts went out of late, or will.
        room: what has to be respected.
    """
    full = {account: list(times) for account, times in taken.items()}
    ordered = sorted(
        items, key=lambda one: (one.part == 1, one.due or room.earliest, one.post)
    )
    return tuple(_one(item, full, room) for item in ordered)


def _one(item: Item, full: dict[str, list[datetime]], room: Room) -> Proposed:
    if item.due is None or item.ahead:
        over = item.until is not None and item.until <= room.earliest
        return Proposed(item, Fate.DROP if over else Fate.APPROVE)
    at = _slot(item, full, room)
    if at is None:
        return Proposed(item, Fate.DROP)
    for account in item.accounts:
        full.setdefault(account, []).append(at)
    same = all(
        _day(at, account, room) == _day(room.earliest, account, room)
        for account in item.accounts
    )
    return Proposed(item, Fate.KEEP if same else Fate.MOVE, at)


def _slot(
    item: Item, full: Mapping[str, Sequence[datetime]], room: Room
) -> datetime | None:
    """The first minute that is free on all its accounts; None before its end."""
    at = _rounded(room.earliest)
    while at < room.earliest + _FAR:
        if item.until is not None and at >= item.until:
            return None
        if all(_is_free(at, account, full, room) for account in item.accounts):
            return at
        at += _STEP
    return None


def _is_free(
    at: datetime, account: str, full: Mapping[str, Sequence[datetime]], room: Room
) -> bool:
    times = full.get(account, ())
    if any(abs(at - other) < room.spacing for other in times):
        return False
    if room.per_day is None:
        return True
    day = _day(at, account, room)
    return sum(_day(other, account, room) == day for other in times) < room.per_day


def _day(at: datetime, account: str, room: Room) -> object:
    return at.astimezone(room.zones[account]).date()


def _rounded(at: datetime) -> datetime:
    """The next full five minutes."""
    short = at.replace(minute=at.minute - at.minute % 5, second=0, microsecond=0)
    return short if short == at else short + _STEP
