"""The tests are tested: each named mistake is caught by some schedule."""

from __future__ import annotations

import pytest
from simulation.mutants import MUTANTS, Mutant
from simulation.schedule import Simulation
from simulation.tally import again
from simulation.verdict import verdict
from simulation.weather import WEATHERS

ENOUGH = 3_000
"""Schedules within which each mistake is seen, should the known one not show it."""


def caught(mutant: Mutant, patch: pytest.MonkeyPatch) -> str | None:
    """The first promise that a schedule breaks, with the command that shows it."""
    for seed in (mutant.seed, *range(ENOUGH)):
        with patch.context() as planted:
            if found := verdict(mutant.simulation(planted, seed).run()):
                return f"{found[0]}: {again(WEATHERS[mutant.weather], seed)}"
    return None


@pytest.mark.parametrize("name", MUTANTS)
def test_a_mistake_breaks_a_promise(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert caught(MUTANTS[name], monkeypatch) is not None


@pytest.mark.parametrize("name", MUTANTS)
def test_without_the_mistake_the_same_schedule_breaks_none(name: str) -> None:
    mutant = MUTANTS[name]

    assert verdict(Simulation(mutant.seed, WEATHERS[mutant.weather]).run()) == []
