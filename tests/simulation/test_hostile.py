"""Ten thousand schedules on a network that hides posts and refuses no twin."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from simulation.tally import OFTEN, SEEDS, Tally, chunks, expected
from simulation.weather import HOSTILE

WEATHER = "hostile"


@pytest.mark.parametrize("seeds", chunks(), ids=str)
def test_no_promise_is_broken_on_a_hostile_network(
    portion: Callable[[range], Tally], seeds: range
) -> None:
    assert portion(seeds).broken == []


@pytest.mark.skipif(SEEDS < 10_000, reason="a few schedules meet few faults")
def test_every_fault_strikes_often_on_a_hostile_network(whole: Tally) -> None:
    strikes = {fault: whole.fired[fault] for fault in expected(HOSTILE)}
    assert min(strikes.values()) >= OFTEN, strikes
