"""One claimed try: announce it, look once more, send it once, record how it ended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mergecast.approvals.policy import Approved
from mergecast.dispatch.last_look import AFTER_LOOK, SEND_BY, Watch
from mergecast.dispatch.ports import LedgerView, Prepared, Publisher
from mergecast.dispatch.read_back import charged, read_back
from mergecast.dispatch.receipt import Turn, give_up, record
from mergecast.dispatch.world import Step, World, append
from mergecast.errors import GitError, LedgerDamagedError
from mergecast.model.event import EventKind
from mergecast.model.freeze import stopped_by
from mergecast.model.ledger_state import Conflict, PartState
from mergecast.model.outcome import NotSent, Outcome, Posted


@dataclass(frozen=True, slots=True)
class Ready:
    """All that a send needs, and that could fail without harm."""

    approval: Approved
    links: Mapping[str, str]
    publisher: Publisher
    prepared: Prepared


def send_once(
    turn: Turn, ready: Ready, claimed: Watch, view: LedgerView, world: World
) -> tuple[Step | None, LedgerView]:
    """Send a try that was just claimed. No step: the race was lost, so decide anew.

    Args:
        turn: the try.
        ready: what it takes.
        claimed: since just before the claim.
        view: the ledger as the claim left it.
        world: the ports to act through.
    """
    looked = Watch.start(world.clock)
    try:
        written = append(world, view, turn.draft(EventKind.SENDING))
        if isinstance(written, Conflict):
            return give_up(turn, written.view, world)
        looked, view = _looked(looked, written.view, world)
    except (GitError, LedgerDamagedError) as error:
        # It may be announced, but nothing was sent, and this run alone knows that.
        step, view = record(turn, NotSent(error.message), view, world)
        if step.what == "unrecorded":
            raise
        return step, view
    outcome: Outcome = NotSent("the send came too late after its claim")
    if _stopped(turn, view):
        outcome = NotSent("the ledger moved before the send")
    elif claimed.within(SEND_BY, world.clock) and looked.within(
        AFTER_LOOK, world.clock
    ):
        outcome = ready.publisher.send(turn.part, ready.prepared, ready.links)
    step, view = record(turn, outcome, view, world)
    if isinstance(outcome, Posted):
        step = read_back(step, turn.part, turn.target, ready.publisher, outcome)
        world.reads.add(turn.target.account.key, charged(step))
    return step, view


def _looked(looked: Watch, view: LedgerView, world: World) -> tuple[Watch, LedgerView]:
    """What a send rests on, and since when it was looked at.

    An announcement is a look: no freeze came before it. But its answer may be long on
    its way, and what came meanwhile is seen only by looking again.
    """
    if looked.within(AFTER_LOOK, world.clock):
        return looked, view
    return Watch.start(world.clock), world.look()


def _stopped(turn: Turn, view: LedgerView) -> bool:
    """Whether the announcement stands no longer, or a freeze came after it."""
    key, state = turn.part.key, view.state(turn.part.key)
    ours = state is not None and state.state is PartState.SENDING
    frozen = stopped_by(key, view.freezes(), state.scopes if state else ())
    return not ours or frozen is not None
