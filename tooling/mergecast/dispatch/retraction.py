"""What happens to a post that is to be taken back: pure, as every decision.

A post with ``retract`` sends nothing more. Once that is approved, what was not sent is
cancelled, what may be live is settled first, and what is live is deleted, the last part
first, so that no reader finds an answer to nothing. What is left is a tombstone: the
file and the record.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count

from mergecast.approvals.policy import NotApproved
from mergecast.dispatch.decision import Decision, Verb
from mergecast.dispatch.ports import Approve, Recorded
from mergecast.dispatch.recorded import IN_FLIGHT, LEASE, began, said
from mergecast.dispatch.scopes import scopes
from mergecast.dispatch.target import Target, keys
from mergecast.model.freeze import stopped_by
from mergecast.model.key import Key
from mergecast.model.ledger_state import KeyState, PartState

_MAYBE = IN_FLIGHT | {PartState.UNKNOWN}
_CLOSED = frozenset({PartState.RETRACTED, PartState.CANCELLED})


@dataclass(frozen=True, slots=True)
class OnRecord:
    """One part of a post that is taken back, and how its deletion stands."""

    key: Key
    state: KeyState | None
    deletion: KeyState | None

    @property
    def closed(self) -> bool:
        """Whether nothing is left to do about it."""
        return self.state is not None and self.state.state in _CLOSED

    @property
    def uncertain(self) -> bool:
        """Whether a run may be sending it, or its look-up goes on."""
        return self.state is not None and self.state.state in _MAYBE

    @property
    def live(self) -> bool:
        """Whether it is live, as far as the ledger knows."""
        return self.state is not None and self.state.state is PartState.POSTED

    @property
    def unsent(self) -> bool:
        """Whether it is certainly not live, and could still be sent."""
        if self.state is None:
            return True
        return not (self.closed or self.uncertain or self.state.may_be_live)

    def deletion_is(self, *states: PartState) -> bool:
        """Whether its deletion is on record as one of these."""
        return self.deletion is not None and self.deletion.state in states


def parts(target: Target, ledger: Recorded) -> tuple[OnRecord, ...]:
    """Every part that the target has, or ever had on record: an edit may drop some."""
    return tuple(
        OnRecord(key, ledger.state(key), ledger.state(key.deletion))
        for key in _keys(target, ledger)
    )


def _keys(target: Target, ledger: Recorded) -> Iterator[Key]:
    number = 0
    for number, key in enumerate(keys(target), 1):  # noqa: B007 - used after the loop
        yield key
    for more in count(number + 1):
        key = target.key(more)
        if ledger.state(key) is None:
            return
        yield key


def decide(
    target: Target, ledger: Recorded, approve: Approve, now: datetime
) -> Decision:
    """What happens now to a target whose post has ``retract``."""
    target = _in_a_freeze(target, ledger)
    each = parts(target, ledger)
    over = _over(target, each)
    if over is not None:
        return over
    if target.trouble is not None:
        return Decision(target, Verb.WAIT, target.trouble)
    answer = approve(target)
    if isinstance(answer, NotApproved):
        reason = f"its retraction is not approved yet: {answer.reason}"
        return Decision(target, Verb.WAIT, reason)
    return _next(target, each, now)


def _in_a_freeze(target: Target, ledger: Recorded) -> Target:
    """What is frozen is taken back by one whom the matrix names: that cannot wait."""
    stopped = stopped_by(next(keys(target)), ledger.freezes(), scopes(target))
    return target if stopped is None else replace(target, crisis="")


def _over(target: Target, each: tuple[OnRecord, ...]) -> Decision | None:
    """Nothing is left to do: it is gone, or a person said that it may stay."""
    left = [one for one in each if not one.closed]
    if not left:
        return Decision(target, Verb.CANCELLED, f"retracted: {target.retract}")
    if all(one.live and one.deletion_is(PartState.CANCELLED) for one in left):
        reason = f"live, as a person wished: {_where(left[0])}"
        return Decision(target, Verb.DONE, reason, _number(left[0]))
    return None


def _next(target: Target, each: tuple[OnRecord, ...], now: datetime) -> Decision:
    unsent = [one for one in each if one.unsent]
    if unsent:
        reason = f"taken back: {target.retract}; what was not sent is cancelled"
        return Decision(target, Verb.RETRACT, reason, _number(unsent[0]))
    for one in each:
        if one.uncertain:
            return _settled_first(target, one, now)
    live = [one for one in reversed(each) if one.live]
    for one in live:
        if not one.deletion_is(PartState.HELD, PartState.CANCELLED):
            return _deletion(target, one, now)
    return _for_a_person(target, each)


def _settled_first(target: Target, one: OnRecord, now: datetime) -> Decision:
    found = said(one.state, now)
    reason = "it is taken back once it is known whether it is live"
    told = f"{found.reason}; {reason}" if found else reason
    until = found.until if found else None
    return Decision(target, Verb.WAIT, told, _number(one), until)


def _deletion(target: Target, one: OnRecord, now: datetime) -> Decision:
    number = _number(one)
    state = one.deletion
    if state is not None and state.state in IN_FLIGHT and now < began(state) + LEASE:
        until = began(state) + LEASE
        return Decision(
            target, Verb.WAIT, "another run is deleting it now", number, until
        )
    reason = f"taken back: {target.retract}; deletes {_where(one)}"
    return Decision(target, Verb.RETRACT, reason, number)


def _for_a_person(target: Target, each: tuple[OnRecord, ...]) -> Decision:
    """All that a run can do is done; what is left may be live."""
    for one in each:
        if one.live and one.deletion is not None and one.deletion_is(PartState.HELD):
            reason = f"{one.deletion.reason}; it is still live: {_where(one)}"
            return Decision(target, Verb.HOLD, reason, _number(one))
    one = next(one for one in each if not one.closed and not one.live)
    known = (one.state.reason if one.state else None) or "its outcome is not known"
    told = f"{known}; it may be live, and cannot be taken back until that is known"
    return Decision(target, Verb.HOLD, told, _number(one))


def _where(one: OnRecord) -> str:
    state = one.state
    return (state.url or str(state.remote_id)) if state else ""


def _number(one: OnRecord) -> int:
    return one.key.part or 1
