"""A seed is a whole history: the same one always tells the same."""

from __future__ import annotations

import pytest
from simulation.replay import history
from simulation.schedule import Simulation
from simulation.tally import again
from simulation.weather import WEATHERS


@pytest.mark.parametrize("name", WEATHERS)
@pytest.mark.parametrize("seed", [3, 7, 19])
def test_the_same_seed_gives_the_same_history(name: str, seed: int) -> None:
    first, second = (Simulation(seed, WEATHERS[name]).run() for _ in range(2))

    assert first.remote.tips == second.remote.tips
    assert [one.posts for one in first.networks.values()] == [
        one.posts for one in second.networks.values()
    ]
    assert first.chance.fired == second.chance.fired


def test_another_seed_gives_another_history() -> None:
    first, second = (Simulation(seed, WEATHERS["storm"]).run() for seed in (1, 2))

    assert first.remote.tips != second.remote.tips


def test_who_listens_changes_nothing() -> None:
    silent, told = (Simulation(6, WEATHERS["storm"]) for _ in range(2))
    history(told)
    silent.run()

    assert silent.remote.tips == told.remote.tips


def test_a_story_says_when_who_and_what_and_marks_each_fault() -> None:
    told = Simulation(6, WEATHERS["storm"])
    story = history(told).splitlines()

    faults = sum(told.chance.fired.values())
    assert sum("!! " in line for line in story) == faults
    for title in ("asked for:", "happened (UTC):", "on the network:", "broken:"):
        assert title in story
    assert any(" run 1      begins" in line for line in story)
    assert any("writes claim post-" in line and "pushed" in line for line in story)
    assert any("sends post-" in line for line in story)


def test_a_schedule_that_fails_names_the_command_that_walks_it_again() -> None:
    assert again(WEATHERS["storm"], 17) == (
        "python tests/simulation/replay.py storm 17"
    )
