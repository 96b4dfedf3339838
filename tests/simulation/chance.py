"""Chance, all of it from one seed, and a count of what it did."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from simulation.weather import Weather


class Chance:
    """What strikes where in one schedule.

    One number is drawn for each passing of a place, whatever may happen there: that
    makes ten thousand schedules affordable.
    """

    __slots__ = ("_least", "_tables", "fired", "over", "random", "told")

    def __init__(self, weather: Weather, seed: int) -> None:
        self.random = Random(f"{weather.name} {seed}")  # noqa: S311 - repeatable
        self._tables = weather.tables
        self.fired: dict[str, int] = {}
        self.over = False
        """Whether the bad weather has ended."""
        self.told: Callable[[str], None] | None = None
        """Is told each fault, for whoever wants the history."""

    def strikes(self, place: str) -> str | None:
        """The fault that strikes here and now, if one does."""
        if self.over:
            return None
        number = self.random.random()
        whole, limits = self._tables[place]
        if number >= whole:
            return None
        fault = next(name for limit, name in limits if number < limit)
        self.note(fault)
        return fault

    def note(self, fault: str) -> None:
        """Count what went wrong, so that nothing goes untested."""
        self.fired[fault] = self.fired.get(fault, 0) + 1
        if self.told is not None:
            self.told(fault)

    def happens(self, chance: float) -> bool:
        """Whether something happens that is no fault."""
        return self.random.random() < chance
