"""A day or an instant on the command line: ``2026-11-24``, ``2026-11-24T01:00Z``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import click


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
            day = date.fromisoformat(str(value))
            days = timedelta(days=1 if self.end else 0)
            return datetime.combine(day, time(), UTC) + days
        except (ValueError, OverflowError):
            pass
        try:
            found = datetime.fromisoformat(str(value))
        except ValueError:
            found = None
        if found is None or found.tzinfo is None:
            self.fail(
                f"'{value}' is not a day (2026-11-24) or an instant "
                "(2026-11-24T01:00Z)",
                param,
                ctx,
            )
        return found.astimezone(UTC)
