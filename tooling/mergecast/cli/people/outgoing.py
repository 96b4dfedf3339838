"""What went out, what goes out and what waits for a person, as far as it can be known.

A stand-up and a handover are wanted also where the ledger or the remote is away; then
the posts on disk say what is planned, and a note says what that leaves open.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from mergecast.cli.people.team_files import Here
from mergecast.cli.publishing.statusing import Looked, look
from mergecast.cli.record.reaching import record
from mergecast.cli.session import Session
from mergecast.cli.wiring import published
from mergecast.dispatch.decision import FINAL
from mergecast.errors import GitError, WorkspaceError
from mergecast.loading.planned import planned
from mergecast.model.event import EventKind
from mergecast.model.key import Key, is_reserved
from mergecast.renderers.today import Coming, Live, Waiting


@dataclass(frozen=True, slots=True)
class Span:
    """From when on what went out is told, and until when what goes out."""

    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What is told of posts; ``note`` is why it is less than all."""

    live: tuple[Live, ...] = ()
    coming: tuple[Coming, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    frozen: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()
    note: str = ""


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
    coming = [
        Coming(str(each.key), each.due, each.verb.value, each.reason, each.path)
        for each in looked.standings
        if each.due is not None
        and each.due < span.until
        and each.verb not in FINAL
        and str(each.key) not in waits
    ]
    return Outgoing(
        tuple(_live(looked, span, links)),
        tuple(sorted(coming, key=lambda each: (each.at, each.key))),
        tuple(waiting),
        tuple(f"{each.scope}: {each.reason}" for each in looked.view.freezes()),
        tuple(looked.found.broken),
    )


def _live(looked: Looked, span: Span, links: dict[str, str | None]) -> Iterator[Live]:
    for event in looked.view.events(span.since.date()):
        posted = event.kind is EventKind.POSTED and not is_reserved(event.key)
        if posted and span.since <= event.at <= looked.now:
            key = str(Key.parse(event.key))
            yield Live(key, event.at, links.get(key))


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
