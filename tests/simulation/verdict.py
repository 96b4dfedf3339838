"""What one schedule broke of what is promised."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from simulation.judge import after_freeze, doubled, misordered, untrue
from simulation.unfinished import unfinished

from mergecast.dispatch.target import Target, keys
from mergecast.model.key import Key, is_reserved

if TYPE_CHECKING:
    from simulation.people import Frozen
    from simulation.pretended import PretendedNetwork, Sender
    from simulation.schedule import Simulation

_LATE = timedelta(minutes=11)
"""Who sends a first part as late as this looks for it first."""


def verdict(simulation: Simulation) -> list[str]:
    """Every promise that this schedule broke."""
    every = simulation.branch.every()
    view = simulation.ledger()
    found = [f"I2 {one}" for one in unfinished(simulation)]
    for network in simulation.networks.values():
        found += doubled(network.posts)
        found += _unapproved(simulation, network, every)
        found += _sent_though_by_hand(simulation, network, every)
        for freeze in simulation.people.frozen:
            found += after_freeze(_of(freeze, network), freeze.since, freeze.until)
    for versions in every.values():
        network = simulation.networks[versions[0].account.key]
        longest = max(versions, key=lambda one: len(one.post.parts))
        found += misordered(view, network.posts, list(keys(longest)))
    states = [
        state
        for key in view.tail.last
        if not is_reserved(key) and (state := view.state(key)) is not None
    ]
    posts = [post for each in simulation.networks.values() for post in each.posts]
    return [*found, *untrue(states, posts)]


def _unapproved(
    simulation: Simulation,
    network: PretendedNetwork,
    every: dict[tuple[str, str], list[Target]],
) -> Iterator[str]:
    """I3: what is sent was approved, as it was sent, since its run began."""
    for (text, digest, at), (began, *_) in _requests(network):
        key = Key.parse(text)
        if not any(
            simulation.approvals.ever(key.post, each.digest, (began, at))
            for each in every[key.post, key.account or ""]
            if _sends(each, key, digest)
        ):
            yield f"I3 {text} was sent at {at} as nobody approved it"


def _requests(
    network: PretendedNetwork,
) -> Iterator[tuple[tuple[str, str, datetime], Sender]]:
    return zip(network.sends, network.senders, strict=True)


def _sent_though_by_hand(
    simulation: Simulation,
    network: PretendedNetwork,
    every: dict[tuple[str, str], list[Target]],
) -> Iterator[str]:
    """I1: what comes late is not sent where a person was seen to have posted it.

    ``known`` are posts that are on record for some part: they are no answer to another.
    """
    hand = [post for post in network.posts if not post.key]
    known = _recorded_ids(simulation) if hand else set()
    for (text, digest, at), sender in _requests(network) if hand else ():
        key = Key.parse(text)
        versions = every[key.post, str(key.account)]
        own = [each for each in versions if _sends(each, key, digest)]
        dues = [each.schedule.at for each in own if each.schedule.at]
        if key.part != 1 or not dues or sender.blind:
            continue
        words, due = own[0].post.parts[0].text, max(dues)
        seen = (
            post.text == words
            and post.id not in known
            and due <= post.at
            and post.visible <= sender.began
            for post in hand
        )
        if sender.clock >= due + _LATE and any(seen):
            yield f"I1 {text} was sent at {at}, and a person had posted it"


def _recorded_ids(simulation: Simulation) -> set[str]:
    view = simulation.ledger()
    states = (view.state(key) for key in view.tail.last if not is_reserved(key))
    return {state.remote_id for state in states if state and state.remote_id}


def _sends(each: Target, key: Key, digest: str) -> bool:
    parts = each.payload.parts if each.payload and each.retract is None else ()
    return any(part.key == key and part.digest == digest for part in parts)


def _of(
    freeze: Frozen, network: PretendedNetwork
) -> Iterator[tuple[str, str, datetime]]:
    """The requests that a freeze is about."""
    for one in network.sends:
        key = Key.parse(one[0])
        if freeze.scope in {"all", f"account:{key.account}", f"post:{key.post}"}:
            yield one
