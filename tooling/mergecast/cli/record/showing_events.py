"""What `mergecast ledger show` does: find the events that were asked for."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from mergecast.cli.publishing.offline import offline, offline_ledger
from mergecast.cli.record.reaching import named
from mergecast.cli.record.rehearsed_record import say
from mergecast.cli.session import Session
from mergecast.cli.wiring import published
from mergecast.ledger.snapshot import Snapshot
from mergecast.model.event import Event, EventKind
from mergecast.model.key import Key, is_reserved

_SCOPED = frozenset({EventKind.FREEZE, EventKind.THAW})


@dataclass(frozen=True, slots=True)
class Asked:
    """Which events are asked for; None and empty ask for all.

    ``run`` is how the name of a run begins, ``last`` how many of the newest.
    """

    post: str | None = None
    account: str | None = None
    kinds: Collection[str] = ()
    since: datetime | None = None
    until: datetime | None = None
    run: str | None = None
    last: int | None = None

    def wants(self, event: Event) -> bool:
        """Whether an event is one of them, ``last`` aside."""
        return (
            (not self.kinds or event.kind in self.kinds)
            and (self.since is None or event.at >= self.since)
            and (self.until is None or event.at < self.until)
            and (self.run is None or (event.run or "").startswith(self.run))
            and self._is_about(event)
        )

    def _is_about(self, event: Event) -> bool:
        if self.post is None and self.account is None:
            return True
        if event.kind in _SCOPED:
            own = {f"post:{self.post}", f"account:{self.account}"}
            return event.body["scope"] in own
        if is_reserved(event.key):
            return False
        key = Key.parse(event.key)
        return self.post in {None, key.post, key.name} and self.account in {
            None,
            key.account,
        }


def events(session: Session, asked: Asked, *, away: bool = False) -> list[Event]:
    """The events of the workspace's ledger that were asked for, oldest first.

    Args:
        session: how the command was called.
        asked: which ones.
        away: whether to look at what this clone has, and ask no remote.

    Raises:
        MergecastError: there is no ledger, or it cannot be read.
    """
    if away:
        return select(say(offline_ledger(offline(session.workspace))).open(), asked)
    return select(say(named(published(session.workspace))).open(), asked)


def select(view: Snapshot, asked: Asked) -> list[Event]:
    """The events of a ledger that were asked for; reads no more days than it must."""
    last = asked.last or 0
    if last and asked.since is None:
        found = [event for event in view.tail.events if asked.wants(event)]
        if len(found) >= last:
            return found[-last:]
    day = asked.since.date() if asked.since else None
    found = [event for event in view.events(day) if asked.wants(event)]
    return found[-last:] if last else found
