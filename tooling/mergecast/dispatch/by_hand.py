"""Has a person posted it by hand meanwhile? Looked for before a late first send.

After an outage people help themselves, and their word of it may not have come through.
So what is sent ten minutes after its minute, or later, is looked for on the timeline
first; and what was left to a person is looked for while they are likely to post it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from mergecast.dispatch.again import once
from mergecast.dispatch.plan import LATE_AFTER
from mergecast.dispatch.ports import LedgerView, Unreadable
from mergecast.dispatch.receipt import may_be_live, rests
from mergecast.dispatch.target import Target
from mergecast.dispatch.timeline import WORDLESS, is_it, several, taken, timeline
from mergecast.dispatch.words import digest_of
from mergecast.dispatch.world import Step, World, append
from mergecast.model.event import EventKind
from mergecast.model.ledger_state import Conflict, Draft, KeyState, Via
from mergecast.payload import PartPayload

_BEFORE = timedelta(seconds=60)
"""How much earlier than its minute it may seem to be: clocks differ, people hurry."""

_FOLLOWED = timedelta(days=1)
"""How long what is left to a person is looked for."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for on the timeline, and from when on."""

    target: Target
    part: PartPayload
    links: Mapping[str, str]
    since: datetime


def before_sending(
    target: Target, part: PartPayload, links: Mapping[str, str], now: datetime
) -> Sought | None:
    """What to look for before a first send; None where it comes in time."""
    due = target.schedule.at
    if part.key.part != 1 or due is None or now < due + LATE_AFTER:
        return None
    return _sought(Sought(target, part, links, due - _BEFORE))


def left_to_a_person(
    target: Target, part: PartPayload, links: Mapping[str, str], view: LedgerView
) -> Sought | None:
    """What a person is to post, or was; None where there is no telling since when."""
    state = view.state(part.key)
    claimed = state.claim.at if state and state.claim else None
    times = [target.schedule.at, state.at if state else None, claimed]
    known = [at for at in times if at is not None]
    if not known:
        return None
    return _sought(Sought(target, part, links, min(known) - _BEFORE))


def followed(target: Target, state: KeyState | None, now: datetime) -> bool:
    """Whether it is likely to be posted about now: for a day."""
    since = state.at if state is not None else target.schedule.at
    return since is not None and timedelta(0) <= now - since < _FOLLOWED


def _sought(found: Sought) -> Sought | None:
    return None if once(found.target.account) == "none" else found


def seek(part: PartPayload, links: Mapping[str, str]) -> dict[str, str | None]:
    """By what a part is known again on a timeline: its words, and what it answers."""
    parent = part.body.get("reply_to", {})
    reply_to = links.get(parent["key"]) if "key" in parent else None
    if "url" in parent:
        reply_to = parent["url"].partition("?")[0].rstrip("/").rpartition("/")[2]
    return {"text": digest_of(str(part.body["text"])), "reply_to": reply_to}


def on_timeline(
    what: Sought, view: LedgerView, world: World
) -> Draft | Unreadable | None:
    """The event that says what the timeline shows; None where the part is not there."""
    account, part = what.target.account, what.part
    sought = seek(part, what.links)
    seen = timeline(world, account, what.since)
    if isinstance(seen, Unreadable):
        return seen
    known = taken(view, what.since)
    found = [post.id for post in seen if is_it(post, sought, known)]
    if not found:
        return None
    if len(found) == 1 and sought["text"] != WORDLESS:
        url = world.permalink(account, found[0])
        body: dict[str, object] = {"id": found[0], "url": url, "via": Via.LOOKUP.value}
        return Draft(EventKind.POSTED, str(part.key), payload=part.digest, body=body)
    body = {"reason": several(found), "may_be_live": True}
    return Draft(EventKind.HELD, str(part.key), body=body)


def found_there(
    part: PartPayload, seen: Draft | Unreadable, view: LedgerView, world: World
) -> tuple[Step | None, LedgerView]:
    """The timeline has it already, or cannot be read: then it is not sent either."""
    if isinstance(seen, Unreadable):
        if seen.account:
            return rests(part.key, seen.reason, view), view
        reason = f"late, so it is looked for first: {seen.reason}"
        return Step(part.key, "waits", reason), view
    written = append(world, view, seen)
    if isinstance(written, Conflict):
        return None, written.view
    if seen.kind is EventKind.POSTED:
        detail = f"{seen.body['url']} (found on the timeline: posted by hand)"
        return Step(part.key, "posted", detail), written.view
    detail = may_be_live(part.key, str(seen.body["reason"]))
    return Step(part.key, "held", detail, settled=False), written.view
