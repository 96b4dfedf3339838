"""Take a post back: cancel what was not sent, delete what is live, the last part first.

What is asked for is decided anew after each step, on what the ledger says then.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable

from mergecast.dispatch.decision import Decision, Verb
from mergecast.dispatch.deletion import Deed, attempt, waits
from mergecast.dispatch.pauses import own_rest
from mergecast.dispatch.ports import LedgerView, NotReadyError
from mergecast.dispatch.retraction import OnRecord, decide, parts
from mergecast.dispatch.target import Target
from mergecast.dispatch.world import Step, World, append
from mergecast.model.event import EventKind
from mergecast.model.ledger_state import Conflict, Draft

RETRACTED = "retracted"
"""The ``code`` of what a retraction cancelled."""

_TURNS = 200

_DONE = frozenset({"retracted", "held"})
"""How one deletion ends so that the one of the part before can follow."""


def retract(
    target: Target, world: World, view: LedgerView
) -> Generator[Step, None, LedgerView]:
    """Do all that can be done now to take a target's post back.

    Returns:
        The ledger as it was seen last.
    """
    for _ in range(_TURNS):
        now = world.clock.now()
        decision = decide(target, view, world.approve, now)
        if world.stopping() or decision.verb is not Verb.RETRACT:
            break
        deletion = target.key(decision.part).deletion
        if own_rest(view.tail, str(deletion), now) is not None:
            break
        steps, view, again = _once(decision, view, world)
        yield from steps
        if not again:
            break
    return view


def _once(
    decision: Decision, view: LedgerView, world: World
) -> tuple[list[Step], LedgerView, bool]:
    """One thing that the decision asks for; whether the next may follow at once."""
    target = decision.target
    each = parts(target, view)
    unsent = [one for one in each if one.unsent]
    if unsent:
        steps, view = _cancel(target, unsent, view, world)
        return steps, view, True
    one = next(one for one in each if one.key.part == decision.part)
    try:
        publisher = world.publisher(target.account)
    except NotReadyError as error:
        return [waits(one.key.deletion, str(error), view, error)], view, False
    number = one.deletion.try_ if one.deletion else 0
    step, view = attempt(Deed(target, one, publisher, number), view, world)
    return [step] if step else [], view, step is None or step.what in _DONE


def _cancel(
    target: Target, unsent: Iterable[OnRecord], view: LedgerView, world: World
) -> tuple[list[Step], LedgerView]:
    reason = f"retracted: {target.retract}"
    body = {"reason": reason, "code": RETRACTED}
    found = [one.key for one in unsent]
    drafts = [Draft(EventKind.CANCELLED, str(key), body=body) for key in found]
    written = append(world, view, *drafts)
    if isinstance(written, Conflict):
        return [], written.view
    return [Step(key, "cancelled", reason) for key in found], written.view
