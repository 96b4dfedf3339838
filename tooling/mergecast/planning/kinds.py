"""Which kind of post a month lacks most, while slots are given away."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias

from mergecast.planning.mix import Goals
from mergecast.planning.timetable import Timetable

Month: TypeAlias = tuple[str, int, int]
"""An account, and a month of its calendar."""


@dataclass(frozen=True, slots=True)
class Kinds:
    """How many posts of each bucket each account has in each month, and should have."""

    goals: Goals
    counts: dict[Month, Counter[str | None]] = field(default_factory=dict)

    def add(self, table: Timetable, at: datetime, bucket: str | None) -> None:
        """Another post."""
        day = table.day(at)
        month = (table.account.key, day.year, day.month)
        self.counts.setdefault(month, Counter())[bucket] += 1

    def lack(self, table: Timetable, at: datetime, bucket: str | None) -> int:
        """How much a month wants one of this bucket: hundredths of half a post."""
        goal = self.goals.buckets.get(bucket or "")
        if goal is None:
            return 0
        day = table.day(at)
        month = (table.account.key, day.year, day.month)
        found = self.counts.get(month, Counter())
        wanted = (goal.least + goal.most) * (found.total() + 1)
        return wanted - 200 * found[bucket]
