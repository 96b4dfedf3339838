"""How things stand: every part of every post, and what is due next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from mergecast.dispatch.decision import Decision, Verb
from mergecast.dispatch.ports import LedgerView, Recorded
from mergecast.dispatch.recorded import FOR_A_PERSON, said, ways_out
from mergecast.dispatch.target import Target, keys
from mergecast.model.event import EventKind
from mergecast.model.key import Key
from mergecast.model.ledger_state import FILE_GONE, KeyState, PartState

_NOW = frozenset({Verb.PUBLISH, Verb.RETRACT})
"""What a run does whatever is on record: that was looked at before."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One part: what happens to it, and why.

    ``link`` is where it is live. ``settle`` are the commands that settle what waits for
    a person, and ``waits`` is the key that does: the part's, or its deletion's.
    ``path`` is None where the publishing branch no longer has the post. ``read_back``
    is what a look at what is live has shown, where there was one.
    """

    key: Key
    verb: Verb
    reason: str
    path: str | None = None
    due: datetime | None = None
    until: datetime | None = None
    link: str | None = None
    may_be_live: bool = False
    settle: tuple[str, ...] = ()
    waits: Key | None = None
    read_back: str = ""


def of_target(
    decision: Decision, ledger: Recorded, now: datetime
) -> Iterator[Standing]:
    """Every part of a target: on record, next, or waiting for the one before."""
    target = decision.target
    for number, key in enumerate(keys(target), 1):
        state = ledger.state(key)
        told = said(state, now)
        verb, reason, until = decision.verb, decision.reason, decision.until
        if number > decision.part and target.retract is None:
            verb, until = Verb.WAIT, None
            reason = f"part {decision.part} comes first"
        if number != decision.part and told is not None:
            verb, reason, until = told.verb, told.reason, told.until
        yield Standing(
            key,
            verb,
            reason,
            target.post.path,
            decision.due,
            until,
            *_live(key, state, _held_deletion(key, target, ledger)),
        )


def _held_deletion(key: Key, target: Target, ledger: Recorded) -> Key | None:
    """The key under which a person has to see to a deletion."""
    state = ledger.state(key.deletion) if target.retract is not None else None
    return key.deletion if state and state.state is PartState.HELD else None


def of_record(key: Key, state: KeyState, now: datetime) -> Standing | None:
    """A part that only the ledger knows; None where nothing ever came of it."""
    told = said(state, now)
    if told is None:
        return None
    reason = told.reason
    if state.code != FILE_GONE:
        reason += "; the publishing branch does not have it"
    return Standing(key, told.verb, reason, None, None, told.until, *_live(key, state))


def _live(
    key: Key, state: KeyState | None, deletion: Key | None = None
) -> tuple[str | None, bool, tuple[str, ...], Key | None]:
    if state is None:
        return None, False, (), None
    if deletion is None and state.state not in FOR_A_PERSON:
        return state.url, state.may_be_live, (), None
    waits = deletion or key
    ways = ways_out(waits, may_be_live=state.may_be_live)
    return state.url, state.may_be_live, ways, waits


def read_back(
    standings: Sequence[Standing], view: LedgerView, *, whole: bool
) -> list[Standing]:
    """The same with what runs saw when they read a part back: lately, or ever."""
    states = view.states([each.key for each in standings]) if whole else {}
    since = min((one.at for one in states.values() if one), default=None)
    events = view.tail.events if since is None else view.events(since.date())
    notes: dict[str, str] = {}
    for event in events:
        if event.kind is EventKind.TICK:
            notes |= event.body.get("read_back") or {}
    return [replace(each, read_back=notes.get(str(each.key), "")) for each in standings]


def next_due(decisions: Iterable[Decision], now: datetime) -> datetime | None:
    """When the next part goes out by itself, as far as it can be known."""
    found = [
        max(each.until or now, now)
        for each in decisions
        if each.verb in _NOW
        or (each.verb is Verb.WAIT and each.until is not None and each.until > now)
    ]
    return min(found, default=None)
