"""Begin anew where a crash of everything may have left off: every such place is safe.

At one moment of each schedule it is noted what ledger and network are like. Later all
runners are taken to have died at that moment, and new ones go on from there in calm.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from simulation.people import Frozen
    from simulation.schedule import Simulation


class Mark(NamedTuple):
    """How far ledger and network had come at some moment."""

    at: datetime
    tips: int
    posts: dict[str, int]
    sends: dict[str, int]
    frozen: tuple[Frozen, ...]


def mark(simulation: Simulation) -> Mark:
    """How far they have come now."""
    networks = simulation.networks.items()
    return Mark(
        simulation.at,
        len(simulation.remote.tips),
        {key: len(network.posts) for key, network in networks},
        {key: len(network.sends) for key, network in networks},
        tuple(one for one in simulation.people.frozen if one.until is None),
    )


def restarted(simulation: Simulation) -> Simulation:
    """Go on from the mark in calm, with what people had merged and approved by the end.

    The simulation itself is left as it is.
    """
    found = simulation.mark or mark(simulation)
    fresh = type(simulation)(simulation.seed, simulation.weather, simulation.change)
    fresh.chance.over = True
    fresh.at, fresh.runs, fresh.nonces = found.at, simulation.runs, simulation.nonces
    fresh.remote.commits.update(simulation.remote.commits)
    fresh.remote.tips[:] = simulation.remote.tips[: found.tips]
    fresh.views.clear()
    fresh.genesis = simulation.genesis
    fresh.branch, fresh.approvals = simulation.branch, simulation.approvals
    fresh.people.plan.clear()
    fresh.people.frozen += found.frozen
    fresh.people.crises.known += simulation.people.crises.as_of(found.at)
    for key, network in simulation.networks.items():
        own = fresh.networks[key]
        own.posts = network.posts[: found.posts[key]]
        own.sends = network.sends[: found.sends[key]]
        own.senders = network.senders[: found.sends[key]]
    fresh.calm_down()
    return fresh
