"""What went out, what goes out and what waits for a person, as far as it can be known.

A stand-up and a handover are wanted also where the ledger or the remote is away; then
the posts on disk say what is planned, and a note says what that leaves open.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from mergecast.cli.people.team_files import Here
from mergecast.cli.publishing.statusing import Looked, look
from mergecast.cli.record.reaching import record
from mergecast.cli.session import Session
from mergecast.cli.wiring import published
from mergecast.dispatch.decision import FINAL
from mergecast.errors import GitError, WorkspaceError
from mergecast.incidents.history import histories
from mergecast.loading.planned import planned
from mergecast.model.event import EventKind
from mergecast.model.key import Key, is_reserved
from mergecast.model.post import ASAP
from mergecast.renderers.today import Coming, Live, Waiting

_WEEKS = timedelta(weeks=8)
"""An incident that began before is no news at a stand-up."""


@dataclass(frozen=True, slots=True)
class Span:
    """From when on what went out is told, and until when what goes out."""

    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What is told of posts and open incidents, by id; ``note``: why it is not all."""

    live: tuple[Live, ...] = ()
    coming: tuple[Coming, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    frozen: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()
    note: str = ""
    incidents: Mapping[str, str] = field(default_factory=dict)


def outgoing(session: Session, here: Here, span: Span) -> Outgoing:
    """What is known of posts around now.

    Raises:
        LedgerDamagedError: the ledger cannot be believed.
    """
    try:
        source = published(session.workspace)
        view = record(session, source)
        if view is None:
            return _on_disk(here, span, "there is no ledger yet")
        return _by_ledger(look(session, source, view), span)
    except (GitError, WorkspaceError) as error:
        return _on_disk(here, span, error.message)


def _by_ledger(looked: Looked, span: Span) -> Outgoing:
    links = {str(each.key): each.link for each in looked.standings}
    waiting = [
        Waiting(str(each.key), each.verb.value, each.reason, each.settle[0])
        for each in looked.standings
        if each.settle
    ]
    waits = {each.key for each in waiting}
    # What goes out as soon as possible has no time: it is told with what is due now.
    posts = [each.target.post for each in looked.decisions]
    soon = {post.path for post in posts if post.publish_at == ASAP}
    coming = [
        Coming(str(each.key), due, each.verb.value, each.reason, each.path)
        for each in looked.standings
        if (due := each.due or (looked.now if each.path in soon else None)) is not None
        and due < span.until
        and each.verb not in FINAL
        and str(each.key) not in waits
    ]
    return Outgoing(
        tuple(_live(looked, span, links)),
        tuple(sorted(coming, key=lambda each: (each.at, each.key))),
        tuple(waiting),
        tuple(f"{each.scope}: {each.reason}" for each in looked.view.freezes()),
        tuple(looked.found.broken),
        incidents=_incidents(looked),
    )


def _incidents(looked: Looked) -> dict[str, str]:
    """Incidents of the last weeks that go on: how grave they are, and what is up."""
    found = histories(looked.view.events((looked.now - _WEEKS).date()))
    return {
        each.id: ", ".join(filter(None, [each.level, each.summary]))
        for each in found
        if each.is_open and each.steps[0].name == "open"
    }


def _live(looked: Looked, span: Span, links: dict[str, str | None]) -> Iterator[Live]:
    lanes: dict[str, str] = {}
    for event in looked.view.events(span.since.date()):
        if event.kind is EventKind.CLAIM:
            report = event.body.get("report")
            said = report.get("lane") if isinstance(report, dict) else None
            lanes[event.key] = str(said or "")
        posted = event.kind is EventKind.POSTED and not is_reserved(event.key)
        if posted and span.since <= event.at <= looked.now:
            key = str(Key.parse(event.key))
            yield Live(key, event.at, links.get(key), lanes.get(event.key, ""))


def _on_disk(here: Here, span: Span, why: str) -> Outgoing:
    posts = planned(here.where.tree, here.space.settings, here.now, span.until)
    coming = [
        Coming(f"{post.id}@{account}", post.at, "planned", "", post.path)
        for post in posts
        if post.at is not None
        for account in post.accounts
    ]
    note = f"{why}, so these are the posts on disk, sent or not"
    return Outgoing(coming=tuple(coming), note=note)
