"""Thousands of schedules of the real dispatch over the real ledger, in bad weather.

``make simulate SEEDS=100000`` goes further. One seed again, with its history:
``python tests/simulation/replay.py storm 17``.
"""

from __future__ import annotations

import os
from collections import Counter

import pytest
from simulation.judge import broken
from simulation.schedule import Simulation
from simulation.weather import CALM, STORM, Weather

from mergecast.dispatch.target import keys
from mergecast.model.ledger_state import PartState

SEEDS = int(os.environ.get("SEEDS", "100"))
LEAST = {"calm": 0.95, "storm": 0.7}
"""Of the approved parts, how many go live: who holds everything breaks nothing."""


def walked(seed: int, weather: Weather) -> Simulation:
    simulation = Simulation(seed, weather)
    simulation.run()
    return simulation


def live(simulation: Simulation) -> tuple[int, int]:
    """How many approved parts there are, and how many are recorded as live.

    Those with the same words as another are left out: the network takes only one.
    """
    view = simulation.ledger()
    states = [
        view.state(key)
        for each in simulation.targets
        if each.post.id not in simulation.unapproved
        and each.post.parts[0].text != "same words"
        for key in keys(each)
    ]
    posted = [one for one in states if one and one.state is PartState.POSTED]
    return len(states), len(posted)


@pytest.mark.parametrize("weather", [STORM, CALM], ids=["storm", "calm"])
def test_no_schedule_breaks_a_promise_and_posts_go_out(weather: Weather) -> None:
    fired: Counter[str] = Counter()
    due = out = 0
    for seed in range(SEEDS):
        simulation = walked(seed, weather)
        assert broken(simulation) == [], f"{weather.name}:{seed}"
        fired.update(simulation.fired)
        parts, posted = live(simulation)
        due, out = due + parts, out + posted

    assert out / due >= LEAST[weather.name]
    if weather is STORM:
        assert min(fired.values()) >= SEEDS / 10, fired
        assert len(fired) == 18, fired


def test_the_same_seed_gives_the_same_history() -> None:
    first, second = walked(7, STORM), walked(7, STORM)

    assert first.remote.tips == second.remote.tips
    assert first.network.posts == second.network.posts
