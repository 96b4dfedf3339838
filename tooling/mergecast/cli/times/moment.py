"""Days and instants on the command line: ``2026-11-24``, ``2026-11-24T01:00Z``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import click

_YEARS = range(2000, 3000)
"""Those that a post may name; far beyond them no time can be counted with."""


class _Day(click.DateTime):
    """A day like 2026-11-24, in a year that posts can be in on all sides of it."""

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """Read it; a week that is half outside of all years cannot be reckoned with."""
        found: datetime = super().convert(value, param, ctx)
        inner = _YEARS[1:-1]
        if found.year not in inner:
            years = f"{inner[0]} to {inner[-1]}"
            self.fail(f"'{found:%Y-%m-%d}' is not in the years {years}", param, ctx)
        return found


DAY = _Day(["%Y-%m-%d"])
"""A day as the calendar has it, whatever the clock."""


@dataclass(frozen=True)
class Instant(click.ParamType[datetime]):
    """An instant with its offset, such as ``2026-11-24T01:00Z``."""

    name = "instant"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """Read ISO 8601: a date and time with an offset."""
        if isinstance(value, datetime):
            return value
        try:
            return _instant(str(value), "an instant such as 2026-11-24T01:00Z")
        except ValueError as problem:
            self.fail(str(problem), param, ctx)


@dataclass(frozen=True)
class Moment(click.ParamType[datetime]):
    """An instant; a day stands for its first one in UTC, or for the end of the day."""

    end: bool = False
    name = "moment"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """Read ISO 8601: a date, or a date and time with an offset."""
        if isinstance(value, datetime):
            return value
        try:
            return self._read(str(value))
        except ValueError as problem:
            self.fail(str(problem), param, ctx)

    def _read(self, text: str) -> datetime:
        try:
            day = date.fromisoformat(text)
        except ValueError:
            forms = "a day (2026-11-24) or an instant (2026-11-24T01:00Z)"
            return _instant(text, forms)
        _refuse_far_years(text, day)
        days = timedelta(days=1 if self.end else 0)
        return datetime.combine(day, time(), UTC) + days


def _instant(text: str, forms: str) -> datetime:
    """The instant in UTC.

    Raises:
        ValueError: it is none, or too far away; worded for people.
    """
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise ValueError(f"'{text}' is not {forms}")
    _refuse_far_years(text, found)
    return found.astimezone(UTC)


def _refuse_far_years(text: str, day: date) -> None:
    if day.year not in _YEARS:
        first, last = _YEARS[0], _YEARS[-1]
        raise ValueError(f"'{text}' is not in the years {first} to {last}")


@dataclass(frozen=True)
class LaterOn(click.ParamType[datetime]):
    """An instant with its offset, or so long from now: ``2h``."""

    name = "later"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """Read a length of time as settings do, or ISO 8601 with an offset."""
        from mergecast.model.moments import (  # noqa: PLC0415 - not for --help
            parse_duration,
        )

        if isinstance(value, datetime):
            return value
        text = str(value)
        now = ctx.obj.now() if ctx is not None and ctx.obj is not None else None
        try:
            found = now + parse_duration(text) if now is not None else None
        except (ValueError, OverflowError):
            found = None
        try:
            at = found or _instant(text, "a time such as 2h or 2026-11-24T01:00Z")
        except ValueError as problem:
            self.fail(str(problem), param, ctx)
        if now is not None and at <= now:
            self.fail(f"'{text}' has passed", param, ctx)
        return at
