"""The board: every post where it stands, from the first idea until it is live."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from mergecast.pages.card import proposed_sheet, sheet
from mergecast.pages.chips import small_card
from mergecast.pages.desk import Proposed
from mergecast.pages.facts import Site
from mergecast.pages.markup import Markup, fill, join
from mergecast.planning.agenda import Entry, Stage

_LATELY = timedelta(days=14)
"""For how long what is live stays on the board."""

_JUST = timedelta(days=1)
"""For how long after its time a post may be about to go out."""

_SOON = timedelta(days=14)
"""For how long ahead what is merged stands on the board."""

_MOST = 40
"""Cards of a column; the calendar has the rest, so that a board stays a board."""

_FEW = 6
"""Where nothing is that soon, so many of what is next."""

_ASKS = (Stage.HELD, Stage.MISSED, Stage.BY_HAND)
_OUT = (Stage.GOING, Stage.PARTLY, Stage.UNREAD, Stage.LIVE)


@dataclass(frozen=True, slots=True)
class _Column:
    """A column: what it is called, what is in it, and what that means."""

    name: str
    means: str
    entries: Sequence[Entry]
    proposed: Sequence[Proposed] = ()
    later: int = 0
    last_first: bool = field(default=False)

    @property
    def count(self) -> int:
        return len(self.entries) + len(self.proposed) + self.later


def board(site: Site) -> Markup:
    """Every open post in the column where it stands."""
    asks, stages = list(_asking(site)), list(_stages(site))
    shown = [each for column in (*asks, *stages) for each in _shown(column)]
    return fill(
        "board",
        title=site.say("Board"),
        asks=fill(
            "asks",
            title=site.say("Needs a person"),
            columns=join(_column(site, each, "asking") for each in asks),
        )
        if asks
        else fill("nobody-asked", text=site.say("Nothing waits for a person")),
        columns=join(_column(site, each, "stage") for each in stages),
        sheets=join(
            [
                *(sheet(site, each) for each in shown),
                *(
                    proposed_sheet(site, each, number)
                    for number, each in enumerate(_in_review(site))
                ),
            ]
        ),
    )


def _asking(site: Site) -> Iterator[_Column]:
    means = {
        Stage.HELD: "stopped until somebody decides",
        Stage.MISSED: "its time went by",
        Stage.BY_HAND: "to be posted by hand",
    }
    for stage in _ASKS:
        found = [each for each in site.entries if each.stage is stage]
        if found:
            yield _Column(stage.value.capitalize(), means[stage], found)


def _stages(site: Site) -> Iterator[_Column]:
    """The four stages; the public sees only the last two."""
    drafts = site.desk.drafts
    open_ones = [each for each in site.entries if each.stage is Stage.SCHEDULED]
    if site.team:
        made = [
            each
            for each in site.entries
            if each.stage is Stage.IDEA
            or (each.stage is Stage.SCHEDULED and each.post.name in drafts)
        ]
        yield _Column("Create", "ideas, and drafts that are not pushed", made)
        proposed = _in_review(site)
        yield _Column("Review", "on a branch, not merged yet", (), proposed)
    waiting = [
        each
        for each in open_ones
        if each.post.name not in drafts and _still_to_come(site, each)
    ]
    soon = [each for each in waiting if each.at is None or each.at <= site.now + _SOON]
    shown = soon or waiting[:_FEW]
    means = "merged: goes out at its time, once it is approved"
    yield _Column(
        "Approve",
        means if site.team else "goes out at its time",
        shown,
        later=len(waiting) - len(shown),
    )
    out = [each for each in site.entries if each.stage in _OUT and _lately(site, each)]
    yield _Column("Publish", "out in the last 14 days", out, last_first=True)


def _in_review(site: Site) -> Sequence[Proposed]:
    return site.desk.proposed[:_MOST]


def _still_to_come(site: Site, entry: Entry) -> bool:
    """What is long over and not on record was before there was one: it is no task."""
    return entry.at is None or entry.at >= site.now - _JUST


def _lately(site: Site, entry: Entry) -> bool:
    return entry.at is not None and site.now - entry.at <= _LATELY


def _shown(column: _Column) -> Sequence[Entry]:
    entries = column.entries[::-1] if column.last_first else column.entries
    return entries[:_MOST]


def _column(site: Site, column: _Column, kind: str) -> Markup:
    cards = [_card(site, each) for each in _shown(column)]
    cards += [
        small_card(
            site.on_branch(each.pictures),
            each.entry,
            dated=True,
            id_=f"r-{number}",
            more=f"⎇ {each.branch}",
        )
        for number, each in enumerate(column.proposed)
    ]
    rest = column.count - len(cards)
    if rest > 0:
        told = site.say("{count} more are in the calendar", count=f"{rest:,}")
        cards.append(fill("more-there", address="index.html", text=told))
    return fill(
        "column",
        kind=kind,
        name=site.say(column.name),
        count=f"{column.count:,}",
        means=site.say(column.means),
        posts=join(cards) if cards else fill("none", text=site.say("nothing here")),
    )


def _card(site: Site, entry: Entry) -> Markup:
    waits = site.desk.waits.get(entry.post.name, ())
    owner = entry.post.text("owner")
    if waits:
        more = waits[0].reason
    else:
        more = site.named(owner) if owner and site.team else ""
    return small_card(site, entry, dated=True, more=more)
