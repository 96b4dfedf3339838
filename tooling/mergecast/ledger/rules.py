"""Which event may follow which state: one table, and the conditions it cannot hold.

A claim is a try with a number. Whatever is written for a try gives its number, so that
a runner that slept through its lease is refused instead of believed. What is true is
always taken, though: that a part was found live, or a late receipt of an earlier try,
closes the key whatever state it is in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

from mergecast.ledger.record import Record, key_state
from mergecast.ledger.shape import shown
from mergecast.model.event import Event, EventKind
from mergecast.model.freeze import Freeze, stopped_by
from mergecast.model.key import Key, is_reserved
from mergecast.model.ledger_state import FILE_GONE, KeyState, PartState, Resolution, Via

_S = PartState
_UNSENT = frozenset({_S.OPEN, _S.CLAIMED, _S.HELD, _S.MISSED, _S.MANUAL})
_WAITING = frozenset({_S.OPEN, _S.UNKNOWN, _S.HELD, _S.MISSED, _S.MANUAL, _S.CANCELLED})

FROM: Mapping[EventKind, frozenset[PartState]] = {
    EventKind.CLAIM: frozenset({_S.OPEN}),
    EventKind.SENDING: frozenset({_S.CLAIMED}),
    EventKind.POSTED: frozenset(_S) - {_S.POSTED, _S.RETRACTED},
    EventKind.RETRACTED: frozenset({_S.POSTED}),
    EventKind.UNKNOWN: frozenset({_S.CLAIMED, _S.SENDING, _S.UNKNOWN}),
    EventKind.RELEASED: frozenset(_S) - {_S.OPEN, _S.POSTED, _S.RETRACTED, _S.MANUAL},
    EventKind.HELD: frozenset(_S) - {_S.POSTED, _S.RETRACTED, _S.CANCELLED, _S.MANUAL},
    EventKind.MISSED: frozenset({_S.OPEN, _S.CLAIMED, _S.UNKNOWN, _S.HELD}),
    EventKind.CANCELLED: _UNSENT,
    EventKind.RESOLVED: _WAITING | {_S.POSTED},
}
"""The states from which an event of each kind may come."""

OF_DELETION: Mapping[EventKind, frozenset[PartState]] = {
    **FROM,
    EventKind.POSTED: frozenset(),
    EventKind.RETRACTED: frozenset({_S.CLAIMED, _S.SENDING, _S.UNKNOWN, _S.HELD}),
}
"""The same for the key of a deletion, which ends retracted and never posted."""


def refusal(
    event: Event, before: Record | None, freezes: Iterable[Freeze]
) -> str | None:
    """Why the event may not be written now, in words; None when it may."""
    if is_reserved(event.key):
        return _of_the_ledger(event, before)
    key = Key.parse(event.key)
    state = key_state(before) if before else None
    here = state.state if state else PartState.OPEN
    allowed = OF_DELETION if key.delete else FROM
    if here not in allowed[event.kind]:
        return f"'{event.key}' is {here}: no '{event.kind}' event can follow"
    stopped = stopped_by(key, freezes, _scopes(event, state))
    if stopped and event.kind in {EventKind.CLAIM, EventKind.SENDING}:
        return f"'{event.key}' is frozen by {stopped.by}: {stopped.reason}"
    condition = _CONDITIONS.get(event.kind, _plain)
    return _of_the_try(event, state) or condition(event, state)


def _of_the_ledger(event: Event, before: Record | None) -> str | None:
    if event.try_ != 0:
        return f"'{event.key}' has no tries"
    if event.kind is EventKind.GENESIS and event.seq != 0:
        return "a ledger is born only once"
    if event.kind is EventKind.THAW:
        scope = event.body["scope"]
        frozen = before.facts.get("freezes", ()) if before else ()
        if scope not in {one["scope"] for one in frozen}:
            return f"{shown(scope)} is not frozen"
    return None


def _scopes(event: Event, state: KeyState | None) -> tuple[str, ...]:
    if event.kind is EventKind.CLAIM:
        return tuple(event.body.get("scopes", ()))
    return state.scopes if state else ()


def _of_the_try(event: Event, state: KeyState | None) -> str | None:
    last = state.try_ if state else 0
    wanted = last + 1 if event.kind is EventKind.CLAIM else last
    late = event.kind is EventKind.POSTED and 0 < event.try_ < last
    if event.try_ != wanted and not late:
        return f"'{event.key}' is at try {last}; this is for try {event.try_}"
    return None


_Condition: TypeAlias = Callable[[Event, KeyState | None], str | None]


def _plain(_event: Event, _state: KeyState | None) -> str | None:
    return None


def _claim(event: Event, _state: KeyState | None) -> str | None:
    if event.payload is None and not Key.parse(event.key).delete:
        return f"a claim of '{event.key}' has to say which payload"
    return None


def _as_claimed(event: Event, state: KeyState | None) -> str | None:
    if state and event.payload != state.payload:
        return f"the payload is not the one that was claimed for '{event.key}'"
    return None


def _posted(event: Event, state: KeyState | None) -> str | None:
    if event.body["via"] not in frozenset(Via):
        return f"{shown(event.body['via'])} is no way to know that a part is live"
    here = state.state if state else PartState.OPEN
    own = state is not None and event.try_ == state.try_
    if event.body["via"] != Via.SEND:
        return None
    if own and here not in {PartState.SENDING, PartState.UNKNOWN, PartState.HELD}:
        return f"'{event.key}' is {here}: its send was never announced"
    return _as_claimed(event, state) if own else None


def _certain(event: Event, state: KeyState | None) -> str | None:
    """What may be live needs evidence before it is called not live.

    Only the run that announced a send knows of itself that it never made it.
    """
    if state is None or not state.may_be_live:
        return None
    if event.body.get("may_be_live") or event.body.get("evidence"):
        return None
    own = state.claim is not None and state.claim.run == event.run
    if own and state.state is PartState.SENDING:
        return None
    return f"'{event.key}' may be live: 'body.evidence' has to say why it is not"


def _released(event: Event, state: KeyState | None) -> str | None:
    if state and state.state is PartState.CANCELLED and state.code != FILE_GONE:
        return f"'{event.key}' was cancelled, and not because its file was gone"
    return _certain(event, state)


def _cancelled(event: Event, state: KeyState | None) -> str | None:
    if state and state.may_be_live:
        return f"'{event.key}' may be live: settle it before it is cancelled"
    return None


def _resolved(event: Event, state: KeyState | None) -> str | None:
    outcome = event.body["outcome"]
    here = state.state if state else PartState.OPEN
    if outcome not in frozenset(Resolution):
        return f"{shown(outcome)} is no way to settle a part"
    if outcome == Resolution.POSTED and not event.body.get("id"):
        return "a part that is live has an id: 'body.id' is missing"
    gone = outcome == Resolution.GONE
    if here is PartState.POSTED and not gone:
        return f"'{event.key}' is live: it cannot be settled as '{outcome}'"
    if here is PartState.OPEN and (gone or outcome == Resolution.RESEND):
        return f"'{event.key}' is open: there is nothing to settle"
    return None


_CONDITIONS: Mapping[EventKind, _Condition] = {
    EventKind.CLAIM: _claim,
    EventKind.SENDING: _as_claimed,
    EventKind.POSTED: _posted,
    EventKind.RELEASED: _released,
    EventKind.HELD: _certain,
    EventKind.MISSED: _certain,
    EventKind.CANCELLED: _cancelled,
    EventKind.RESOLVED: _resolved,
}
