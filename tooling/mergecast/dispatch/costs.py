"""What the network takes for what is sent: for a part, and for what is still to go."""

from __future__ import annotations

from collections.abc import Iterable

from mergecast.dispatch.decision import Decision, Verb
from mergecast.dispatch.target import Target
from mergecast.networks import NETWORKS
from mergecast.networks.charges import Charge, added
from mergecast.payload import PartPayload

_TO_GO = frozenset({Verb.PUBLISH, Verb.WAIT, Verb.FROZEN})
"""What a run will send, sooner or later, if nobody does anything."""


def of_part(target: Target, part: PartPayload) -> tuple[Charge, ...] | None:
    """What the network takes for one part; None of a network that nobody knows."""
    network = NETWORKS.get(target.account.network)
    if network is None:
        return None
    alts = sum(1 for item in part.body.get("media", ()) if item["alt"])
    return network.charges(str(part.body["text"]), alts, bare=True)


def still_to_go(decision: Decision) -> tuple[Charge, ...]:
    """What the parts of a target take that a run has yet to send."""
    target = decision.target
    sample = target.account.sample
    if target.payload is None or decision.verb not in _TO_GO or sample:
        return ()
    parts = target.payload.parts[decision.part - 1 :]
    return added(charge for part in parts for charge in of_part(target, part) or ())


def in_all(decisions: Iterable[Decision]) -> tuple[Charge, ...]:
    """The same of many targets."""
    return added(charge for each in decisions for charge in still_to_go(each))
