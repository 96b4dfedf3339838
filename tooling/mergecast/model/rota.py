"""Who works when (``playbooks/rota.yaml``): shifts by their own clocks, by the week."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""The days of a week as files call them; their numbers are those of ``date``."""

DAY = 24 * 60
"""The minutes of a day without a change of clocks."""

Holidays: TypeAlias = Mapping[str, Mapping[str, str]]
"""Public holidays of a region (``MY-14``): their names by day (``YYYY-MM-DD``)."""


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours on some days of the week, by the clocks of a place.

    ``start`` and ``end`` are minutes after midnight; an ``end`` of the next day is
    over ``DAY``.
    """

    timezone: str
    start: int
    end: int
    days: frozenset[int] = frozenset(range(7))


@dataclass(frozen=True, slots=True)
class Shift:
    """Hours that some people work; the first of them answers for the shift.

    ``region`` is whose public holidays nobody works; ``closed`` are more days on which
    nobody does, ``open`` holidays on which they do all the same (``YYYY-MM-DD``).
    """

    key: str
    hours: Hours
    members: tuple[str, ...]
    region: str | None = None
    closed: frozenset[str] = frozenset()
    open: frozenset[str] = frozenset()

    def closed_for(self, day: date, holidays: Holidays) -> str:
        """Why nobody works it on a day that has it; empty where somebody does."""
        name = day.isoformat()
        if name in self.closed:
            return "closed"
        if name in self.open or self.region is None:
            return ""
        return holidays.get(self.region, {}).get(name, "")


@dataclass(frozen=True, slots=True)
class OnCall:
    """Who is called when something happens, in turns of some days each.

    Turns change ``at`` minutes after midnight by the clocks of ``timezone``; the first
    member's begins on the day ``first``.
    """

    members: tuple[str, ...]
    timezone: str
    first: str
    at: int = 9 * 60
    days: int = 7


@dataclass(frozen=True, slots=True)
class Rota:
    """The shifts by key, and what they have to cover.

    ``cover`` are the hours in which somebody has to be on shift. ``overlap`` is for
    how many minutes a shift and the next one have to be there together. ``owner`` is
    the member or role that keeps the rota.
    """

    shifts: Mapping[str, Shift] = field(default_factory=dict)
    cover: tuple[Hours, ...] = ()
    overlap: int = 120
    on_call: OnCall | None = None
    owner: str | None = None
    review_by: str | None = None
