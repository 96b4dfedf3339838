"""A month as a page: a grid of days at a desk, a list of days on a phone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from mergecast.pages.card import sheet, stage_class
from mergecast.pages.facts import Site
from mergecast.pages.markup import NOTHING, Markup, fill, join
from mergecast.pages.times import clock, instant
from mergecast.pages.words import month as month_name
from mergecast.pages.words import weekday
from mergecast.planning.agenda import Entry
from mergecast.planning.days import View, by_day, days


def address(first: date) -> str:
    """The file of a month's page."""
    return f"{first:%Y-%m}.html"


def month(site: Site, first: date) -> Markup:
    """The posts of one month, and those of the days around it."""
    shown = days(View.MONTH, first)
    found = by_day(site.entries, shown, site.zone)
    entries = [each for day in found.values() for each in day]
    return fill(
        "month",
        month=f"{first:%Y-%m}",
        title=month_name(site.language, first),
        label=site.say("Months"),
        earlier=_step(site, first, -1),
        later=_step(site, first, 1),
        filters=_filters(site, entries),
        names=join(
            fill("weekday", name=weekday(site.language, day)) for day in shown.weeks[0]
        ),
        days=join(_day(site, first, day, found[day]) for day in shown),
        empty="" if entries else site.say("nothing in this month"),
        sheets=join(sheet(site, each) for each in entries),
    )


def _step(site: Site, first: date, way: int) -> Markup:
    """The way to the month before or after, where there is one."""
    months = site.months
    place = months.index(first) + way
    if not 0 <= place < len(months):
        return NOTHING
    name = month_name(site.language, months[place])
    part = "earlier" if way < 0 else "later"
    words = site.say("Earlier" if way < 0 else "Later")
    return fill(part, address=address(months[place]), name=name, words=words)


def _day(site: Site, first: date, day: date, entries: Sequence[Entry]) -> Markup:
    classes = [
        *(["other"] if day.month != first.month else []),
        *(["today"] if day == site.today else []),
        *(["empty"] if not entries else []),
    ]
    today = fill("today", text=site.say("Today")) if day == site.today else NOTHING
    return fill(
        "day",
        classes=" ".join(["day", *classes]),
        date=day.isoformat(),
        weekday=weekday(site.language, day),
        number=str(day.day),
        today=today,
        posts=join(chip(site, each) for each in entries),
    )


def chip(site: Site, entry: Entry) -> Markup:
    """One post in a line, that leads to all about it."""
    return fill(
        "chip",
        id=entry.post.id,
        stage=stage_class(entry.stage),
        told=site.say(entry.stage.value),
        bucket=entry.post.text("bucket") or "",
        accounts=" ".join(entry.post.accounts),
        owner=(entry.post.text("owner") or "") if site.team else "",
        instant=instant(entry.at) if entry.at else "",
        asap="<" if entry.asap else "",
        clock=clock(site, entry.at) if entry.at else NOTHING,
        title=entry.title,
    )


def _filters(site: Site, entries: Sequence[Entry]) -> Markup:
    posts = [each.post for each in entries]
    choices = {
        "account": {each: each for post in posts for each in post.accounts},
        "bucket": {
            each: site.say(each) for post in posts if (each := post.text("bucket"))
        },
        "owner": {
            each: site.names.get(each, each)
            for post in posts
            if site.team and (each := post.text("owner"))
        },
    }
    words = {"account": "Account", "bucket": "Bucket", "owner": "Who"}
    return join(
        fill(
            "filter",
            name=name,
            words=site.say(words[name]),
            all=site.say("All"),
            options=join(_options(found)),
        )
        for name, found in choices.items()
        if len(found) > 1
    )


def _options(found: dict[str, str]) -> Iterator[Markup]:
    for value, shown in sorted(found.items()):
        yield fill("choice", value=value, shown=shown)
