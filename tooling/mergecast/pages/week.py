"""A week as a page: seven days side by side, each post as a small card."""

from __future__ import annotations

from datetime import date, timedelta

from mergecast.pages.card import sheet
from mergecast.pages.chips import small_card
from mergecast.pages.day import day_of
from mergecast.pages.facts import Site
from mergecast.pages.heading import Around, heading, iso_week
from mergecast.pages.markup import Markup, fill, join
from mergecast.pages.words import days_from_to
from mergecast.planning.days import View, days

_SIX = timedelta(days=6)


def address(monday: date) -> str:
    """The file of a week's page."""
    return f"{iso_week(monday)}.html"


def span(site: Site, monday: date) -> str:
    """The first and the last day of a week, and its year."""
    return days_from_to(site.language, monday, monday + _SIX)


def week(site: Site, monday: date) -> Markup:
    """The posts of one week."""
    shown = days(View.WEEK, monday)
    found = {day: site.days.get(day, ()) for day in shown}
    entries = [each for day in found.values() for each in day]
    return fill(
        "week",
        heading=heading(site, _around(site, monday), entries),
        days=join(
            day_of(
                site, day, [small_card(site, each, dated=False) for each in found[day]]
            )
            for day in shown
        ),
        sheets=join(sheet(site, each) for each in entries),
    )


def _around(site: Site, monday: date) -> Around:
    weeks = site.weeks
    place = weeks.index(monday)
    beside = [weeks[n] if 0 <= n < len(weeks) else None for n in (place - 1, place + 1)]
    steps = [(address(each), span(site, each)) if each else None for each in beside]
    months = [each.replace(day=1) for each in (monday, monday + _SIX)]
    known = [each for each in months if each in site.months]
    return Around(
        span(site, monday),
        "week",
        steps[0],
        steps[1],
        week=monday,
        month=f"{known[0]:%Y-%m}.html" if known else "index.html",
    )
