"""A month as a page: a grid of days at a desk, a list of days on a phone."""

from __future__ import annotations

from datetime import date

from mergecast.pages.card import sheet
from mergecast.pages.chips import chip
from mergecast.pages.day import day_of
from mergecast.pages.facts import Site
from mergecast.pages.heading import Around, heading
from mergecast.pages.markup import Markup, fill, join
from mergecast.pages.words import month as month_name
from mergecast.pages.words import weekday
from mergecast.planning.days import View, days


def address(first: date) -> str:
    """The file of a month's page."""
    return f"{first:%Y-%m}.html"


def month(site: Site, first: date) -> Markup:
    """The posts of one month, and those of the days around it."""
    shown = days(View.MONTH, first)
    found = {day: site.days.get(day, ()) for day in shown}
    entries = [each for day in found.values() for each in day]
    return fill(
        "month",
        heading=heading(site, _around(site, first), entries),
        names=join(
            fill("weekday", name=weekday(site.language, day)) for day in shown.weeks[0]
        ),
        days=join(
            day_of(
                site,
                day,
                [chip(site, each) for each in found[day]],
                *([] if day.month == first.month else ["other"]),
            )
            for day in shown
        ),
        sheets=join(sheet(site, each) for each in entries),
    )


def _around(site: Site, first: date) -> Around:
    months = site.months
    place = months.index(first)
    beside = [
        months[n] if 0 <= n < len(months) else None for n in (place - 1, place + 1)
    ]
    steps = [(address(n), month_name(site.language, n)) if n else None for n in beside]
    here = [each for each in site.weeks if first in {each.replace(day=1), _end(each)}]
    this = site.today.replace(day=1) == first
    week = next(
        (each for each in here if not this or _end_day(each) >= site.today), None
    )
    return Around(
        month_name(site.language, first),
        "month",
        steps[0],
        steps[1],
        week=week or (here[-1] if here else None),
    )


def _end(monday: date) -> date:
    return _end_day(monday).replace(day=1)


def _end_day(monday: date) -> date:
    return date.fromordinal(monday.toordinal() + 6)
