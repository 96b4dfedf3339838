"""Carry a plan out: claim, look once more, send once, record at once.

Order is everything here. Whatever can fail without harm (approval, limits, uploads)
comes before the claim. The claim and the ``sending`` event are compare-and-swap pushes
to the ledger: whoever loses one decides anew on what the winner wrote. ``sending`` is
also the last look, since it is refused if anything came in between, a freeze too. After
it the part is sent once, and whatever came of it is recorded; what is not known is
recorded as unknown and never sent again without proof.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping

from mergecast.approvals.policy import Approved, NotApproved
from mergecast.dispatch.decision import Decision, Verb
from mergecast.dispatch.last_look import AFTER_LOOK, SEND_BY, Watch, twin
from mergecast.dispatch.pace import judge
from mergecast.dispatch.plan import given_another_time, scopes
from mergecast.dispatch.ports import LedgerView, NotReadyError
from mergecast.dispatch.receipt import Turn, certainly_not_live, give_up, record
from mergecast.dispatch.target import Target
from mergecast.dispatch.words import digest_of
from mergecast.dispatch.world import Step, World, append
from mergecast.model.event import EventKind
from mergecast.model.key import Key
from mergecast.model.ledger_state import (
    Appended,
    Conflict,
    Draft,
)
from mergecast.model.outcome import NotSent
from mergecast.payload import PartPayload

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
        if decision.verb in {Verb.MISSED, Verb.HOLD}:
            return (yield from _record_stop(decision, view, world))
        if decision.verb is not Verb.PUBLISH or target.payload is None:
            return view
        part = target.payload.parts[decision.part - 1]
        if given_another_time(target, view.state(part.key)):
            view = append(world, view, _reopened(part)).view
            continue
        step, view = _attempt(target, part, view, world)
        if step is not None:
            yield step
            if step.what != "posted":
                return view
    return view


def _reopened(part: PartPayload) -> Draft:
    reason = "it was given another time"
    return Draft(EventKind.RELEASED, str(part.key), body={"reason": reason})


def _attempt(
    target: Target, part: PartPayload, view: LedgerView, world: World
) -> tuple[Step | None, LedgerView]:
    """Try one part. No step: the race was lost, so decide anew on the view."""
    approval = world.approve(target)
    links = _links(part, view)
    if isinstance(approval, NotApproved) or links is None:
        reason = (
            "not approved" if links is not None else "what it refers to is not live"
        )
        return Step(part.key, "waits", reason), view
    publisher = world.publisher(target.account)
    try:
        prepared = publisher.prepare(part, world.files(target))
    except NotReadyError as error:
        return Step(part.key, "waits", str(error)), view
    other = twin(part.key, digest_of(str(part.body["text"])), view)
    if other is not None:
        reason = f"the same words are on their way as '{other}'; one after the other"
        return Step(part.key, "waits", reason), view
    claimed = Watch.start(world.clock)
    written = append(world, view, _claim(target, part, approval, links))
    if isinstance(written, Conflict):
        return None, written.view
    turn = Turn(target, part, written.events[0].try_)
    written = append(world, written.view, turn.draft(EventKind.SENDING))
    if isinstance(written, Conflict):
        return give_up(turn, written.view, world)
    looked = Watch.start(world.clock)
    if claimed.within(SEND_BY, world.clock) and looked.within(AFTER_LOOK, world.clock):
        outcome = publisher.send(part, prepared, links)
    else:
        outcome = NotSent("the send came too late after its claim")
    return record(turn, outcome, written.view, world)


def _claim(
    target: Target, part: PartPayload, approval: Approved, links: Mapping[str, str]
) -> Draft:
    """The claim; ``seek`` is what to look for, should nobody know how it ended."""
    proof = approval.proof
    return Draft(
        EventKind.CLAIM,
        str(part.key),
        payload=part.digest,
        approval={
            "name": proof.name,
            "mail": proof.mail,
            "commit": proof.commit,
            "payload": proof.payload,
        },
        body={
            "post": target.digest,
            "path": target.post.path,
            "scopes": list(scopes(target)),
            "seek": seek(part, links),
        },
    )


def seek(part: PartPayload, links: Mapping[str, str]) -> dict[str, str | None]:
    """By what a part is known again on a timeline: its words, and what it answers."""
    parent = part.body.get("reply_to", {})
    reply_to = links.get(parent["key"]) if "key" in parent else None
    if "url" in parent:
        reply_to = parent["url"].partition("?")[0].rstrip("/").rpartition("/")[2]
    return {"text": digest_of(str(part.body["text"])), "reply_to": reply_to}


def _record_stop(
    decision: Decision, view: LedgerView, world: World
) -> Generator[Step, None, LedgerView]:
    """Write down, once, that a target missed its time or waits for a person."""
    kind = EventKind.MISSED if decision.verb is Verb.MISSED else EventKind.HELD
    target = decision.target
    key = Key(target.post.id, None, target.account.key, decision.part)
    state = view.state(key)
    if state is not None and state.kind is kind:
        return view
    body = {"reason": decision.reason, "may_be_live": False}
    written = append(world, view, Draft(kind, str(key), body=body))
    if isinstance(written, Appended):
        detail = f"{decision.reason}; {certainly_not_live(key)}"
        yield Step(key, kind.value, detail, settled=False)
    return written.view


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
