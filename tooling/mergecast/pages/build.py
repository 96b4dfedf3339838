"""All pages of a site: which there are, and what frames each of them."""

from __future__ import annotations

from mergecast.pages.board import board
from mergecast.pages.facts import Site
from mergecast.pages.markup import NOTHING, Markup, fill, join, sheet
from mergecast.pages.mixture import mixture
from mergecast.pages.month import address, month
from mergecast.pages.times import moment
from mergecast.pages.words import month as month_name

_TABS = {"index.html": "Calendar", "board.html": "Board", "mix.html": "Mix"}


def build(site: Site) -> dict[str, bytes]:
    """Every page by its file; ``index.html`` is the month it is now."""
    pages = {
        "board.html": _framed(site, "board.html", site.say("Board"), board(site)),
        "mix.html": _framed(site, "mix.html", site.say("Mix"), mixture(site)),
    }
    for first in site.months:
        name = month_name(site.language, first)
        page = _framed(site, "index.html", name, month(site, first))
        pages[address(first)] = page
        if first == site.today.replace(day=1):
            pages["index.html"] = page
    return {name: page.html.encode() for name, page in pages.items()}


def _framed(site: Site, tab: str, title: str, body: Markup) -> Markup:
    style, script = sheet("style.css"), sheet("app.js")
    return fill(
        "page",
        language=site.language,
        policy=(
            "default-src 'none'; base-uri 'none'; form-action 'none'; "
            f"img-src 'self' file:; style-src {style.allowed}; "
            f"script-src {script.allowed}"
        ),
        title=f"{title} · {site.title}",
        style=style.text,
        script=script.text,
        site=site.title,
        zone=site.zone.key,
        skip=site.say("Skip to the posts"),
        pages=site.say("Pages"),
        tabs=join(_tab(site, file, words, tab) for file, words in _TABS.items()),
        new_post=_new_post(site),
        zone_words=site.say("Time zone"),
        own=site.say("My own"),
        zones=join(_zone(site, name) for name in site.zones),
        look=site.say("Dark or light"),
        body=body,
        made=site.say("made on"),
        now=moment(site, site.now),
        times=site.say("times in"),
    )


def _tab(site: Site, file: str, words: str, current: str) -> Markup:
    here = fill("current") if file == current else NOTHING
    return fill("tab", address=file, name=site.say(words), current=here)


def _zone(site: Site, name: str) -> Markup:
    part = "zone-chosen" if name == site.zone.key else "choice"
    return fill(part, value=name, shown=name)


def _new_post(site: Site) -> Markup:
    if site.new_post is None:
        return NOTHING
    return fill("new-post", address=site.new_post, words=site.say("New post"))
