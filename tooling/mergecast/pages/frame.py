"""What is around each page: its head, the way to the others, and what is urgent."""

from __future__ import annotations

from dataclasses import dataclass

from mergecast.pages.desk import Alert
from mergecast.pages.facts import Site
from mergecast.pages.markup import NOTHING, Markup, fill, join, sheet
from mergecast.pages.times import moment

_TABS = {
    "index.html": "Calendar",
    "board.html": "Board",
    "campaigns.html": "Campaigns",
    "mix.html": "Mix",
}
_OF_THE_TEAM = {"people.html": "People", "handbook.html": "Handbook"}


@dataclass(frozen=True, slots=True)
class Page:
    """A page without its frame; ``tab`` is the one that it belongs to."""

    tab: str
    title: str
    body: Markup


def policy() -> str:
    """What a page may load and run: what stands in it, and pictures beside it."""
    style, script = sheet("style.css"), sheet("app.js")
    return (
        "default-src 'none'; base-uri 'none'; form-action 'none'; "
        f"img-src 'self' file:; style-src {style.allowed}; script-src {script.allowed}"
    )


def framed(site: Site, page: Page) -> Markup:
    """A whole page."""
    tabs = _TABS | (_OF_THE_TEAM if site.team else {})
    if not site.desk.campaigns:
        tabs.pop("campaigns.html")
    return fill(
        "page",
        language=site.language,
        policy=policy(),
        title=f"{page.title} · {site.title}",
        style=sheet("style.css").text,
        script=sheet("app.js").text,
        site=site.title,
        audience=fill("for-team", text=site.say("team")) if site.team else NOTHING,
        zone=site.zone.key,
        skip=site.say("Skip to the content"),
        pages=site.say("Pages"),
        tabs=join(_tab(site, file, words, page.tab) for file, words in tabs.items()),
        new_post=_new_post(site),
        zone_words=site.say("Time zone"),
        own=site.say("My own"),
        zones=join(_zone(site, name) for name in site.zones),
        look=site.say("Dark or light"),
        alerts=_alerts(site),
        body=page.body,
        made=site.say("made on"),
        now=moment(site, site.now),
        times=site.say("times in"),
        note=fill("note", text=site.desk.note) if site.desk.note else NOTHING,
    )


def _tab(site: Site, file: str, words: str, current: str) -> Markup:
    here = fill("current") if file == current else NOTHING
    return fill("tab", address=file, name=site.say(words), current=here)


def _zone(site: Site, name: str) -> Markup:
    part = "zone-chosen" if name == site.zone.key else "choice"
    return fill(part, value=name, shown=name.replace("_", " "))


def _new_post(site: Site) -> Markup:
    if site.new_post is None:
        return NOTHING
    return fill("new-post", address=site.new_post, words=site.say("New post"))


def _alerts(site: Site) -> Markup:
    """Open incidents and what is frozen, above everything else."""
    if not site.desk.alerts:
        return NOTHING
    lines = join(_alert(site, each) for each in site.desk.alerts)
    return fill("alerts", label=site.say("Urgent"), lines=lines)


def _alert(site: Site, alert: Alert) -> Markup:
    since = NOTHING
    if alert.since is not None:
        said = moment(site, alert.since)
        since = fill("since", words=site.say("since"), when=said)
    return fill(
        "alert",
        kind=site.say("Frozen" if alert.frozen else "Incident"),
        title=alert.title,
        told=alert.told,
        since=since,
    )
