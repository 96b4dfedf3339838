"""The promises, judged on the network's side; each broken one in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from mergecast.dispatch.target import Target, keys
from mergecast.model.ledger_state import KeyState, PartState

if TYPE_CHECKING:
    from simulation.pretended import Live

    from mergecast.ledger.snapshot import Snapshot
    from mergecast.model.key import Key

_IN_FLIGHT = timedelta(seconds=10)
ENDS = frozenset({PartState.POSTED, PartState.HELD, PartState.MISSED})
"""How an approved part may end where nobody took anything back."""


class Network(Protocol):
    """What a network remembers."""

    posts: list[Live]
    sends: list[tuple[str, str, datetime]]


class Judged(Protocol):
    """A few posts on one network, with nothing edited, deleted or moved."""

    unapproved: set[str]
    frozen: list[tuple[datetime, datetime | None]]

    @property
    def network(self) -> Network:
        """Where they went."""
        ...

    @property
    def targets(self) -> Sequence[Target]:
        """What was asked for."""
        ...

    def ledger(self) -> Snapshot:
        """What is on record."""
        ...


def broken(case: Judged) -> list[str]:
    """Every promise that was broken."""
    network, view = case.network, case.ledger()
    approved = [one for one in case.targets if one.post.id not in case.unapproved]
    every = [key for each in case.targets for key in keys(each)]
    states = [state for key in every if (state := view.state(key)) is not None]
    found = [*doubled(network.posts), *unended(view, approved, ENDS)]
    found += _unapproved(case, approved)
    for since, until in case.frozen:
        found += after_freeze(network.sends, since, until)
    for each in case.targets:
        found += misordered(view, network.posts, list(keys(each)))
    return [*found, *untrue(states, network.posts)]


def _unapproved(case: Judged, approved: Iterable[Target]) -> Iterator[str]:
    """I3: nothing is sent but what was approved."""
    right = {
        str(part.key): part.digest
        for each in approved
        if each.payload
        for part in each.payload.parts
    }
    for key, digest, _ in case.network.sends:
        if right.get(key) != digest:
            yield f"I3 {key} was sent as nobody approved it"


def doubled(posts: Iterable[Live]) -> Iterator[str]:
    """I1: no part is live more than once."""
    made = Counter(post.key for post in posts if post.key)
    for key, count in made.items():
        if count > 1:
            yield f"I1 {key} is live {count} times"


def unended(
    view: Snapshot, targets: Iterable[Target], ends: frozenset[PartState]
) -> Iterator[str]:
    """I2: what is approved ends, and says why where it is not live."""
    for each in targets:
        for key in keys(each):
            state = view.state(key)
            here = state.state if state else PartState.OPEN
            if here not in ends:
                yield f"I2 {key} ended as {here}"
            elif here is not PartState.POSTED and not (state and state.reason):
                yield f"I2 {key} is {here}, and nobody knows why"
            if here is not PartState.POSTED:
                break


def after_freeze(
    sends: Iterable[tuple[str, str, datetime]],
    since: datetime,
    until: datetime | None,
) -> Iterator[str]:
    """I4: nothing is sent after a freeze but what was in flight."""
    for key, _, at in sends:
        if since + _IN_FLIGHT < at and (until is None or at < until):
            yield f"I4 {key} was sent at {at}, frozen since {since}"


def misordered(
    view: Snapshot, posts: Iterable[Live], order: Sequence[Key]
) -> Iterator[str]:
    """I5: the parts of a thread come in order, each an answer to its own parent.

    The parent is what is on record for the part before: a person's twin of it will do.
    """
    by_key = {post.key: post for post in posts if post.key}
    parents: set[str | None] = {None}
    for key in order:
        state = view.state(key)
        post = by_key.get(str(key))
        if post is not None and post.reply_to not in parents:
            yield f"I5 {key} answers {post.reply_to}, not one of {parents}"
        recorded = state.remote_id if state else None
        parents = {one for one in (post.id if post else None, recorded) if one}


def untrue(states: Iterable[KeyState], posts: Iterable[Live]) -> Iterator[str]:
    """I6: what is recorded as live is, once; what is called not live is not."""
    by_id: dict[str, Live] = {}
    live: set[str] = set()
    for post in posts:
        by_id[post.id] = post
        if post.gone is None:
            live.add(post.key)
    claimed: Counter[str] = Counter()
    for state in states:
        claimed[state.remote_id or ""] += 1
        found = by_id.get(state.remote_id or "")
        if found is not None and found.key not in {"", state.key}:
            yield f"I6 {state.key} is recorded as the post of {found.key}"
        if state.state is PartState.POSTED and state.remote_id not in by_id:
            yield f"I6 {state.key} is recorded as {state.remote_id}: no such post"
        sure = not state.may_be_live and state.state is not PartState.POSTED
        if sure and state.key in live:
            yield f"I6 {state.key} is live, and on record as {state.state}, not live"
    for remote_id, count in claimed.items():
        if remote_id and count > 1:
            yield f"I6 {count} parts are recorded as post {remote_id}"
