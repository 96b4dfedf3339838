"""Posting slots: the times of day at which an account likes to post, as instants.

A slot is a wall clock in the account's zone. On a day on which clocks skip it there is
no such slot; where clocks show it twice, the first time is meant. Both are told, never
passed over in silence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from mergecast.model.moments import NoSuchTimeError, TimeHappensTwiceError, instant
from mergecast.model.settings import Account

NEXT = "next"
"""What is asked for to get the first slot that is free; so no slot has this name."""

_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Slot:
    """A time of day, on some days of the week (Monday is 0).

    ``reserved`` is whether it is kept free of what is planned.
    """

    at: time
    name: str | None = None
    days: frozenset[int] = frozenset(range(7))
    reserved: bool = False

    @property
    def label(self) -> str:
        """What people call it: its name, or else its time."""
        return self.name or f"{self.at:%H:%M}"


@dataclass(frozen=True, slots=True)
class Opening:
    """A slot on one day; ``twice`` where clocks show it again an hour or so later."""

    slot: Slot
    day: date
    at: datetime
    twice: bool = False


@dataclass(frozen=True, slots=True)
class Odd:
    """A slot on a day whose clocks skip it or show it twice; ``instead`` if skipped."""

    account: str
    slot: Slot
    day: date
    instead: str | None = None


def slots_of(account: Account) -> tuple[Slot, ...]:
    """The slots of an account, as its settings have them."""
    listed: Any = account.data.get("slots") or ()
    return tuple(_slot(each) for each in listed)


def _slot(said: Any) -> Slot:  # noqa: ANN401 - a time, or a mapping with it
    if isinstance(said, str):
        return Slot(time.fromisoformat(said))
    days = said.get("days", _WEEK)
    return Slot(
        time.fromisoformat(said["at"]),
        said.get("name"),
        frozenset(_WEEK.index(day) for day in days),
        said.get("reserved", False),
    )


def openings(account: Account, day: date) -> tuple[Opening, ...]:
    """The slots that an account has on a day of its zone, the soonest first.

    Raises:
        UnknownZoneError: its zone is none.
    """
    found = (_opening(account, slot, day) for slot in slots_of(account))
    return tuple(
        sorted((each for each in found if isinstance(each, Opening)), key=_order)
    )


def _order(each: Opening) -> tuple[datetime, bool, str]:
    # Of two at one minute the one that is kept free decides.
    return each.at, not each.slot.reserved, each.slot.label


def odd_days(account: Account, first: date, last: date) -> Iterator[Odd]:
    """The slots from one day to another that clocks skip, or show twice."""
    slots = slots_of(account)
    for day in _days(first, last):
        for slot in slots:
            found = _opening(account, slot, day)
            if isinstance(found, str):
                yield Odd(account.key, slot, day, found)
            elif found is not None and found.twice:
                yield Odd(account.key, slot, day)


def _opening(account: Account, slot: Slot, day: date) -> Opening | str | None:
    """The slot on a day; what clocks show instead; or None: it is not of that day."""
    if day.weekday() not in slot.days:
        return None
    try:
        at = instant(f"{day} {slot.at:%H:%M}", account.timezone)
    except NoSuchTimeError as skipped:
        return skipped.after
    except TimeHappensTwiceError as twice:
        return Opening(slot, day, twice.first, twice=True)
    return Opening(slot, day, at)


def _days(first: date, last: date) -> Iterator[date]:
    return (first + _DAY * number for number in range((last - first).days + 1))


def said(odd: Iterable[Odd]) -> list[str]:
    """Slots that clocks skip or show twice, in words."""
    return [
        f"there is no slot '{each.slot.label}' of '{each.account}' on {each.day}: "
        f"clocks are set forward over it"
        if each.instead
        else f"the slot '{each.slot.label}' of '{each.account}' happens twice on "
        f"{each.day}: the first is used"
        for each in odd
    ]
