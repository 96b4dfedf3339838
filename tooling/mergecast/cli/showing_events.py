"""What `mergecast ledger show` does: find the events that were asked for."""

from __future__ import annotations

from mergecast.cli.reaching import named
from mergecast.cli.session import Session
from mergecast.cli.wiring import published
from mergecast.model.event import Event


def events(session: Session, *, post: str | None, kind: str | None) -> list[Event]:
    """The events of the workspace's ledger that were asked for, oldest first.

    Raises:
        MergecastError: there is no ledger, or it cannot be read.
    """
    view = named(published(session.workspace)).open()
    return [
        event
        for event in view.events()
        if (kind is None or event.kind == kind)
        and (post is None or event.key.partition("@")[0].partition("~")[0] == post)
    ]
