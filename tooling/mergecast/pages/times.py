"""Times on a page: as the pages' own zone has them, and for scripts as instants."""

from __future__ import annotations

from datetime import UTC, datetime

from mergecast.pages.facts import Site
from mergecast.pages.markup import Markup, fill
from mergecast.pages.words import day_of_year, weekday


def clock(site: Site, at: datetime) -> Markup:
    """Hours and minutes."""
    return fill("clock", instant=instant(at), shown=f"{at.astimezone(site.zone):%H:%M}")


def moment(site: Site, at: datetime) -> Markup:
    """The day and the time, with the zone."""
    here = at.astimezone(site.zone)
    day = f"{weekday(site.language, here.date())} {here:%Y-%m-%d %H:%M}"
    return fill("moment", instant=instant(at), shown=day, zone=site.zone.key)


def day_and_time(site: Site, at: datetime) -> Markup:
    """The day of the week and of the year, and the time, as short as can be."""
    here = at.astimezone(site.zone)
    day = f"{weekday(site.language, here.date())} {day_of_year(site.language, here)}"
    return fill("day-and-time", instant=instant(at), shown=f"{day} {here:%H:%M}")


def instant(at: datetime) -> str:
    """For programs, in UTC."""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
