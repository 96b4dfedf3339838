"""For how long something has been due without a run: what a heartbeat is worth.

A run acts on whatever it finds due. So what is to be done now became due after the last
run that is on record, or no run came. When it became due is what has to be known: by
its time, but no earlier than it was merged and approved, thawed, or given back by a
person, and than its account or its distance to another post let it go. A calendar with
nothing due is never silent, however long no run came.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from mergecast.approvals.policy import Approved
from mergecast.dispatch.decision import Decision, Verb
from mergecast.dispatch.pace import Rules, decisions
from mergecast.dispatch.plan import too_late_at
from mergecast.dispatch.ports import Recent
from mergecast.dispatch.scopes import scopes
from mergecast.dispatch.target import Target, keys
from mergecast.model.event import EventKind
from mergecast.model.freeze import Freeze, stopped_by
from mergecast.model.key import Key
from mergecast.model.ledger_state import PartState

_SEND = frozenset({Verb.PUBLISH, Verb.RETRACT})
_RECORD = frozenset({Verb.MISSED, Verb.HOLD})
_TURNS = 20
"""How many waits, one after the other, are followed."""

Merged = Callable[[Target], datetime | None]
"""When the publishing branch got a post's file as it is, None where that is unknown."""


def silence(
    each: Iterable[Decision], ledger: Recent, rules: Rules, merged: Merged
) -> timedelta | None:
    """For how long something has been due without a run; None where nothing is due.

    Args:
        each: what a run would do now.
        ledger: what is on record.
        rules: what the decisions rest on.
        merged: asked only about what is due.
    """
    each = list(each)
    now = rules.now
    rules = replace(rules, among=[one.target for one in each])
    found = [
        (one, _due_since(one, ledger, rules, _ready(one, ledger, rules, merged)))
        for one in each
        if one.verb in _SEND
        or _kept_waiting(one, now)
        or (one.verb in _RECORD and not _on_record(one, ledger))
    ]
    since = [at for one, at in found if one.verb is not Verb.WAIT or at < now]
    return max((now - min(at, now) for at in since), default=None)


def _kept_waiting(found: Decision, now: datetime) -> bool:
    """Whether its time came, and only others of its account keep it back now.

    It could have gone before them, had a run come.
    """
    due, until = found.due, found.until
    waits = found.verb is Verb.WAIT and not found.rests
    return waits and due is not None and until is not None and due <= now < until


def _due_since(
    found: Decision, ledger: Recent, rules: Rules, ready: datetime
) -> datetime:
    """When a run would first have done something about it, had one come since then."""
    at = ready
    for _ in range(_TURNS):
        if at >= rules.now:
            return at
        then = replace(rules, now=at, ask_ahead=False)
        (one,) = decisions([found.target], ledger, then)
        if one.verb in _SEND | _RECORD:
            return at
        if one.verb is not Verb.WAIT or one.until is None or one.until <= at:
            return max(at, too_late_at(found.target) or at)
        at = one.until
    return at


def _ready(found: Decision, ledger: Recent, rules: Rules, merged: Merged) -> datetime:
    """The latest of what is known to have come before it could be due."""
    last = ledger.tick()
    known = [last.at] if last else [found.due or rules.now]
    known += _of_people(found.target, rules, merged)
    known += _of_record(found, ledger)
    # A clock that is ahead somewhere must not hide silence.
    return max((at for at in known if at <= rules.now), default=rules.now)


def _of_people(target: Target, rules: Rules, merged: Merged) -> Iterator[datetime]:
    came = merged(target)
    if came is not None:
        yield came
    answer = rules.approve(target)
    if isinstance(answer, Approved):
        yield from (one.at for one in (answer.proof, *answer.yeses) if one.at)


def _of_record(found: Decision, ledger: Recent) -> Iterator[datetime]:
    """When it was opened again, or thawed."""
    key = _key(found)
    state = ledger.state(key)
    if state is not None:
        yield state.at
    for event in ledger.tail.events:
        if event.kind is EventKind.THAW:
            scope = str(event.body["scope"])
            lifted = Freeze(scope, "", "", event.at, event.seq)
            if stopped_by(key, [lifted], scopes(found.target)):
                yield event.at


def _on_record(found: Decision, ledger: Recent) -> bool:
    state = ledger.state(_key(found))
    return state is not None and state.state is not PartState.OPEN


def _key(found: Decision) -> Key:
    return list(keys(found.target))[found.part - 1]
