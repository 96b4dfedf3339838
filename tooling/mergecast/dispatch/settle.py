"""Settle what earlier runs left open, before anything new is claimed.

A claim that was never announced is certainly not sent, and after its lease it is open
again: should its runner wake up, the ledger refuses its announcement. What was
announced may be live. It is looked for on the account's own timeline: one post with the
same words that answers the same post, and that no other part has on record, is it. If
it is not there long after any send could have begun, nobody knows, and it is held for a
person. Nothing is ever sent again without proof.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from mergecast.dispatch.ports import LedgerView, OwnPost, Unreadable
from mergecast.dispatch.recorded import (
    IN_FLIGHT,
    LEASE,
    QUIET,
    began,
    posted_ids,
    ways_out,
)
from mergecast.dispatch.words import digest_of
from mergecast.dispatch.world import Step, World, append
from mergecast.errors import WorkspaceError
from mergecast.model.event import Event, EventKind
from mergecast.model.key import Key, is_reserved
from mergecast.model.ledger_state import (
    Appended,
    Draft,
    KeyState,
    PartState,
    Via,
)

_BEFORE = timedelta(seconds=60)
"""How much earlier than its claim a post may seem to be: clocks differ."""

_OPEN = frozenset({EventKind.CLAIM, EventKind.SENDING, EventKind.UNKNOWN})
_MAYBE = frozenset({PartState.SENDING, PartState.UNKNOWN})


@dataclass(frozen=True, slots=True)
class Case:
    """One part that nobody knows about, with its claim."""

    key: Key
    state: KeyState
    claim: Event

    @property
    def since(self) -> datetime:
        """From when on it may be on the timeline."""
        return self.claim.at - _BEFORE


def settle(
    world: World, keys: Iterable[Key] = (), view: LedgerView | None = None
) -> Generator[Step, None, LedgerView]:
    """Settle what can be settled now.

    Args:
        world: the ports to act through.
        keys: parts that are read anyway; those of the newest events are found here.
        view: the ledger as it was seen last.

    Returns:
        The ledger as it was seen last.
    """
    view = view or world.look()
    wanted = dict.fromkeys([*keys, *_lately(view)])
    cases = list(_cases(view, wanted, world.clock.now()))
    if not cases:
        return view
    for account in sorted({case.key.account or "" for case in cases}):
        own = [case for case in cases if case.key.account == account]
        for case in own:
            if case.state.state is PartState.CLAIMED:
                yield from _write(world, case, _never_announced(case))
        maybe = [case for case in own if case.state.state in _MAYBE]
        if maybe:
            yield from _look_up(world, account, maybe)
    return world.look()


def _lately(view: LedgerView) -> Iterator[Key]:
    last = {event.key: event.kind for event in view.tail.events}
    for key, kind in last.items():
        if kind in _OPEN and not is_reserved(key):
            yield Key.parse(key)


def _cases(view: LedgerView, keys: Iterable[Key], now: datetime) -> Iterator[Case]:
    """What is open, and whose run can be at it no longer."""
    for key in keys:
        state = view.state(key)
        if state is None or state.claim is None or key.delete:
            continue
        over = state.state is PartState.UNKNOWN or (
            state.state in IN_FLIGHT and now >= began(state) + LEASE
        )
        claim = _claim_of(view, state) if over else None
        if claim is not None:
            yield Case(key, state, claim)


def _claim_of(view: LedgerView, state: KeyState) -> Event | None:
    if state.claim is None:
        return None
    nonce = state.claim.nonce
    near = next((one for one in view.tail.events if one.nonce == nonce), None)
    if near is not None:
        return near
    older = view.events(state.claim.at.date())
    return next((one for one in older if one.nonce == nonce), None)


def _never_announced(case: Case) -> Draft:
    reason = f"its run claimed it at {case.claim.at:%H:%M} UTC and never began to send"
    return _draft(case, EventKind.RELEASED, reason=reason)


def _look_up(world: World, account: str, cases: list[Case]) -> Iterator[Step]:
    """Read one account's timeline once, and compare each of its open parts with it."""
    known = world.accounts.get(account)
    if known is None:
        return
    from mergecast.networks import NETWORKS  # noqa: PLC0415 - only where it matters

    if NETWORKS[known.network].ONCE != "lookup":
        for case in cases:
            yield from _write(world, case, _cannot_be_asked(world, case))
        return
    since = min(case.since for case in cases)
    try:
        seen = world.publisher(known).look_up(since)
    except WorkspaceError as error:
        # Without keys nothing can be read; the next tick may have them.
        seen = Unreadable(error.message)
    if isinstance(seen, Unreadable):
        return
    taken = dict(posted_ids(world.look().events((since - timedelta(days=1)).date())))
    for case in sorted(cases, key=lambda one: one.claim.seq):
        found = [post.id for post in seen if _is(post, case, taken)]
        yield from _write(world, case, _verdict(world, case, found))
        taken.update(dict.fromkeys(found, str(case.key)))


def _is(post: OwnPost, case: Case, taken: Mapping[str, str]) -> bool:
    seek = case.claim.body.get("seek", {})
    return (
        post.id not in taken
        and post.reply_to == seek.get("reply_to")
        and any(digest_of(text) == seek.get("text") for text in post.texts)
    )


def _verdict(world: World, case: Case, found: list[str]) -> Draft | None:
    """What the timeline says; None where it is too early to say anything."""
    if len(found) == 1:
        account = world.accounts[case.key.account or ""]
        url = world.permalink(account, found[0])
        via = Via.LOOKUP.value
        return _draft(case, EventKind.POSTED, id=found[0], url=url, via=via)
    now = world.clock.now()
    if found:
        ids = ", ".join(found)
        return _held(case, f"{len(found)} posts with its words are live: {ids}")
    if now < _quiet_until(case.state):
        return None
    evidence = case.state.reason or "its run was not heard of again"
    return _held(
        case, f"outcome unknown ({evidence}); not on the timeline at {now:%H:%M} UTC"
    )


def _cannot_be_asked(world: World, case: Case) -> Draft | None:
    if world.clock.now() < _quiet_until(case.state):
        return None
    return _held(case, "outcome unknown, and the network cannot be asked")


def _quiet_until(state: KeyState) -> datetime:
    """Until when a post that is not on the timeline may still come to be there."""
    if state.state is PartState.UNKNOWN:
        return state.at + QUIET
    return began(state) + LEASE + QUIET


def _held(case: Case, reason: str) -> Draft:
    return _draft(case, EventKind.HELD, reason=reason, may_be_live=True)


def _draft(case: Case, kind: EventKind, **body: object) -> Draft:
    return Draft(kind, str(case.key), case.state.try_, body=body)


def _write(world: World, case: Case, draft: Draft | None) -> Iterator[Step]:
    """Record a verdict, unless somebody else wrote of that part meanwhile."""
    view = world.look()
    while draft is not None:
        state = view.state(case.key)
        if state is None or state.event != case.state.event:
            return
        written = append(world, view, draft)
        if isinstance(written, Appended):
            yield _step(case, draft)
            return
        view = written.view


def _step(case: Case, draft: Draft) -> Step:
    if draft.kind is EventKind.POSTED:
        detail = f"{draft.body['url']} (found on the timeline)"
        return Step(case.key, "posted", detail)
    reason = str(draft.body["reason"])
    if draft.kind is EventKind.RELEASED:
        return Step(case.key, "open", f"{reason}; it was certainly not sent")
    return Step(case.key, "held", told(case.key, reason), settled=False)


def told(key: Key, reason: str) -> str:
    """A hold for people: what is known, that it may be live, and the ways out."""
    first, second = ways_out(key, may_be_live=True)
    return f"{reason}; it may be live. Look, then run: {first}, or: {second}"
