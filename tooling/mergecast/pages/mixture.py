"""Gauges: how much is planned, and of which kinds, month by month."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from mergecast.pages.facts import Site
from mergecast.pages.markup import NOTHING, Markup, fill, join
from mergecast.pages.words import month as month_name
from mergecast.planning.measuring import Measured
from mergecast.planning.mix import Drift, Share

_BACK = 12
"""Months that are looked back at: the rest is on the calendar's own pages."""


def mixture(site: Site) -> Markup:
    """The mix of each account: this month and those to come, then the past."""
    this = site.today.replace(day=1)
    found = [(first, mixes) for first, mixes in sorted(site.mixes.items()) if mixes]
    ahead = [(first, mixes) for first, mixes in found if first >= this]
    before = [(first, mixes) for first, mixes in found if first < this][-_BACK:]
    earlier = join(_month(site, *each) for each in reversed(before))
    return fill(
        "mixture",
        title=site.say("Mix"),
        told=site.say(
            "How much is planned, and of which kinds, beside what was agreed"
        ),
        months=join(_month(site, *each) for each in ahead)
        if ahead
        else fill("nothing", text=site.say("Nothing is planned here")),
        earlier=fill("earlier-months", title=site.say("Months before"), months=earlier)
        if before
        else NOTHING,
    )


def _month(site: Site, first: date, mixes: Sequence[Measured]) -> Markup:
    return fill(
        "mixed-month",
        title=month_name(site.language, first),
        accounts=join(_account(site, each) for each in mixes),
    )


def _account(site: Site, measured: Measured) -> Markup:
    mix, live = measured.mix, measured.live
    out = {each.name: each for each in live.shares} if live else {}
    gauges = join(_gauge(site, each, out.get(each.name)) for each in mix.shares)
    kept = NOTHING
    if mix.room:
        many = "{count} slots are kept free"
        words = many if mix.room > 1 else "one slot is kept free"
        told = site.say(words, count=str(mix.room))
        kept = fill("kept-free", text=told)
    return fill("mixed-account", name=mix.account, gauges=gauges, kept=kept)


def _gauge(site: Site, share: Share, out: Share | None) -> Markup:
    least, most = share.agreed.least, share.agreed.most
    return fill(
        "gauge",
        name=site.say(share.name),
        drift=share.drift.value,
        percent=f"{share.percent:.0f}",
        least=str(least),
        room=str(max(1, most - least)),
        count=f"{share.count}/{share.of}",
        agreed=f"{site.say('agreed')} {least}-{most}\N{NO-BREAK SPACE}%",
        mark=_mark(share),
        told=_told(site, share),
        out=f" · {site.say('live')} {out.percent:.0f}\N{NO-BREAK SPACE}%"
        if out
        else "",
    )


def _mark(share: Share) -> str:
    """A class of the colour, also of the bucket where it is one of the usual ones."""
    known = share.name in {"planned", "evergreen", "industry", "reactive"}
    return share.name if known else "planned"


def _told(site: Site, share: Share) -> str:
    if share.drift is Drift.FINE:
        return site.say("fine")
    words = "more needed" if share.drift is Drift.LESS else "too many"
    return f"{site.say(words)}: {abs(share.posts)}"
