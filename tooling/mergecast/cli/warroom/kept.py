"""Which posts a freeze kept back, as plan and ledger have them now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from mergecast.cli.approving.policy_wiring import approvals
from mergecast.cli.record.reaching import ledger
from mergecast.cli.session import Session
from mergecast.cli.wiring import Published
from mergecast.crisis.triage import Item
from mergecast.dispatch.decision import Decision, Verb
from mergecast.dispatch.pace import Rules, decisions
from mergecast.dispatch.target import Target
from mergecast.incidents.kept import items, of_scopes
from mergecast.incidents.kept import kept as kept_of
from mergecast.ledger.snapshot import Snapshot
from mergecast.loading.due import CommitCalendar
from mergecast.model.event import EventKind
from mergecast.model.key import Key, is_reserved
from mergecast.model.ledger_state import PartState
from mergecast.model.moments import UnknownZoneError, zone

_AHEAD = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Kept:
    """What was kept back, beside what is there.

    ``targets`` are those that were, by post.
    """

    items: tuple[Item, ...]
    taken: dict[str, list[datetime]]
    targets: dict[str, Target]
    zones: dict[str, tzinfo]


def kept(session: Session, source: Published, wanted: Sequence[str]) -> Kept:
    """Every post that came due under a freeze and is not out.

    Args:
        session: how the command was called.
        source: the publishing branch.
        wanted: only of these scopes, where there are any.

    Raises:
        MergecastError: the ledger cannot be read.
    """
    view = ledger(session, source).open()
    now = session.now()
    found = CommitCalendar(source.tree, source.space, _AHEAD).read(view.tick(), now)
    approve = approvals(source, view, session.now)
    rules = Rules(approve, source.space.settings.publishing, now)
    each = decisions(found.targets, view, rules)
    held = [one for one in kept_of(each, view, approve, now) if of_scopes(one, wanted)]
    accounts = source.space.settings.accounts
    return Kept(
        items(held, view),
        _taken(view, [one for one in each if one not in held], now),
        {one.target.post.name: one.target for one in reversed(held)},
        {key: _zone(account.timezone) for key, account in accounts.items()},
    )


def _taken(
    view: Snapshot, others: Sequence[Decision], now: datetime
) -> dict[str, list[datetime]]:
    """When each account posted of late, and when it will."""
    found: dict[str, list[datetime]] = {}
    for account, at in _sent(view):
        found.setdefault(account, []).append(at)
    for one in others:
        due = one.target.schedule.at
        if (
            due is not None
            and due > now
            and one.verb not in {Verb.DONE, Verb.CANCELLED}
        ):
            found.setdefault(one.target.account.key, []).append(due)
    return found


def _sent(view: Snapshot) -> Iterator[tuple[str, datetime]]:
    for event in view.tail.events:
        if event.kind is EventKind.POSTED and not is_reserved(event.key):
            key = Key.parse(event.key)
            state = view.state(key)
            live = state is not None and state.state is PartState.POSTED
            if key.part == 1 and key.account is not None and live:
                yield key.account, event.at


def _zone(name: str) -> tzinfo:
    try:
        return zone(name)
    except UnknownZoneError:
        return zone("UTC")
