"""What an event does to the record of its key; total, and blind to whether it may.

Whether it may is ``rules``'s business. The same fold runs when an event is written and
when ``verify`` replays the whole ledger.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from mergecast.ledger.record import Record
from mergecast.ledger.shape import write_instant
from mergecast.model.event import Event, EventKind
from mergecast.model.ledger_state import PartState, Resolution

Facts: TypeAlias = Mapping[str, Any]

_ENDED = 100
"""So many freezes that are over are remembered, for what they kept back."""


def after(before: Record | None, event: Event) -> Record:
    """The record of the event's key once the event has happened."""
    facts = dict(before.facts) if before else {}
    return Record(
        key=event.key,
        kind=event.kind,
        seq=event.seq,
        at=event.at,
        nonce=event.nonce,
        event=event.hash,
        try_=max(event.try_, before.try_ if before else 0),
        payload=event.payload or (before.payload if before else None),
        facts=_FOLDS[event.kind](facts, event),
    )


def _claimed(_facts: Facts, event: Event) -> Facts:
    claim = {"nonce": event.nonce, "at": write_instant(event.at), "run": event.run}
    told = {name: event.body.get(name) for name in ("scopes", "target")}
    return _state(PartState.CLAIMED, live=False) | _kept({"claim": claim, **told})


def _sending(facts: Facts, _event: Event) -> Facts:
    return _moved(facts, _state(PartState.SENDING, live=True))


def _posted(facts: Facts, event: Event) -> Facts:
    place = {"id": event.body.get("id"), "url": event.body.get("url")}
    return _moved(facts, _state(PartState.POSTED, live=True), place)


def _retracted(facts: Facts, event: Event) -> Facts:
    place = {"id": facts.get("id"), "url": facts.get("url")}
    return _moved(facts, _state(PartState.RETRACTED, live=False), place, _why(event))


def _unknown(facts: Facts, event: Event) -> Facts:
    return _moved(facts, _state(PartState.UNKNOWN, live=True), _why(event))


def _released(facts: Facts, event: Event) -> Facts:
    return _moved(facts, _state(PartState.OPEN, live=False), _why(event))


def _held(facts: Facts, event: Event) -> Facts:
    live = event.body["may_be_live"]
    return _moved(facts, _state(PartState.HELD, live=live), _why(event))


def _missed(facts: Facts, event: Event) -> Facts:
    live = event.body["may_be_live"]
    return _moved(facts, _state(PartState.MISSED, live=live), _why(event))


def _cancelled(facts: Facts, event: Event) -> Facts:
    return _moved(facts, _state(PartState.CANCELLED, live=False), _why(event))


def _resolved(facts: Facts, event: Event) -> Facts:
    outcome = event.body["outcome"]
    if outcome == Resolution.POSTED:
        return dict(_posted(facts, event)) | _why(event)
    if outcome == Resolution.GONE:
        return _retracted(facts, event)
    state = _RESOLVED[outcome]
    agreed = {"target": event.body.get("target")}
    return _moved(facts, _state(state, live=False), _why(event), agreed)


def _incident(facts: Facts, event: Event) -> Facts:
    opened = {"opened": facts.get("opened", write_instant(event.at))}
    # All that it ever had: a level that is lowered is not forgotten.
    had = facts.get("levels") or [facts.get("level")]
    said = dict.fromkeys([*had, event.body.get("level")])
    levels = [one for one in said if one is not None]
    more = {"levels": levels if len(levels) > 1 else None}
    return _kept(dict(facts) | dict(event.body) | opened | more)


def _frozen(facts: Facts, event: Event) -> Facts:
    one = {name: event.body[name] for name in ("scope", "reason", "by")}
    one |= {"at": write_instant(event.at), "seq": event.seq}
    one |= _kept({name: event.body.get(name) for name in ("until", "incident")})
    return dict(facts) | {"freezes": [*facts.get("freezes", ()), one]}


def _thawed(facts: Facts, event: Event) -> Facts:
    scope, since = event.body["scope"], event.body.get("since")
    left = [one for one in facts.get("freezes", ()) if one["scope"] != scope]
    ended = list(facts.get("ended", ()))
    if since is not None:
        ended.append({"scope": scope, "since": since, "until": write_instant(event.at)})
    return _kept({"freezes": left, "ended": ended[-_ENDED:] or None})


def _policy(facts: Facts, event: Event) -> Facts:
    judged = {"judged": event.body["commit"]}
    if not event.body["accepted"]:
        return dict(facts) | judged
    return judged | {name: event.body[name] for name in ("value", "digest")}


def _rotated(facts: Facts, event: Event) -> Facts:
    return {"since": [*facts.get("since", ()), [event.seq, event.body["key_id"]]]}


def _body(_facts: Facts, event: Event) -> Facts:
    return dict(event.body)


_FOLDS: Mapping[EventKind, Callable[[Facts, Event], Facts]] = {
    EventKind.CLAIM: _claimed,
    EventKind.SENDING: _sending,
    EventKind.POSTED: _posted,
    EventKind.RETRACTED: _retracted,
    EventKind.UNKNOWN: _unknown,
    EventKind.RELEASED: _released,
    EventKind.HELD: _held,
    EventKind.MISSED: _missed,
    EventKind.RESOLVED: _resolved,
    EventKind.CANCELLED: _cancelled,
    EventKind.INCIDENT: _incident,
    EventKind.FREEZE: _frozen,
    EventKind.THAW: _thawed,
    EventKind.GENESIS: _body,
    EventKind.POLICY: _policy,
    EventKind.ROTATE: _rotated,
    EventKind.TICK: _body,
}

_RESOLVED: Mapping[str, PartState] = {
    Resolution.RESEND: PartState.OPEN,
    Resolution.CANCEL: PartState.CANCELLED,
    Resolution.MANUAL: PartState.MANUAL,
}


def _state(state: PartState, *, live: bool) -> dict[str, Any]:
    return {"state": state, "may_be_live": live}


def _why(event: Event) -> dict[str, Any]:
    return _kept({name: event.body.get(name) for name in ("reason", "code")})


def _moved(before: Facts, *parts: Facts) -> dict[str, Any]:
    """New facts; of the old ones only what belongs to the claim stays."""
    facts = _kept({name: before.get(name) for name in ("claim", "scopes", "target")})
    for part in parts:
        facts |= _kept(part)
    return facts


def _kept(facts: Facts) -> dict[str, Any]:
    return {name: value for name, value in facts.items() if value is not None}
