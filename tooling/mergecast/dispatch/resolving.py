"""What a person says of a part that waits for them, as one event of the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from mergecast.dispatch.ports import LedgerView, Recorded
from mergecast.dispatch.recorded import (
    FOR_A_PERSON,
    IN_FLIGHT,
    LEASE,
    began,
    posted_ids,
)
from mergecast.errors import UsageError
from mergecast.model.event import EventKind
from mergecast.model.key import Key
from mergecast.model.ledger_state import (
    CHANGED_WHILE_LIVE,
    Draft,
    KeyState,
    PartState,
    Resolution,
)
from mergecast.model.reasons import plain_reason
from mergecast.model.spoken import clock

_SETTLED_BY_HAND = FOR_A_PERSON | {PartState.MANUAL}
_NO_DELETION = frozenset({Resolution.POSTED, Resolution.MANUAL})
_NOT_DONE = "nothing was recorded"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person says, of which part, and where it is live if it is.

    ``target`` is the digest of all that the part's target is to send now, if known;
    ``said`` is when they said it, where that was before it could be written down.
    """

    key: Key
    outcome: Resolution
    reason: str
    by: str
    remote_id: str | None = None
    url: str | None = None
    target: str | None = None
    said: datetime | None = None


def pick(asked: Key, states: Mapping[Key, KeyState | None]) -> Key:
    """The one part that is meant: the one that waits, where a key is short.

    Args:
        asked: what the person wrote.
        states: the parts of that post and what is on record of them.

    Raises:
        UsageError: no part is meant, or several are.
    """
    meant = {key: state for key, state in states.items() if asked.covers(key)}
    waiting = [key for key, state in meant.items() if _state(state) in _SETTLED_BY_HAND]
    found = list(meant) if len(meant) == 1 else waiting
    if len(found) != 1 and asked in meant:
        # A part and its deletion have one name, but for the end of it.
        found = [asked]
    if len(found) == 1:
        return found[0]
    if not meant:
        raise UsageError(
            f"nobody knows '{asked}', neither the publishing branch nor the ledger",
            hint="look at `mergecast status` for the keys",
            not_done=_NOT_DONE,
        )
    raise UsageError(
        f"'{asked}' is more than one part",
        hint=f"name one of: {', '.join(str(key) for key in found or meant)}",
        not_done=_NOT_DONE,
    )


def needed(answer: Answer, seen: KeyState | None, view: Recorded) -> list[Draft]:
    """The event that records an answer; none where it is on record already.

    Args:
        answer: what the person says.
        seen: what was on record when they said it.
        view: the ledger now.

    Raises:
        UsageError: the part is no longer as they saw it, or a run is at it.
    """
    state = view.state(answer.key)
    if (state and state.event) != (seen and seen.event):
        here = _state(state)
        raise UsageError(
            f"'{answer.key}' changed meanwhile: it is {here} now",
            hint=f"look at `mergecast status {answer.key.post}` and decide again",
            not_done=_NOT_DONE,
        )
    if state is not None and state.state in IN_FLIGHT:
        raise _in_flight(answer.key, state)
    if _is_on_record(answer, state):
        return []
    _refuse_twin(answer, state)
    body = {
        "outcome": answer.outcome.value,
        "by": plain_reason(answer.by),
        "reason": plain_reason(answer.reason),
        "id": answer.remote_id,
        "url": answer.url,
        "target": _agreed(answer, state),
        "said": answer.said.isoformat() if answer.said else None,
    }
    told = {name: value for name, value in body.items() if value is not None}
    return [Draft(EventKind.RESOLVED, str(answer.key), body=told)]


def later(answer: Answer, view: LedgerView) -> list[Draft]:
    """The event for an answer that waited until the ledger could be reached.

    Nobody knows what was on record when it was given. That a part was left to a person,
    or is live, can still be said, unless the ledger knows better by now.

    Raises:
        UsageError: it went out meanwhile, a run is at it, or the post is another part.
    """
    state = view.state(answer.key)
    taken = posted_ids(view.events()).get(answer.remote_id or "")
    if taken not in {None, str(answer.key)}:
        raise UsageError(
            f"'{answer.url}' is '{taken}' already", hint="copy the link of the other"
        )
    if _state(state) is PartState.POSTED and not _is_on_record(answer, state):
        raise UsageError(
            f"it is live: {state.url if state else ''}; if it was posted by hand as "
            "well, it is there twice",
            hint="delete one of them on the network, then run `mergecast resolve "
            f"{answer.key} --posted URL` with the link of the other",
        )
    return needed(answer, state, view)


def _is_on_record(answer: Answer, state: KeyState | None) -> bool:
    here = _state(state)
    if answer.outcome is Resolution.POSTED and here is PartState.POSTED:
        return state is not None and state.remote_id == answer.remote_id
    return here is PartState.MANUAL and answer.outcome is Resolution.MANUAL


def _agreed(answer: Answer, state: KeyState | None) -> str | None:
    """The new words of an edited post, where they are to go out with what is live."""
    asked = state is not None and state.code == CHANGED_WHILE_LIVE
    return answer.target if asked and answer.outcome is Resolution.RESEND else None


def _state(state: KeyState | None) -> PartState:
    return state.state if state else PartState.OPEN


def _in_flight(key: Key, state: KeyState) -> UsageError:
    since = began(state)
    return UsageError(
        f"a run claimed '{key}' at {clock(since)} and may be sending it",
        hint=f"wait until {clock(since + LEASE)}, then run `mergecast publish`: "
        "it settles what it can and holds the rest for you",
        not_done=_NOT_DONE,
    )


def _refuse_twin(answer: Answer, state: KeyState | None) -> None:
    """What is live stays live: only that it is gone can be said of it."""
    here = _state(state)
    if answer.key.delete and answer.outcome in _NO_DELETION:
        raise UsageError(
            f"'{answer.key}' is a deletion: it cannot be settled as '{answer.outcome}'",
            hint="say --gone if the post is deleted, --resend to delete it again, or "
            "--cancel to let it stay",
            not_done=_NOT_DONE,
        )
    if here is PartState.POSTED and answer.outcome is not Resolution.GONE:
        raise UsageError(
            f"'{answer.key}' is live: {state.url if state else ''}",
            hint="if it was deleted on the network, say --gone",
            not_done=_NOT_DONE,
        )
    if here is PartState.OPEN and answer.outcome in {
        Resolution.RESEND,
        Resolution.GONE,
    }:
        raise UsageError(
            f"'{answer.key}' was never sent, and nothing keeps it from going out",
            hint="`mergecast plan` says when it goes, and why not",
            not_done=_NOT_DONE,
        )
