"""Which posts a freeze kept back, as plan and ledger have them now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from mergecast.approvals.policy import NotApproved
from mergecast.cli.record.reaching import ledger
from mergecast.cli.session import Session
from mergecast.cli.wiring import Published
from mergecast.crisis.triage import Item
from mergecast.dispatch.decision import Decision, Verb
from mergecast.dispatch.kept_back import KEPT_BACK, TOO_LATE, is_reactive
from mergecast.dispatch.pace import Rules, decisions
from mergecast.dispatch.scopes import scopes as scopes_of
from mergecast.dispatch.target import Target
from mergecast.ledger.snapshot import Snapshot
from mergecast.loading.due import CommitCalendar
from mergecast.model.event import EventKind
from mergecast.model.key import Key, is_reserved
from mergecast.model.ledger_state import PartState
from mergecast.model.moments import UnknownZoneError, zone
from mergecast.model.post import ASAP

_AHEAD = timedelta(days=14)
_CODES = frozenset({KEPT_BACK, TOO_LATE})


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
    rules = Rules(_nobody, source.space.settings.publishing, now, ask_ahead=False)
    each = decisions(found.targets, view, rules)
    held = [one for one in each if _is_kept(one, view, now) and _is_of(one, wanted)]
    posts: dict[str, list[Decision]] = {}
    for one in held:
        posts.setdefault(one.target.post.id, []).append(one)
    accounts = source.space.settings.accounts
    return Kept(
        tuple(_item(post, found, view) for post, found in posts.items()),
        _taken(view, [one for one in each if one not in held], now),
        {post: found[0].target for post, found in posts.items()},
        {key: _zone(account.timezone) for key, account in accounts.items()},
    )


def _nobody(_target: Target) -> NotApproved:
    return NotApproved("nobody was asked")


def _key(one: Decision) -> Key:
    target = one.target
    return Key(target.post.id, None, target.account.key, one.part)


def _is_kept(one: Decision, view: Snapshot, now: datetime) -> bool:
    """Whether it is, or would be without the freeze, something to send."""
    target = one.target
    soon = target.post.publish_at == ASAP
    if target.retract is not None or target.post.flag("manual"):
        return False
    if one.verb is Verb.FROZEN:
        return target.crisis is None and (
            soon or (one.due is not None and one.due <= now)
        )
    if one.verb is Verb.MISSED:
        state = view.state(_key(one))
        return (one.code or (state.code if state else None)) in _CODES
    return soon and one.verb is Verb.WAIT and target.approved_after is not None


def _is_of(one: Decision, wanted: Sequence[str]) -> bool:
    target = one.target
    own = {
        "all",
        f"account:{target.account.key}",
        f"post:{target.post.id}",
        *scopes_of(target),
    }
    return not wanted or "all" in wanted or bool(own & set(wanted))


def _item(post: str, found: Sequence[Decision], view: Snapshot) -> Item:
    target = found[0].target
    dues = [one.target.schedule.at for one in found if one.target.schedule.at]
    codes = {one.code for one in found}
    codes |= {state.code for one in found if (state := view.state(_key(one)))}
    return Item(
        post,
        tuple(sorted({one.target.account.key for one in found})),
        min(dues, default=None),
        target.schedule.until,
        again=TOO_LATE in codes or is_reactive(target),
        part=max(one.part for one in found),
        why=found[0].reason,
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
