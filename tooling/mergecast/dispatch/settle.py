"""Settle what earlier runs left open, before anything new is claimed.

A claim that was never announced is certainly not sent, and after its lease it is open
again: should its runner wake up, the ledger refuses its announcement. What was
announced may be live. It is looked for on the account's own timeline: one post with the
same words that answers the same post, and that no other part has on record, is it. If
it is not there long after any send could have begun, nobody knows, and it is held for a
person. Nothing is ever sent again without proof.

A network that takes each key only once needs no look at first: ``again`` sends there a
second time without harm. One that cannot be asked leaves it to a person.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from mergecast.dispatch.again import REPEATABLE, once
from mergecast.dispatch.ports import LedgerView, Unreadable
from mergecast.dispatch.receipt import may_be_live
from mergecast.dispatch.recorded import IN_FLIGHT, LEASE, QUIET, began
from mergecast.dispatch.timeline import WORDLESS, is_it, several, taken, timeline
from mergecast.dispatch.world import Step, World, append
from mergecast.model.event import Event, EventKind
from mergecast.model.key import Key, is_reserved
from mergecast.model.ledger_state import (
    Appended,
    Draft,
    KeyState,
    PartState,
    Via,
)
from mergecast.model.settings import Account
from mergecast.model.spoken import clock

_BEFORE = timedelta(seconds=60)
"""How much earlier than its claim a post may seem to be: clocks differ."""

NO_LOOK = timedelta(hours=24)
"""How long runs go on trying to read a timeline before a person has to."""

_OPEN = frozenset({EventKind.CLAIM, EventKind.SENDING, EventKind.UNKNOWN})
_MAYBE = frozenset({PartState.SENDING, PartState.UNKNOWN})
_UNREAD = "the timeline cannot be read: "


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
    asked = [key for key in keys if not key.delete]
    states = view.states(asked)
    for key in asked:
        state = states[str(key)]
        if state is None or state.claim is None:
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
    reason = f"its run claimed it at {clock(case.claim.at)} and never began to send"
    return _draft(case, EventKind.RELEASED, reason=reason)


def _look_up(world: World, account: str, cases: list[Case]) -> Iterator[Step]:
    """Find out about an account's open parts in the way that its network allows."""
    known = world.accounts.get(account)
    if known is None:
        return
    way = once(known)
    if way == "none":
        for case in cases:
            yield from _write(world, case, _cannot_be_asked(world, case))
        return
    if way == "native":
        now = world.clock.now()
        cases = [case for case in cases if now >= case.claim.at + REPEATABLE]
    if cases:
        yield from _compare(world, known, cases)


def _compare(world: World, account: Account, cases: list[Case]) -> Iterator[Step]:
    """Read one account's timeline once, and compare each of its open parts with it."""
    since = min(case.since for case in cases)
    seen = timeline(world, account, since)
    if isinstance(seen, Unreadable):
        for case in cases:
            yield from _cannot_look(world, case, seen.reason)
        return
    known = taken(world.look(), since)
    for case in sorted(cases, key=lambda one: one.claim.seq):
        seek = case.claim.body.get("seek", {})
        found = [post.id for post in seen if is_it(post, seek, known)]
        yield from _write(world, case, _verdict(world, case, found))
        known.update(dict.fromkeys(found, str(case.key)))


def _cannot_look(world: World, case: Case, why: str) -> Iterator[Step]:
    """Nobody waits for ever: after a day without a look it is a person's to look."""
    # What a network says of it may begin with the very words.
    reason = f"{_UNREAD}{why.removeprefix(_UNREAD)}"
    if world.clock.now() < _quiet_until(case.state) + NO_LOOK:
        yield Step(case.key, "waits", f"{reason}; it may be live, and runs look again")
        return
    yield from _write(world, case, _held(case, f"outcome unknown; {reason}"))


def _verdict(world: World, case: Case, found: list[str]) -> Draft | None:
    """What the timeline says; None where it is too early to say anything."""
    wordless = case.claim.body.get("seek", {}).get("text") == WORDLESS
    if len(found) == 1 and not wordless:
        account = world.accounts[case.key.account or ""]
        url = world.permalink(account, found[0])
        via = Via.LOOKUP.value
        return _draft(case, EventKind.POSTED, id=found[0], url=url, via=via)
    now = world.clock.now()
    if found:
        return _held(case, several(found))
    if now < _quiet_until(case.state):
        return None
    evidence = case.state.reason or "its run was not heard of again"
    return _held(
        case, f"outcome unknown ({evidence}); not on the timeline at {clock(now)}"
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
    detail = may_be_live(case.key, reason)
    return Step(case.key, "held", detail, settled=False)
