"""Two faults in one walk: some pairs, chosen by a seed, or all of them.

``make simulate PAIRS=all`` walks every pair of every scenario; that takes hours.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from random import Random

import pytest
from simulation.sweep_plans import complaints, faulted, faults_after, undisturbed
from simulation.sweep_scenarios import SCENARIOS

PAIRS = os.environ.get("PAIRS", "25")
"""How many of each scenario."""


def chosen(name: str, count: int) -> Iterator[dict[int, str]]:
    """Plans of two faults, the second anywhere after the first."""
    random = Random(f"pairs of {name}")  # noqa: S311 - repeatable
    firsts = list(faults_after(undisturbed(name)))
    for step, fault in random.choices(firsts, k=count):
        plan = {step.number: fault}
        seconds = list(faults_after(faulted(name, plan, tracing=True)))
        if seconds:
            second, another = random.choice(seconds)
            yield {**plan, second.number: another}


def every(name: str) -> Iterator[dict[int, str]]:
    """All of them."""
    for step, fault in faults_after(undisturbed(name)):
        plan = {step.number: fault}
        for second, another in faults_after(faulted(name, plan, tracing=True)):
            yield {**plan, second.number: another}


@pytest.mark.parametrize("name", SCENARIOS)
def test_whatever_goes_wrong_twice_no_promise_is_broken(name: str) -> None:
    plans = every(name) if PAIRS == "all" else chosen(name, int(PAIRS))
    wrong = [each for plan in plans for each in complaints(name, faulted(name, plan))]

    assert wrong == []
