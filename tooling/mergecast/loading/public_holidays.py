"""Public holidays of the rota's regions, from the library that keeps them.

The library is an extra (``mergecast[holidays]``), since only a rota that names regions
needs it; where it is missing, that is said and no day is guessed.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import NamedTuple

from mergecast.model.rota import Holidays, Rota

MISSING = "the library 'holidays' is not installed"


class PublicHolidays(NamedTuple):
    """Holidays by region, and why those of a region are not known."""

    known: Holidays
    unread: dict[str, str]


def public_holidays(
    rota: Rota | None, start: datetime, end: datetime
) -> PublicHolidays:
    """The public holidays between two instants, and a day on each side of them."""
    shifts = rota.shifts.values() if rota is not None else ()
    regions = sorted({each.region for each in shifts if each.region is not None})
    if not regions:
        return PublicHolidays({}, {})
    first, last = (start - timedelta(days=3)).date(), (end + timedelta(days=1)).date()
    known: dict[str, dict[str, str]] = {}
    unread: dict[str, str] = {}
    for region in regions:
        try:
            known[region] = _of(region, first, last)
        except ImportError:
            unread[region] = MISSING
        except NotImplementedError:
            unread[region] = f"the library 'holidays' knows no region '{region}'"
    return PublicHolidays(known, unread)


def _of(region: str, first: date, last: date) -> dict[str, str]:
    """A region's holidays by day.

    Raises:
        ImportError: the library is not there.
        NotImplementedError: it knows no such region.
    """
    import holidays  # noqa: PLC0415 - an extra, and 150 ms

    country, _, part = region.partition("-")
    years = range(first.year, last.year + 1)
    found = holidays.country_holidays(country, subdiv=part or None, years=years)
    return {
        day.isoformat(): name
        for day, name in sorted(found.items())
        if first <= day <= last
    }
