"""A day of the calendar: its number, what is special about it, and its posts."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from mergecast.pages.facts import Site
from mergecast.pages.markup import Markup, fill, join
from mergecast.pages.words import weekday


def day_of(site: Site, day: date, posts: Collection[Markup], *more: str) -> Markup:
    """A day; ``more`` are further classes of it."""
    notes = site.desk.notes.get(day, ())
    classes = [
        *more,
        *(["today"] if day == site.today else []),
        *(["empty"] if not posts else []),
        *(["noted"] if notes else []),
        *(["quiet"] if any(each.stops for each in notes) else []),
        *(["weekend"] if day.weekday() >= 5 else []),
    ]
    return fill(
        "day",
        classes=" ".join(["day", *classes]),
        date=day.isoformat(),
        weekday=weekday(site.language, day),
        number=str(day.day),
        today=fill("today", text=site.say("Today")),
        notes=join(fill("day-note", text=each.name) for each in notes),
        posts=join(posts),
    )
