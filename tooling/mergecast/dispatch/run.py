"""Carry a plan out: claim, look once more, send once, record at once.

Order is everything here. Whatever can fail without harm (approval, limits, uploads)
comes before the claim. The claim and the ``sending`` event are compare-and-swap pushes
to the ledger: whoever loses one decides anew on what the winner wrote. ``sending`` is
also the last look, since it is refused if anything came in between, a freeze too. After
it the part is sent once, and whatever came of it is recorded; what is not known is
recorded as unknown and never sent again without proof.
"""

from __future__ import annotations

from collections.abc import Generator

from mergecast.approvals.policy import NotApproved
from mergecast.dispatch.again import in_doubt
from mergecast.dispatch.by_hand import (
    before_sending,
    followed,
    found_there,
    left_to_a_person,
    on_timeline,
)
from mergecast.dispatch.claim import claim
from mergecast.dispatch.decision import Decision, Verb
from mergecast.dispatch.last_look import AFTER_LOOK, Watch, after_its_twin, twin
from mergecast.dispatch.pace import judge
from mergecast.dispatch.plan import reopened
from mergecast.dispatch.ports import (
    LedgerView,
    NotReadyError,
    Unreadable,
)
from mergecast.dispatch.receipt import (
    Turn,
    certainly_not_live,
    record_again,
    rests,
)
from mergecast.dispatch.sending import Ready, send_once
from mergecast.dispatch.target import Target
from mergecast.dispatch.words import digest_of
from mergecast.dispatch.world import Step, World, append
from mergecast.model.event import EventKind
from mergecast.model.key import Key
from mergecast.model.ledger_state import Conflict, Draft, KeyState
from mergecast.model.outcome import Unknown
from mergecast.payload import PartPayload

ACT = frozenset({Verb.PUBLISH, Verb.MISSED, Verb.HOLD, Verb.MANUAL})
"""On what a tick has something to do: to send, to write down, to look for."""

_TURNS = 200
"""How often a target is decided anew in one tick: its parts, and races lost."""


def publish(
    target: Target, world: World, view: LedgerView | None = None
) -> Generator[Step, None, LedgerView]:
    """Send the parts of one target that are due, in order, each once.

    Returns:
        The ledger as it was seen last.
    """
    view = view or world.look()
    for _ in range(_TURNS):
        if world.stopping():
            return view
        decision = judge(target, view, world)
        if decision.verb not in ACT:
            return view
        reopening = _reopening(decision, view)
        if reopening is not None:
            view = append(world, view, reopening).view
            continue
        step, view = _turn(decision, view, world)
        if step is not None:
            yield step
            if step.what != "posted":
                return view
        elif decision.verb is not Verb.PUBLISH:
            return view
    return view


def _turn(
    decision: Decision, view: LedgerView, world: World
) -> tuple[Step | None, LedgerView]:
    """Do what one decision asks for. No step: nothing was done, or a race was lost."""
    target = decision.target
    if decision.verb in {Verb.MISSED, Verb.HOLD}:
        return _record_stop(decision, view, world)
    if target.payload is None:
        return None, view
    part = target.payload.parts[decision.part - 1]
    if decision.verb is Verb.MANUAL:
        return _by_hand(target, part, view, world)
    doubt = in_doubt(part.key, view)
    if doubt is not None:
        return _send_again(target, part, doubt, view, world)
    return _attempt(target, part, view, world)


def _reopening(decision: Decision, view: LedgerView) -> Draft | None:
    """What has to be on record before a part that was closed can go on."""
    target = decision.target
    key = target.key(decision.part)
    state = view.state(key)
    reason = reopened(target, state)
    # What was missed, and is too late again, is on record as it should be.
    again = decision.verb is not Verb.PUBLISH
    if reason is None or (again and state and state.kind is EventKind.MISSED):
        return None
    return Draft(EventKind.RELEASED, str(key), body={"reason": reason})


def _attempt(
    target: Target, part: PartPayload, view: LedgerView, world: World
) -> tuple[Step | None, LedgerView]:
    """Try one part. No step: the race was lost, so decide anew on the view."""
    other = twin(part.key, digest_of(str(part.body["text"])), view)
    if other is not None:
        return Step(part.key, "waits", after_its_twin(other)), view
    ready = _ready(target, part, view, world)
    if isinstance(ready, Step):
        return ready, view
    late = before_sending(target, part, ready.links, world.clock.now())
    seen = on_timeline(late, view, world) if late is not None else None
    if seen is not None:
        return found_there(part, seen, view, world)
    claimed = Watch.start(world.clock)
    written = append(world, view, claim(target, part, ready.approval, ready.links))
    if isinstance(written, Conflict):
        return None, written.view
    turn = Turn(target, part, written.events[0].try_)
    return send_once(turn, ready, claimed, written.view, world)


def _ready(
    target: Target, part: PartPayload, view: LedgerView, world: World
) -> Ready | Step:
    """Approval, what it refers to, keys, uploads; a step where one of them lacks."""
    approval = world.approve(target)
    links = _links(part, view)
    if isinstance(approval, NotApproved):
        return Step(part.key, "waits", "not approved")
    if links is None:
        return Step(part.key, "waits", "what it refers to is not live")
    try:
        publisher = world.publisher(target.account)
        prepared = publisher.prepare(part, world.files(target))
    except NotReadyError as error:
        if error.account:
            return rests(part.key, str(error), view)
        return Step(part.key, "waits", str(error))
    return Ready(approval, links, publisher, prepared)


def _by_hand(
    target: Target, part: PartPayload, view: LedgerView, world: World
) -> tuple[Step | None, LedgerView]:
    """See whether the person whom it was left to has posted it."""
    links = _links(part, view)
    if links is None or not followed(target, view.state(part.key), world.clock.now()):
        return None, view
    what = left_to_a_person(target, part, links, view)
    seen = on_timeline(what, view, world) if what is not None else None
    # What cannot be read now is read by a later run: nothing waits for it.
    if seen is None or isinstance(seen, Unreadable):
        return None, view
    return found_there(part, seen, view, world)


def _send_again(
    target: Target, part: PartPayload, doubt: KeyState, view: LedgerView, world: World
) -> tuple[Step | None, LedgerView]:
    """Send under the same claim and key; the network takes it only once."""
    ready = _ready(target, part, view, world)
    if isinstance(ready, Step):
        return ready, view
    turn = Turn(target, part, doubt.try_)
    reason = "sent again under the same key, which the network takes only once"
    # The note is the last look: it is refused if a freeze came before it.
    looked = Watch.start(world.clock)
    written = append(world, view, turn.draft(EventKind.UNKNOWN, reason=reason))
    if isinstance(written, Conflict):
        return None, written.view
    if looked.within(AFTER_LOOK, world.clock):
        outcome = ready.publisher.send(part, ready.prepared, ready.links)
    else:
        outcome = Unknown("it was not sent again in time")
    return record_again(turn, outcome, written.view, world)


def _record_stop(
    decision: Decision, view: LedgerView, world: World
) -> tuple[Step | None, LedgerView]:
    """Write down, once, that a target missed its time or waits for a person."""
    kind = EventKind.MISSED if decision.verb is Verb.MISSED else EventKind.HELD
    target = decision.target
    key = target.key(decision.part)
    state = view.state(key)
    if state is not None and state.kind is kind:
        return None, view
    why = {"code": decision.code} if decision.code else {}
    body = {"reason": decision.reason, "may_be_live": False, **why}
    written = append(world, view, Draft(kind, str(key), body=body))
    if isinstance(written, Conflict):
        return None, written.view
    detail = f"{decision.reason}; {certainly_not_live(key)}"
    return Step(key, kind.value, detail, settled=False), written.view


def _links(part: PartPayload, view: LedgerView) -> dict[str, str] | None:
    """The network's ids of what a part refers to; None while one is not live."""
    links: dict[str, str] = {}
    for field in ("reply_to", "quote"):
        reference = part.body.get(field, {}).get("key")
        if reference is not None:
            key = Key.parse(reference)
            whole = Key(
                key.post, key.date, key.account or part.key.account, key.part or 1
            )
            state = view.state(whole)
            if state is None or state.remote_id is None:
                return None
            links[reference] = state.remote_id
    return links
