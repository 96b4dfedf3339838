"""How much of what was approved and due a schedule brought out by itself.

Each part is counted once, by what stood in its way: whoever leaves something out of a
rate says how much that is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from simulation.courses import is_over

from mergecast.dispatch.plan import LATE_AFTER
from mergecast.dispatch.scopes import scopes
from mergecast.dispatch.target import Target, keys
from mergecast.model.event import EventKind
from mergecast.model.ledger_state import CHANGED_WHILE_LIVE, PartState

if TYPE_CHECKING:
    from datetime import datetime

    from simulation.schedule import Simulation

    from mergecast.model.key import Key


class Way(StrEnum):
    """What stood in the way of a part; beside faults, which are what is tried here."""

    FREE = "nothing stood in its way"
    BEHIND = "behind a part of its thread that is not live"
    PUNCTUAL = "not to be late, and a run came in time"
    FROZEN = "frozen for most of its time, or kept back by a freeze"
    MISSED = "not to be late, and no run came in time"
    ALIKE = "another post says the same, and the network takes it once"
    REFUSED = "refused by the network for its words"
    CHANGED = "edited while a part of its thread was live"
    OVER = "its series was changed after its time"
    TAKEN_BACK = "not approved as it was, or taken back"


POSSIBLE = frozenset({Way.FREE, Way.BEHIND, Way.PUNCTUAL})
"""What could have gone out, however hard it was; the rest could not, by any run.

What a freeze kept back is not to go out by itself: people give it a new time.
"""


@dataclass(slots=True)
class Outing:
    """How many parts there are of each kind, and how many of them are live.

    What a person had to settle counts as not live.
    """

    due: Counter[Way] = field(default_factory=Counter)
    live: Counter[Way] = field(default_factory=Counter)
    lost: list[tuple[str, str]] = field(default_factory=list)
    """Which parts are not live though nothing stood in their way, and why."""


def outing(simulation: Simulation) -> Outing:
    """How much of what was due went out by itself."""
    found = Outing()
    stopped = _stopped(simulation)
    for each in simulation.branch.targets():
        for way, key, live in _parts(simulation, each, stopped):
            found.due[way] += 1
            found.live[way] += live
            if way is Way.FREE and not live:
                found.lost.append((str(key), _why(simulation, key)))
    return found


def _parts(
    simulation: Simulation, each: Target, stopped: dict[str, Way]
) -> Iterator[tuple[Way, Key, bool]]:
    """Each part: what stood in its way, and whether it is live by itself."""
    view, way = simulation.ledger(), _way(simulation, each)
    for key in keys(each):
        state, text = view.state(key), str(key)
        posted = state is not None and state.state is PartState.POSTED
        if way in POSSIBLE:
            way = stopped.get(text, way)
        yield way, key, posted and text not in simulation.people.settled
        if not posted and way is Way.FREE:
            way = Way.BEHIND


def _way(simulation: Simulation, each: Target) -> Way:
    """What stood in the way of a whole target."""
    if simulation.people.touched.get(each.post.id):
        return Way.TAKEN_BACK
    if _says_the_same(simulation, each):
        return Way.ALIKE
    if each.post.id in simulation.people.triaged:
        return Way.FROZEN
    if is_over(simulation, each):
        return Way.OVER
    if each.late.window is None:
        return Way.PUNCTUAL if _met(simulation, each) else Way.MISSED
    return Way.FROZEN if _frozen_through(simulation, each) else Way.FREE


def _why(simulation: Simulation, key: Key) -> str:
    state = simulation.ledger().state(key)
    told = f"{state.state}: {state.reason}" if state else f"{PartState.OPEN}: "
    return simulation.people.settled.get(str(key), told)


def _met(simulation: Simulation, each: Target) -> bool:
    """Whether a run began when it was due, approved, not frozen and not late yet."""
    due = each.schedule.at
    return due is None or any(
        due <= at <= due + LATE_AFTER
        and simulation.approvals.valid(each.post.id, each.digest, at)
        and not _frozen_at(simulation, each, at)
        for at in simulation.began
    )


def _stopped(simulation: Simulation) -> dict[str, Way]:
    """What the network would not take, and what was held since it was edited."""
    found = {}
    for event in simulation.ledger().tail.events:
        reason = str(event.body.get("reason", ""))
        if event.kind is EventKind.HELD and "does not permit" in reason:
            found[event.key] = Way.REFUSED
        if event.kind is EventKind.UNKNOWN and "same words" in reason:
            found[event.key] = Way.REFUSED
        if event.body.get("code") == CHANGED_WHILE_LIVE:
            found[event.key] = Way.CHANGED
    return found


def _says_the_same(simulation: Simulation, each: Target) -> bool:
    """Whether another post of the account has its words: the network takes one."""
    words = each.post.parts[0].text
    return any(
        other.post.id != each.post.id
        and other.account == each.account
        and other.post.parts[0].text == words
        for other in simulation.branch.targets()
    )


def _scopes(each: Target) -> set[str]:
    own = {"all", f"account:{each.account.key}", f"post:{each.post.id}"}
    return own | set(scopes(each))


def _frozen_at(simulation: Simulation, each: Target, at: datetime) -> bool:
    return any(
        one.scope in _scopes(each)
        and one.since <= at
        and (one.until is None or at < one.until)
        for one in simulation.people.frozen
    )


def _frozen_through(simulation: Simulation, each: Target) -> bool:
    """Whether it was frozen for most of the time in which it could go out."""
    due = each.schedule.at or simulation.at
    window = each.late.window or LATE_AFTER
    for freeze in simulation.people.frozen:
        until = freeze.until or simulation.at
        within = min(until, due + window) - max(freeze.since, due)
        if freeze.scope in _scopes(each) and within >= window / 2:
            return True
    return False
