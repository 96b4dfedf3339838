"""Delete one part that is live: the way of a send, under a key of its own.

Claimed, announced, done, recorded. It differs in one thing: to delete twice does no
harm. So what became of an announced deletion is asked of the network, by reading the
post, and where that is still there the deletion is simply made again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from mergecast.approvals.policy import Approved
from mergecast.approvals.proof import recorded
from mergecast.dispatch.costs import DELETION, of
from mergecast.dispatch.last_look import SEND_BY, Watch
from mergecast.dispatch.pauses import words
from mergecast.dispatch.ports import LedgerView, NotReadyError, Publisher, Unreadable
from mergecast.dispatch.receipt import rests
from mergecast.dispatch.recorded import ways_out
from mergecast.dispatch.retraction import OnRecord
from mergecast.dispatch.target import Target
from mergecast.dispatch.world import Step, World, append
from mergecast.errors import GitError
from mergecast.model.event import EventKind
from mergecast.model.key import Key
from mergecast.model.ledger_state import Appended, Conflict, Draft, PartState
from mergecast.model.outcome import Deleted, Deletion, NotSent, Rejected
from mergecast.model.spoken import clock
from mergecast.networks.charges import decimal, total

_TRIES = 8
_ASKED = frozenset({PartState.SENDING, PartState.UNKNOWN})
_OPEN = _ASKED | {PartState.CLAIMED}


@dataclass(frozen=True, slots=True)
class Deed:
    """The deletion of one part that is live; ``number`` is its try."""

    target: Target
    one: OnRecord
    publisher: Publisher
    number: int

    @property
    def key(self) -> Key:
        """The key of the deletion."""
        return self.one.key.deletion

    @property
    def remote_id(self) -> str:
        """The network's id of what is to be deleted."""
        return str(self.one.state.remote_id) if self.one.state else ""

    def draft(self, kind: EventKind, **body: object) -> Draft:
        """An event of this try, so that one who slept meanwhile is refused."""
        return Draft(kind, str(self.key), self.number, body=body)


def attempt(
    deed: Deed, view: LedgerView, world: World
) -> tuple[Step | None, LedgerView]:
    """Go on with a deletion from where it stands; no step: decide anew."""
    state = deed.one.deletion
    here = state.state if state else PartState.OPEN
    if here is PartState.RETRACTED:
        return _record(deed, Deleted(), view, world)
    if here is PartState.CLAIMED:
        reason = "its run never began to delete it"
        return None, append(world, view, _released(deed, reason)).view
    if here in _ASKED:
        return _ask(deed, view, world)
    return _delete(deed, view, world)


def _ask(deed: Deed, view: LedgerView, world: World) -> tuple[Step | None, LedgerView]:
    """Nobody knows whether it is deleted: look whether it is still there."""
    live = deed.publisher.is_live(deed.remote_id)
    if isinstance(live, Unreadable):
        detail = f"whether it is deleted cannot be seen: {live.reason}"
        return Step(deed.key, "waits", detail), view
    world.reads.add(deed.target.account.key, int(live))
    if not live:
        return _record(deed, Deleted(), view, world)
    seen = f"it was still there at {clock(world.clock.now())}"
    draft = _released(deed, f"{seen}; it is deleted again", evidence=seen)
    return None, append(world, view, draft).view


def _delete(
    deed: Deed, view: LedgerView, world: World
) -> tuple[Step | None, LedgerView]:
    approval = world.approve(deed.target)
    if not isinstance(approval, Approved):
        return Step(deed.key, "waits", approval.reason), view
    claimed = Watch.start(world.clock)
    written = append(world, view, _claim(deed, approval))
    if isinstance(written, Conflict):
        return None, written.view
    deed = replace(deed, number=written.events[0].try_)
    written = append(world, written.view, deed.draft(EventKind.SENDING))
    if isinstance(written, Conflict):
        # Should somebody write first again, the claim stands until its lease ends.
        reason = "the ledger moved before the deletion"
        return None, append(world, written.view, _released(deed, reason)).view
    if claimed.within(SEND_BY, world.clock):
        outcome = deed.publisher.delete(deed.remote_id)
    else:
        outcome = NotSent("the deletion came too late after its claim")
    return _record(deed, outcome, written.view, world)


def _claim(deed: Deed, approval: Approved) -> Draft:
    return Draft(
        EventKind.CLAIM,
        str(deed.key),
        approval=recorded(approval),
        body={
            "id": deed.remote_id,
            "path": deed.target.post.path,
            "reason": deed.target.retract,
            "report": {
                "cost": decimal(total(of(DELETION, deed.target.account))),
                "campaign": deed.target.post.text("campaign"),
            },
        },
    )


def _released(deed: Deed, reason: str, **more: object) -> Draft:
    return deed.draft(EventKind.RELEASED, reason=reason, **more)


def _record(
    deed: Deed, outcome: Deletion, view: LedgerView, world: World
) -> tuple[Step, LedgerView]:
    """Write down how a deletion ended; the step says so where that was not possible."""
    drafts, step = _told(deed, outcome, view, world)
    trouble = "the ledger is busy"
    try:
        for _ in range(_TRIES):
            fitting = [each for each in drafts if _fits(each, view)]
            if not fitting:
                return step, view
            written = append(world, view, *fitting)
            view = written.view
            if isinstance(written, Appended):
                return step, view
    except GitError as error:
        trouble = error.message
    detail = f"{step.what} ({step.detail}), but not recorded: {trouble}"
    return Step(deed.key, "unrecorded", detail, settled=False), view


def _fits(draft: Draft, view: LedgerView) -> bool:
    """Whether there is still something to say; another run may have said it first."""
    state = view.state(Key.parse(draft.key))
    if state is None:
        return False
    if draft.kind is EventKind.RETRACTED:
        # True whoever says it, but a deletion that is over needs no second word.
        return state.state in _OPEN | {PartState.POSTED, PartState.HELD}
    return state.state in _OPEN and state.try_ == draft.try_


def _told(
    deed: Deed, outcome: Deletion, view: LedgerView, world: World
) -> tuple[list[Draft], Step]:
    """The events and the words for how a deletion ended."""
    why = {"reason": f"retracted: {deed.target.retract}"}
    match outcome:
        case Deleted():
            of_the_part = Draft(EventKind.RETRACTED, str(deed.one.key), body=why)
            url = deed.one.state.url if deed.one.state else None
            step = Step(deed.one.key, "retracted", f"deleted: {url or deed.remote_id}")
            own = Draft(EventKind.RETRACTED, str(deed.key), body=why)
            return [own, of_the_part], step
        case NotSent(reason):
            body = words(outcome, world.clock.now())
            step = waits(deed.key, reason, view, outcome)
            return [deed.draft(EventKind.RELEASED, **body)], step
        case Rejected(reason):
            held = deed.draft(EventKind.HELD, reason=reason, may_be_live=True)
            return [held], Step(deed.key, "held", told(deed.key, reason), settled=False)
        case _:
            detail = f"{outcome.evidence}; it may be live still, and is looked up"
            unknown = deed.draft(EventKind.UNKNOWN, reason=outcome.evidence)
            return [unknown], Step(deed.key, "unknown", detail, settled=False)


def told(key: Key, reason: str) -> str:
    """A deletion that failed, for people: that it is still live, and the ways on."""
    first, second = ways_out(key, may_be_live=True)
    return (
        f"{reason}; it is still live. Delete it on the network, then run: {first}, "
        f"or, to let a run try again: {second}"
    )


def waits(
    key: Key, reason: str, view: LedgerView, fault: NotReadyError | NotSent
) -> Step:
    """It is tried again; a fault of the whole account is one notice, not many."""
    return rests(key, reason, view) if fault.account else Step(key, "waits", reason)
