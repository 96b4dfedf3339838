"""Ten thousand schedules of a storm: a fault at one step in twenty."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from simulation.tally import OFTEN, SEEDS, Tally, chunks, expected
from simulation.weather import STORM

WEATHER = "storm"
LEAST = 96.0
"""How much is live in the end without anybody's help, of what nothing stood in the way
of but faults, in per cent."""
LEAST_OF_ALL = 92.5
"""The same of all that could have gone out: also of what the part before it kept
back, or what was not to be late at all."""


@pytest.mark.parametrize("seeds", chunks(), ids=str)
def test_no_promise_is_broken_in_a_storm(
    portion: Callable[[range], Tally], seeds: range
) -> None:
    assert portion(seeds).broken == []


@pytest.mark.skipif(SEEDS < 2_000, reason="too few to tell a rate")
def test_nearly_all_that_is_due_goes_out_in_a_storm(whole: Tally) -> None:
    assert whole.rate >= LEAST, whole.reasons()
    assert whole.whole_rate >= LEAST_OF_ALL, (whole.live, whole.due)


@pytest.mark.skipif(SEEDS < 10_000, reason="a few schedules meet few faults")
def test_every_fault_strikes_often_in_a_storm(whole: Tally) -> None:
    strikes = {fault: whole.fired[fault] for fault in expected(STORM)}
    assert min(strikes.values()) >= OFTEN, strikes
