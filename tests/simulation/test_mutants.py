"""The tests are tested: each named mistake is caught by a schedule or a case."""

from __future__ import annotations

from pathlib import Path

import pytest
from simulation.mutant_cases import CASES
from simulation.mutants import MUTANTS, Mutant
from simulation.schedule import Simulation
from simulation.tally import again
from simulation.verdict import verdict
from simulation.weather import WEATHERS

NAMED = frozenset(
    {
        "5xx means not created",
        "trust a failed push without read-back",
        "no lease",
        "no quiet time",
        "no send deadline",
        "force push",
        "read error taken for empty",
        "freeze read from the checkout",
        "no approval check",
        "bytes from HEAD instead of the claim",
        "taken-id filter off",
        "same-text rule off",
        "duplicate means posted",
        "no thread order",
        "lease stolen by a fast clock",
        "payload drift",
        "key without account",
        "day window only",
        "unkeyed thaw accepted",
        "genesis not checked",
    }
)
"""The mistakes that publishers are known to make."""

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


@pytest.mark.parametrize("name", CASES)
def test_a_mistake_in_git_or_ledger_breaks_its_case(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = CASES[name]
    (tmp_path / "right").mkdir()
    (tmp_path / "wrong").mkdir()
    assert case.kept(tmp_path / "right")

    case.plant(monkeypatch)
    assert not case.kept(tmp_path / "wrong")


def test_every_mistake_that_is_named_is_tested() -> None:
    assert MUTANTS.keys() | CASES.keys() >= NAMED
