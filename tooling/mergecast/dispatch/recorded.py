"""What the ledger says of a part, as a decision: nothing may undo it.

The words are for people: what is known, whether it may be live, and since when. How to
settle what waits for a person is ``ways_out``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from mergecast.dispatch.decision import Verb
from mergecast.model.event import Event, EventKind
from mergecast.model.key import Key
from mergecast.model.ledger_state import KeyState, PartState
from mergecast.model.spoken import clock

LEASE = timedelta(minutes=20)
"""How long a claim stands without a word before its outcome counts as unknown."""

QUIET = timedelta(minutes=15)
"""How long an unknown outcome rests before it is looked up: timelines lag."""

IN_FLIGHT = frozenset({PartState.CLAIMED, PartState.SENDING})

FOR_A_PERSON = frozenset({PartState.UNKNOWN, PartState.HELD, PartState.MISSED})
"""What a person may settle; what is unknown may yet settle itself."""

_VERB_OF = {
    PartState.CLAIMED: Verb.UNKNOWN,
    PartState.SENDING: Verb.UNKNOWN,
    PartState.UNKNOWN: Verb.UNKNOWN,
    PartState.POSTED: Verb.DONE,
    PartState.RETRACTED: Verb.CANCELLED,
    PartState.HELD: Verb.HOLD,
    PartState.MISSED: Verb.MISSED,
    PartState.MANUAL: Verb.MANUAL,
    PartState.CANCELLED: Verb.CANCELLED,
}


@dataclass(frozen=True, slots=True)
class Said:
    """What a record decides; ``until`` is when a wait ends by itself."""

    verb: Verb
    reason: str
    until: datetime | None = None


def said(state: KeyState | None, now: datetime) -> Said | None:
    """What the record of a part decides; None where it decides nothing."""
    if state is None or state.state is PartState.OPEN:
        return None
    if state.state in IN_FLIGHT:
        since = began(state)
        if now < since + LEASE:
            reason = "another run is sending it now"
            return Said(Verb.WAIT, reason, since + LEASE)
    verb = _VERB_OF[state.state]
    reason = _reason(state)
    if verb is Verb.UNKNOWN:
        reason += "; it may be live, and the next runs look it up"
    elif state.may_be_live and verb is not Verb.DONE:
        reason += "; it may be live: look at the account before you do anything"
    return Said(verb, reason)


def began(state: KeyState) -> datetime:
    """When the last try began: lease, deadline and look-up run from there."""
    return state.claim.at if state.claim else state.at


def _reason(state: KeyState) -> str:
    if state.state in IN_FLIGHT:
        since = began(state)
        return f"a run claimed it at {clock(since)} and was not heard of again"
    if state.state is PartState.POSTED:
        live = f"live since {clock(state.at)}"
        return f"{live}: {state.url}" if state.url else live
    return state.reason or ""


def posted_ids(events: Iterable[Event]) -> Mapping[str, str]:
    """Which key each of the network's ids was recorded for: it is of one part only."""
    live = {EventKind.POSTED, EventKind.RESOLVED}
    return {
        str(event.body["id"]): event.key
        for event in events
        if event.kind in live and event.body.get("id")
    }


def ways_out(key: Key, *, may_be_live: bool) -> tuple[str, str]:
    """The two commands with which a person settles a part."""
    resolve = f"mergecast resolve {key}"
    if key.delete:
        return f"{resolve} --gone", f"{resolve} --resend"
    if may_be_live:
        return f"{resolve} --posted URL", f"{resolve} --resend"
    return f"{resolve} --resend", f"{resolve} --cancel"
