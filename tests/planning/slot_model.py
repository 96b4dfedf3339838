"""Slots minute by minute: what the arithmetic of slots is held against."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from mergecast.model.moments import zone
from mergecast.model.settings import Account

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def account(slots: list[Any], place: str = "UTC", key: str = "acme") -> Account:
    """An account as settings have it."""
    return Account(key, "x", key, timezone=place, data={"slots": slots})


def written(at: str, **fields: object) -> dict[str, Any]:
    """A slot as settings have it, its defaults left out."""
    return {"at": at} | {name: each for name, each in fields.items() if each}


def shown(
    slots: list[dict[str, Any]], place: str, first: date, days: int
) -> list[tuple[date, datetime]]:
    """Each slot of some days by looking at the clock every minute.

    A day's clock shows each time once, twice or never; the first time counts.
    """
    clock = zone(place)
    wanted: dict[tuple[int, int], list[tuple[int, Any]]] = {}
    for number, slot in enumerate(slots):
        hour, minute = map(int, slot["at"].split(":"))
        listed = wanted.setdefault((hour, minute), [])
        listed.append((number, slot.get("days") or NAMES))
    at = datetime.combine(first, datetime.min.time(), UTC) - DAY
    end, last = at + DAY * (days + 2), first + DAY * days
    seen: dict[tuple[int, date], datetime] = {}
    while wanted and at < end:
        local = at.astimezone(clock)
        for number, on in wanted.get((local.hour, local.minute), ()):
            day = local.date()
            if first <= day < last and NAMES[day.weekday()] in on:
                seen.setdefault((number, day), at)
        at += MINUTE
    return sorted((day, when) for (_, day), when in seen.items())


@dataclass(frozen=True)
class Counted:
    """A calendar in which slots are looked for by counting; ``apart`` in minutes."""

    own: Account
    posts: list[datetime]
    now: datetime
    apart: int
    per_day: int

    def is_free(self, at: datetime, *, planned: bool) -> bool:
        """Whether a slot is free."""
        if at <= self.now or self._near(at, self.posts):
            return False
        clock = zone(self.own.timezone)
        day = at.astimezone(clock).date()
        kept = self._kept(day) if planned else []
        there = [each.astimezone(clock).date() for each in (*self.posts, *kept)]
        return there.count(day) < self.per_day and not self._near(at, kept)

    def _kept(self, day: date) -> list[datetime]:
        """Slots that are kept free, and may still be used."""
        slots = [each for each in self.own.data["slots"] if each.get("reserved")]  # type: ignore[attr-defined]  # made above
        around = shown(slots, self.own.timezone, day - DAY, 3)
        return [
            when
            for _, when in around
            if when > self.now and not self._near(when, self.posts)
        ]

    def _near(self, at: datetime, others: list[datetime]) -> bool:
        gap = timedelta(minutes=self.apart)
        return any(at == each or abs(at - each) < gap for each in others)
