"""Public holidays of the rota's regions, from the library that keeps them.

The library is an extra (``mergecast[holidays]``), since only a rota that names regions
needs it; where it is missing, that is said and no day is guessed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import NamedTuple

from mergecast.model.blackout import Blackouts
from mergecast.model.rota import Holidays, Rota
from mergecast.model.workspace import Workspace

MISSING = "the library 'holidays' is not installed"


class PublicHolidays(NamedTuple):
    """Holidays by region, and why those of a region are not known."""

    known: Holidays
    unread: dict[str, str]


def public_holidays(
    rota: Rota | None, start: datetime, end: datetime
) -> PublicHolidays:
    """The public holidays between two instants, and a day on each side of them."""
    return holidays_of(_regions(rota), start, end)


def of_workspace(space: Workspace, start: datetime, end: datetime) -> PublicHolidays:
    """The public holidays that the rota and the blackouts ask for."""
    asked = (each.region for each in space.blackouts.holidays)
    return holidays_of((*_regions(space.rota), *asked), start, end)


def _regions(rota: Rota | None) -> Iterable[str]:
    shifts = rota.shifts.values() if rota is not None else ()
    return (each.region for each in shifts if each.region is not None)


def with_holidays(
    closed: Blackouts, start: datetime, end: datetime
) -> tuple[Blackouts, dict[str, str]]:
    """Blackouts with the public holidays that they ask for, and what is not known."""
    found = holidays_of((each.region for each in closed.holidays), start, end)
    return replace(closed, public=found.known), found.unread


def holidays_of(
    regions: Iterable[str], start: datetime, end: datetime
) -> PublicHolidays:
    """The public holidays of some regions, as above."""
    regions = sorted(set(regions))
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
