"""The promises, judged on the network's side; each broken one in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from mergecast.dispatch.target import keys
from mergecast.model.ledger_state import KeyState, PartState

if TYPE_CHECKING:
    from simulation.pretended import Live
    from simulation.schedule import Simulation

_IN_FLIGHT = timedelta(seconds=10)
_ENDED = frozenset({PartState.POSTED, PartState.HELD, PartState.MISSED})


def broken(simulation: Simulation) -> list[str]:
    """Every promise that this schedule broke."""
    return [
        *_doubled(simulation),
        *_lost(simulation),
        *_unapproved(simulation),
        *_after_freeze(simulation),
        *_misordered(simulation),
        *_untrue(simulation),
    ]


def _doubled(simulation: Simulation) -> Iterator[str]:
    made = Counter(post.key for post in simulation.network.posts)
    for key, count in made.items():
        if count > 1:
            yield f"I1 {key} is live {count} times"


def _lost(simulation: Simulation) -> Iterator[str]:
    view = simulation.ledger()
    for each in simulation.targets:
        for key in keys(each):
            state = view.state(key)
            here = state.state if state else PartState.OPEN
            if each.post.id in simulation.unapproved:
                if here not in {PartState.OPEN, PartState.MISSED}:
                    yield f"I3 {key} is {here}, and nobody approved it"
                break
            if here not in _ENDED:
                yield f"I2 {key} ended as {here}"
            if here is not PartState.POSTED:
                break


def _unapproved(simulation: Simulation) -> Iterator[str]:
    right = {
        str(part.key): part.digest
        for each in simulation.targets
        if each.payload and each.post.id not in simulation.unapproved
        for part in each.payload.parts
    }
    for key, digest, _ in simulation.network.sends:
        if right.get(key) != digest:
            yield f"I3 {key} was sent as nobody approved it"


def _after_freeze(simulation: Simulation) -> Iterator[str]:
    for key, _, at in simulation.network.sends:
        for since, until in simulation.frozen:
            if since + _IN_FLIGHT < at and (until is None or at < until):
                yield f"I4 {key} was sent at {at}, frozen since {since}"


def _misordered(simulation: Simulation) -> Iterator[str]:
    by_key = {post.key: post for post in simulation.network.posts}
    for each in simulation.targets:
        before: Live | None = None
        for key in keys(each):
            post = by_key.get(str(key))
            if post is None:
                break
            parent = before.id if before else None
            if post.reply_to != parent:
                yield f"I5 {key} answers {post.reply_to}, not {parent}"
            before = post


def _untrue(simulation: Simulation) -> Iterator[str]:
    view = simulation.ledger()
    by_id = {post.id: post for post in simulation.network.posts}
    live = {post.key for post in simulation.network.posts}
    claimed: Counter[str] = Counter()
    for each in simulation.targets:
        for key in keys(each):
            state = view.state(key)
            if state is not None:
                claimed[state.remote_id or ""] += 1
                yield from _of_state(state, by_id, live)
    for remote_id, count in claimed.items():
        if remote_id and count > 1:
            yield f"I6 {count} parts are recorded as post {remote_id}"


def _of_state(state: KeyState, by_id: dict[str, Live], live: set[str]) -> Iterator[str]:
    if state.state is PartState.POSTED and state.remote_id not in by_id:
        yield f"I6 {state.key} is recorded as {state.remote_id}, which does not exist"
    sure = not state.may_be_live and state.state is not PartState.POSTED
    if sure and state.key in live:
        yield f"I6 {state.key} is live, and the ledger says {state.state}, not live"
