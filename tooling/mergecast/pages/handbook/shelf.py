"""The handbook: a page that lists all guides, and a page for each of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from mergecast.model.crisis import Levels, Matrix, Playbook
from mergecast.model.incident import Incident
from mergecast.model.keeping import Keeping
from mergecast.model.process import Decision, Meeting, Minutes, Process
from mergecast.model.statement import Statement
from mergecast.pages.facts import Site
from mergecast.pages.handbook import crises, guide, workings
from mergecast.pages.markup import NOTHING, Markup, fill, join
from mergecast.renderers.guides import listed

_BODIES: Mapping[type, tuple[str, Callable[[Site, Any], Iterator[Markup]]]] = {
    Process: ("Processes", workings.process_page),
    Meeting: ("Meetings", workings.meeting_page),
    Playbook: ("In a crisis", crises.playbook_page),
    Levels: ("In a crisis", crises.levels_page),
    Matrix: ("In a crisis", crises.matrix_page),
    Statement: ("Statements", crises.statement_page),
    Incident: ("Incidents", crises.incident_page),
    Decision: ("Decisions", workings.decision_page),
    Minutes: ("Minutes", workings.minutes_page),
}
_ORDER = (
    *("Style guide", "Rules", "In a crisis", "Statements", "Processes", "Meetings"),
    *("Decisions", "Minutes", "Incidents"),
)
_NO_LETTER = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class _Guide:
    """One page: ``group`` is the heading that it is listed under."""

    group: str
    file: str
    title: str
    path: str
    body: Markup
    keeping: Keeping = field(default_factory=Keeping)


def handbook(site: Site) -> Iterator[tuple[str, str, Markup]]:
    """Each page: its file, its title, and what is on it."""
    found = sorted(_all(site), key=lambda each: _ORDER.index(each.group))
    yield "handbook.html", site.say("Handbook"), _index(site, found)
    for each in found:
        yield each.file, each.title, _page(site, each)


def _index(site: Site, found: list[_Guide]) -> Markup:
    groups = [
        fill(
            "shelf",
            title=site.say(name),
            books=join(_book(site, each) for each in group),
        )
        for name, group in groupby(found, key=lambda each: each.group)
    ]
    nothing = fill("none", text=site.say("There are no guides yet"))
    return fill(
        "handbook",
        title=site.say("Handbook"),
        shelves=join(groups) if groups else nothing,
    )


def _book(site: Site, each: _Guide) -> Markup:
    owner = each.keeping.owner
    return fill(
        "book",
        address=each.file,
        title=each.title,
        told=site.named(owner) if owner else "",
    )


def _page(site: Site, each: _Guide) -> Markup:
    return fill(
        "guide",
        back=site.say("Handbook"),
        group=site.say(each.group),
        title=each.title,
        kept=_kept(site, each.keeping),
        body=each.body,
        file=site.say("File"),
        path=each.path,
    )


def _kept(site: Site, keeping: Keeping) -> Markup:
    said = []
    if keeping.owner:
        said.append(site.say("Kept by {who}", who=site.named(keeping.owner)))
    if keeping.review_by:
        said.append(site.say("to be read again by {day}", day=keeping.review_by))
    return fill("kept", text=" · ".join(said)) if said else NOTHING


def _all(site: Site) -> Iterator[_Guide]:
    """All guides, no two of them in one file."""
    taken: set[str] = set()
    for each in (*_of_style(site), *_of_books(site)):
        group, name, title, path, body, keeping = each
        stem = _NO_LETTER.sub("-", name.lower()).strip("-") or "page"
        file, number = f"guide-{stem}.html", 2
        while file in taken:
            file, number = f"guide-{stem}-{number}.html", number + 1
        taken.add(file)
        yield _Guide(group, file, title, path, body, keeping)


_Found = tuple[str, str, str, str, Markup, Keeping]


def _of_books(site: Site) -> Iterator[_Found]:
    for each in listed(site.desk.books):
        group, body = _BODIES[type(each.guide)]
        title = each.title
        if isinstance(each.guide, Levels | Matrix):
            title = site.say(title)
        made = join(body(site, each.guide))
        yield group, each.name, title, each.path, made, each.keeping


def _of_style(site: Site) -> Iterator[_Found]:
    own = site.desk.guide
    for name, title, body in (
        (
            "names",
            "How we write names",
            own.names and guide.names_page(site, own.names),
        ),
        ("voice", "How we sound", own.voice and guide.voice_page(site, own.voice)),
        (
            "rating",
            "What is suitable for whom",
            own.rating and guide.rating_page(site, own.rating),
        ),
        (
            "branding",
            "How images look",
            own.branding and guide.branding_page(site, own.branding),
        ),
        (
            "assets",
            "Images and their licences",
            own.assets and guide.assets_page(site, list(own.assets.values())),
        ),
    ):
        if body:
            path = "styleguide/" + ("assets/" if name == "assets" else f"{name}.yaml")
            made = join(body)
            yield "Style guide", f"style-{name}", site.say(title), path, made, Keeping()
    if own.conduct is not None:
        made = join(guide.conduct_page(site, own.conduct))
        kept = Keeping(owner=own.conduct.owner or None)
        path = "styleguide/conduct.yaml"
        yield "Style guide", "style-conduct", own.conduct.title, path, made, kept
    yield from _rules(site)


def _rules(site: Site) -> Iterator[_Found]:
    rules = sorted(site.desk.rules, key=lambda each: each.id)
    for package, group in groupby(rules, key=lambda each: each.id.partition(".")[0]):
        body = join(guide.rules_page(site, list(group)))
        path = f"styleguide/rules/{package}/"
        yield "Rules", f"rules-{package}", package, path, body, Keeping()
