"""Write down how a claimed try ended: at once, and whoever writes in between.

What cannot be written is told: its announcement is on record by then, so no later run
sends that part again, and the next one looks it up.
"""

from __future__ import annotations

from dataclasses import dataclass

from mergecast.dispatch.ports import LedgerView
from mergecast.dispatch.recorded import IN_FLIGHT, ways_out
from mergecast.dispatch.target import Target
from mergecast.dispatch.world import Step, World, append
from mergecast.errors import GitError
from mergecast.model.event import EventKind
from mergecast.model.key import Key
from mergecast.model.ledger_state import Appended, Draft
from mergecast.model.outcome import NotSent, Outcome, Posted, Rejected, Unknown
from mergecast.payload import PartPayload

_TRIES = 8
"""How often what must be written is tried again when others write first."""


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


def _is_ours(turn: Turn, view: LedgerView) -> bool:
    """Whether the claim still stands: after its lease another run may take it back."""
    state = view.state(turn.part.key)
    return state is not None and state.try_ == turn.number and state.state in IN_FLIGHT


def record(
    turn: Turn, outcome: Outcome, view: LedgerView, world: World
) -> tuple[Step, LedgerView]:
    """Write down an outcome; the step says so where that was not possible."""
    draft, step = _told(turn, outcome, world)
    trouble = "the ledger is busy"
    try:
        for _ in range(_TRIES):
            written = append(world, view, draft)
            view = written.view
            if isinstance(written, Appended):
                return step, view
    except GitError as error:
        trouble = error.message
    detail = f"{step.what} ({step.detail}), but not recorded: {trouble}"
    return Step(turn.part.key, "unrecorded", detail, settled=False), view


def _told(turn: Turn, outcome: Outcome, world: World) -> tuple[Draft, Step]:
    """The event and the words for how a send ended."""
    key = turn.part.key
    match outcome:
        case Posted(remote_id):
            url = world.permalink(turn.target.account, remote_id)
            draft = turn.draft(EventKind.POSTED, id=remote_id, url=url, via="send")
            return draft, Step(key, "posted", url)
        case NotSent(reason, until):
            after = {"until": until.isoformat()} if until else {}
            draft = turn.draft(EventKind.RELEASED, reason=reason, **after)
            return draft, Step(key, "waits", reason)
        case Rejected(reason):
            draft = turn.draft(EventKind.HELD, reason=reason, may_be_live=False)
            detail = f"{reason}; {certainly_not_live(key)}"
            return draft, Step(key, "held", detail, settled=False)
        case Unknown(evidence):
            draft = turn.draft(EventKind.UNKNOWN, reason=evidence)
            detail = f"{evidence}; it may be live"
            return draft, Step(key, "unknown", detail, settled=False)
