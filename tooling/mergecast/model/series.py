"""A series: a post that comes again, as its author wrote it.

Values here are loaded and valid by the schema of a series. On which days its rule
falls is worked out by ``planning.recurrence``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeAlias

from mergecast.model.post import Part, Post
from mergecast.source import Place

FOLDER = "calendar/recurring"
"""Series live here, one a file."""

Wording: TypeAlias = tuple[Part, ...]
"""One of a series' texts: a single part, or those of a thread."""

_OF_THE_WHOLE = frozenset(
    {
        *("rule", "starts", "until", "count", "except", "min_gap", "texts"),
        "retract",
    }
)
"""Fields that say something of the series, and not of what goes out on one day."""


@dataclass(frozen=True, slots=True)
class Series:
    """One file of a series.

    ``starts`` is the first day and the time of each (``YYYY-MM-DD HH:MM[:SS]``),
    ``until`` the last day. ``retracted`` are days that are taken back, each with the
    reason. ``data`` is the whole loaded mapping.
    """

    path: str
    id: str
    accounts: tuple[str, ...]
    rule: str
    starts: str
    timezone: str
    until: str
    texts: tuple[Wording, ...]
    count: int | None = None
    left_out: frozenset[str] = frozenset()
    min_gap: int | None = None
    retracted: Mapping[str, str] = field(default_factory=dict)
    data: Mapping[str, object] = field(default_factory=dict, repr=False, compare=False)

    @property
    def first_day(self) -> date:
        """The day from which the rule counts."""
        return date.fromisoformat(self.starts[:10])

    @property
    def last_day(self) -> date:
        """The day after which nothing goes out."""
        return date.fromisoformat(self.until)

    @property
    def clock(self) -> str:
        """What the clock on the wall shows when it goes out."""
        return self.starts[11:]

    def span(self, *route: str | int) -> Place:
        """The place of a value of this series, for a remark."""
        return Place(self.path, route)

    def index(self, number: int) -> int:
        """Which of its texts the day with this number (from 0) of the rule gets."""
        return number % len(self.texts)

    def on(self, day: date, number: int) -> Post:
        """What goes out on a day of the rule, as a post like any other."""
        told = day.isoformat()
        return self._post(self.texts[self.index(number)], told)

    def spoken(self, index: int) -> Post:
        """One of its texts as a post without a day: what is the same on all of them."""
        return self._post(self.texts[index], None)

    def whole(self, day: str | None = None) -> Post:
        """All of its texts as the parts of one post: what is approved as one.

        With a ``day`` that is taken back, it says so.
        """
        parts = tuple(part for text in self.texts for part in text)
        return replace(self._post(parts, day), publish_at=None, date=None)

    def _post(self, parts: Wording, day: str | None) -> Post:
        data = {
            name: value
            for name, value in self.data.items()
            if name not in _OF_THE_WHOLE
        }
        if day is not None and day in self.retracted:
            data["retract"] = self.retracted[day]
        return Post(
            self.path,
            self.id,
            self.accounts,
            parts,
            None if day is None else f"{day} {self.clock}",
            self.timezone,
            (),
            data,
            day,
        )
