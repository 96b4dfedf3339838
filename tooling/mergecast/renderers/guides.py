"""The list of all guides, and any one of them as a page or as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from typing import Any, TypeAlias

from mergecast.model.crisis import LEVELS, MATRIX, Levels, Matrix, Playbook
from mergecast.model.incident import Incident
from mergecast.model.keeping import Keeping
from mergecast.model.playbooks import Playbooks
from mergecast.model.process import Decision, Meeting, Minutes, Process
from mergecast.model.statement import Statement
from mergecast.renderers import playbook_pages, process_pages
from mergecast.renderers.cells import width
from mergecast.renderers.sinks import Sink

Guide: TypeAlias = (
    Levels
    | Matrix
    | Playbook
    | Statement
    | Incident
    | Process
    | Meeting
    | Minutes
    | Decision
)


@dataclass(frozen=True, slots=True)
class Listed:
    """One guide: ``name`` is what ``process show`` takes."""

    name: str
    title: str
    path: str
    guide: Guide
    keeping: Keeping = field(default_factory=Keeping)


def listed(books: Playbooks) -> Iterator[Listed]:
    """Every guide, those that are used every day first."""
    for name, process in books.processes.items():
        yield Listed(name, process.title, process.path, process, process.keeping)
    for name, meeting in books.meetings.items():
        title, path = meeting.title, meeting.path
        yield Listed(f"meeting:{name}", title, path, meeting, meeting.keeping)
    for name, crisis in books.crises.items():
        title, path = crisis.title, crisis.path
        yield Listed(f"crisis:{name}", title, path, crisis, crisis.keeping)
    for name, statement in books.statements.items():
        title, path = statement.title, statement.path
        yield Listed(f"statement:{name}", title, path, statement, statement.keeping)
    if books.levels is not None:
        kept = books.levels.keeping
        yield Listed("levels", "How grave is it?", LEVELS, books.levels, kept)
    if books.matrix is not None:
        kept = books.matrix.keeping
        yield Listed("matrix", "Who decides", MATRIX, books.matrix, kept)
    yield from _records(books)


def _records(books: Playbooks) -> Iterator[Listed]:
    for each in books.decisions:
        yield Listed(f"decision:{each.number}", each.title, each.path, each)
    for name, incident in books.incidents.items():
        yield Listed(f"incident:{name}", incident.title, incident.path, incident)
    for minutes in books.minutes:
        name = minutes.path.rpartition("/")[2].removesuffix(".yaml")
        title = f"{minutes.meeting}, {minutes.day}"
        yield Listed(f"minutes:{name}", title, minutes.path, minutes)


_PAGES: Mapping[type, Callable[[Any, Sink], str]] = {
    Levels: playbook_pages.levels_page,
    Matrix: playbook_pages.matrix_page,
    Playbook: playbook_pages.crisis_page,
    Statement: playbook_pages.statement_page,
    Incident: playbook_pages.incident_page,
    Process: process_pages.process_page,
    Meeting: process_pages.meeting_page,
    Minutes: process_pages.minutes_page,
    Decision: process_pages.decision_page,
}


def page(guide: Guide, sink: Sink) -> str:
    """The page of one guide."""
    return _PAGES[type(guide)](guide, sink)


def list_text(found: list[Listed], sink: Sink) -> str:
    """A line for each guide."""
    if not found:
        return "there are no playbooks here\n"
    rows = [(sink.words(each.name), sink.words(each.title), each) for each in found]
    wide = max(width(name) for name, _, _ in rows)
    lines = []
    for name, title, each in rows:
        owner = f"  ({sink.words(each.keeping.owner)})" if each.keeping.owner else ""
        lines.append(f"{name}{' ' * (wide - width(name))}  {title}{owner}\n")
    return "".join(lines)


def list_json(found: list[Listed]) -> str:
    """The same for programs."""
    rows = [
        {
            "name": each.name,
            "title": each.title,
            "path": each.path,
            "owner": each.keeping.owner,
            "review_by": each.keeping.review_by,
        }
        for each in found
    ]
    return _dumped({"version": 1, "guides": rows})


def page_json(each: Listed) -> str:
    """All that a guide says; lengths of time are seconds."""
    found: dict[str, object] = {"version": 1, "name": each.name, "path": each.path}
    return _dumped(found | {"guide": _plain(asdict(each.guide))})


def _plain(value: object) -> object:
    if isinstance(value, dict):
        return {str(key): _plain(own) for key, own in value.items()}
    if isinstance(value, frozenset):
        return sorted(_plain(own) for own in value)  # type: ignore[type-var]  # of texts
    if isinstance(value, list | tuple):
        return [_plain(own) for own in value]
    if isinstance(value, timedelta):
        return int(value.total_seconds())
    return value


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=True, indent=2) + "\n"
