"""The tests are tested: each named mistake is caught by some schedule."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from simulation.judge import broken
from simulation.mutants import PATCHES, WORLDS
from simulation.schedule import Simulation
from simulation.weather import STORM

from mergecast.dispatch.world import World

ENOUGH = 600
"""Storm seeds within which each mistake is seen, with room to spare."""


def caught(change: Callable[[World], World] | None = None) -> str | None:
    """The first promise that a schedule breaks, with its seed."""
    for seed in range(ENOUGH):
        simulation = Simulation(seed, STORM)
        if change is not None:
            simulation.change = change
        simulation.run()
        if found := broken(simulation):
            return f"storm:{seed} {found[0]}"
    return None


@pytest.mark.parametrize("name", WORLDS)
def test_a_run_that_errs_is_caught(name: str) -> None:
    assert caught(WORLDS[name]) is not None


@pytest.mark.parametrize("name", PATCHES)
def test_a_rule_that_is_missing_is_missed(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    PATCHES[name](monkeypatch)

    assert caught() is not None
