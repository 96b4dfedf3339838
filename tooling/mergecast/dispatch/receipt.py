"""Write down how a claimed try ended: at once, and whoever writes in between.

What cannot be written is told: its announcement is on record by then, so no later run
sends that part again, and the next one looks it up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from mergecast.dispatch.pauses import resting, told_before, words
from mergecast.dispatch.ports import LedgerView
from mergecast.dispatch.recorded import IN_FLIGHT, ways_out
from mergecast.dispatch.target import Target
from mergecast.dispatch.world import Step, World, append
from mergecast.errors import GitError, LedgerDamagedError
from mergecast.model.event import EventKind
from mergecast.model.key import Key
from mergecast.model.ledger_state import Appended, Draft
from mergecast.model.outcome import NotSent, Outcome, Posted, Rejected, Unknown
from mergecast.payload import PartPayload

_TRIES = 8
"""How often what must be written is tried again when others write first."""

_RESTS = (1, 2, 4, 8, 15)
"""Seconds between tries while the remote gives no answer."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One claimed try of one part; its events name it, so a stale one is refused."""

    target: Target
    part: PartPayload
    number: int

    def draft(self, kind: EventKind, **body: object) -> Draft:
        """An event of this try."""
        return Draft(kind, str(self.part.key), self.number, body=body)


def give_up(
    turn: Turn, view: LedgerView, world: World
) -> tuple[Step | None, LedgerView]:
    """Something came between claim and send: take the claim back, then decide anew."""
    draft = turn.draft(EventKind.RELEASED, reason="the ledger moved before the send")
    for _ in range(_TRIES):
        if not _is_ours(turn, view):
            return None, view
        written = append(world, view, draft)
        view = written.view
        if isinstance(written, Appended):
            return None, view
    busy = "the ledger is busy; the next run goes on"
    return Step(turn.part.key, "waits", busy), view


def certainly_not_live(key: Key) -> str:
    """For people: that nothing went out, and the two ways on."""
    first, second = ways_out(key, may_be_live=False)
    return f"it is not live. To settle it, run: {first}, or: {second}"


def may_be_live(key: Key, reason: str) -> str:
    """A hold for people: what is known, that it may be live, and the ways out."""
    first, second = ways_out(key, may_be_live=True)
    return f"{reason}; it may be live. Look, then run: {first}, or: {second}"


def _is_ours(turn: Turn, view: LedgerView) -> bool:
    """Whether the claim still stands: after its lease another run may take it back."""
    state = view.state(turn.part.key)
    return state is not None and state.try_ == turn.number and state.state in IN_FLIGHT


def record(
    turn: Turn, outcome: Outcome, view: LedgerView, world: World
) -> tuple[Step, LedgerView]:
    """Write down an outcome; the step says so where that was not possible."""
    draft, step = _told(turn, outcome, view, world)
    return write_down(draft, step, view, world)


def record_again(
    turn: Turn, outcome: Outcome, view: LedgerView, world: World
) -> tuple[Step, LedgerView]:
    """The same after another send of a try that may have been live before it."""
    key = turn.part.key
    match outcome:
        case Posted():
            return record(turn, outcome, view, world)
        case Rejected(reason):
            draft = turn.draft(EventKind.HELD, reason=reason, may_be_live=True)
            detail = may_be_live(key, reason)
            step = Step(key, "held", detail, settled=False)
            return write_down(draft, step, view, world)
        case NotSent(reason) | Unknown(reason):
            # What is on record says it already: unknown.
            return Step(key, "unknown", f"{reason}; it may be live"), view


def write_down(
    draft: Draft, step: Step, view: LedgerView, world: World
) -> tuple[Step, LedgerView]:
    """Append what was done, whoever writes in between, and though the remote is away.

    Nobody but this run knows it: so it is not put off to a later one so soon.
    """
    trouble = "the ledger is busy"
    rests = iter(_RESTS)
    for _ in range(_TRIES):
        try:
            written = append(world, view, draft)
        except (GitError, LedgerDamagedError) as error:
            trouble = error.message
            seconds = next(rests, None)
            if seconds is None:
                break
            world.clock.sleep(seconds)
            continue
        view = written.view
        if isinstance(written, Appended) or _stands(draft, view):
            return step, view
    detail = f"{step.what} ({step.detail}), but not recorded: {trouble}"
    return Step(step.key, "unrecorded", detail, settled=False), view


def _stands(draft: Draft, view: LedgerView) -> bool:
    """Whether it is on record: by a push whose answer was lost, or by a look-up."""
    state = view.state(Key.parse(draft.key))
    return state is not None and (state.kind, state.try_) == (draft.kind, draft.try_)


def _told(
    turn: Turn, outcome: Outcome, view: LedgerView, world: World
) -> tuple[Draft, Step]:
    """The event and the words for how a send ended."""
    key = turn.part.key
    match outcome:
        case Posted(remote_id):
            url = world.permalink(turn.target.account, remote_id)
            draft = turn.draft(EventKind.POSTED, id=remote_id, url=url, via="send")
            return draft, Step(key, "posted", url)
        case NotSent():
            # Others may have given the try up for lost meanwhile, and hold it.
            known = {"evidence": "the run that claimed it knows that it was not sent"}
            body = words(outcome, world.clock.now()) | known
            return turn.draft(EventKind.RELEASED, **body), _waits(key, body, view)
        case Rejected(reason):
            draft = turn.draft(EventKind.HELD, reason=reason, may_be_live=False)
            detail = f"{reason}; {certainly_not_live(key)}"
            return draft, Step(key, "held", detail, settled=False)
        case Unknown(evidence):
            draft = turn.draft(EventKind.UNKNOWN, reason=evidence)
            detail = f"{evidence}; it may be live"
            return draft, Step(key, "unknown", detail, settled=False)


def _waits(key: Key, body: Mapping[str, object], view: LedgerView) -> Step:
    reason = str(body["reason"])
    if "account" not in body:
        return Step(key, "waits", reason)
    until = datetime.fromisoformat(str(body["until"]))
    return rests(key, resting(str(key.account), until, reason), view)


def rests(key: Key, detail: str, view: LedgerView) -> Step:
    """The whole account cannot send: one notice, not one in each run."""
    known = told_before(view, str(key.account)) is not None
    return Step(key, "rests", detail, settled=known, account=True)
