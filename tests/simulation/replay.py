"""Walk one seed again and print its history: ``replay.py storm 17``."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from simulation.judge import broken
from simulation.schedule import Simulation
from simulation.weather import CALM, STORM

from mergecast.renderers.events import events_text


def history(name: str, seed: str) -> str:
    """The ledger, the network's posts, and the promises that broke."""
    simulation = Simulation(int(seed), {"calm": CALM, "storm": STORM}[name])
    simulation.run()
    lines = [events_text(list(simulation.ledger().events()))]
    lines += [
        f"live {post.id} {post.key} at {post.at:%H:%M:%S}: {post.text}"
        for post in simulation.network.posts
    ]
    lines += [f"frozen {since} to {until}" for since, until in simulation.frozen]
    return "\n".join([*lines, *(broken(simulation) or ["every promise was kept"])])


if __name__ == "__main__":
    sys.stdout.write(history(*sys.argv[1:3]) + "\n")
