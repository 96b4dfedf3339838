"""The board: ideas, what is scheduled, what went out, and what needs a person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from mergecast.pages.card import sheet
from mergecast.pages.facts import Site
from mergecast.pages.markup import Markup, fill, join
from mergecast.pages.month import chip
from mergecast.planning.agenda import Entry, Stage

_COLUMNS: dict[str, frozenset[Stage]] = {
    "Needs a person": frozenset({Stage.HELD, Stage.MISSED, Stage.BY_HAND}),
    "Ideas": frozenset({Stage.IDEA}),
    "Scheduled": frozenset({Stage.SCHEDULED}),
    "Going out": frozenset({Stage.GOING, Stage.PARTLY}),
    "On record": frozenset({Stage.UNREAD}),
    "Live": frozenset({Stage.LIVE}),
}
_LATELY = timedelta(days=14)
"""For how long what is live stays on the board."""


def board(site: Site) -> Markup:
    """Every open post in the column where it stands."""
    columns = {
        name: [each for each in site.entries if each.stage in stages]
        for name, stages in _COLUMNS.items()
    }
    columns["Live"] = [each for each in columns["Live"] if _lately(site, each)]
    shown = {
        name: found
        for name, found in columns.items()
        if found or name in {"Scheduled", "Live"}
    }
    every = [each for found in shown.values() for each in found]
    return fill(
        "board",
        title=site.say("Board"),
        columns=join(_column(site, name, found) for name, found in shown.items()),
        sheets=join(sheet(site, each) for each in every),
    )


def _lately(site: Site, entry: Entry) -> bool:
    return entry.at is not None and site.now - entry.at <= _LATELY


def _column(site: Site, name: str, entries: Sequence[Entry]) -> Markup:
    posts = join(_dated(site, each) for each in entries)
    return fill(
        "column",
        name=site.say(name),
        count=str(len(entries)),
        posts=posts if entries else fill("none", text=site.say("nothing here")),
    )


def _dated(site: Site, entry: Entry) -> Markup:
    day = f"{entry.at.astimezone(site.zone):%Y-%m-%d}" if entry.at else ""
    return fill("dated", day=day, chip=chip(site, entry))
