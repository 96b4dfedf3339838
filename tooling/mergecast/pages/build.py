"""All pages of a site: which there are, and what is on each of them."""

from __future__ import annotations

from collections.abc import Iterator

from mergecast.pages.board import board
from mergecast.pages.campaigns import campaigns
from mergecast.pages.facts import Site
from mergecast.pages.frame import Page, framed
from mergecast.pages.handbook.shelf import handbook
from mergecast.pages.mixture import mixture
from mergecast.pages.month import address, month
from mergecast.pages.people import people
from mergecast.pages.week import address as week_address
from mergecast.pages.week import span, week
from mergecast.pages.words import month as month_name


def build(site: Site) -> dict[str, bytes]:
    """Every page by its file; ``index.html`` is the month it is now."""
    made = dict(_pages(site))
    made["index.html"] = made[address(site.today.replace(day=1))]
    return {name: framed(site, each).html.encode() for name, each in made.items()}


def _pages(site: Site) -> Iterator[tuple[str, Page]]:
    for first in site.months:
        name = month_name(site.language, first)
        yield address(first), Page("index.html", name, month(site, first))
    for monday in site.weeks:
        page = Page("index.html", span(site, monday), week(site, monday))
        yield week_address(monday), page
    yield "board.html", Page("board.html", site.say("Board"), board(site))
    yield "mix.html", Page("mix.html", site.say("Mix"), mixture(site))
    if site.desk.campaigns:
        title = site.say("Campaigns")
        yield "campaigns.html", Page("campaigns.html", title, campaigns(site))
    if site.team:
        yield "people.html", Page("people.html", site.say("People"), people(site))
        for file, title, body in handbook(site):
            yield file, Page("handbook.html", title, body)
