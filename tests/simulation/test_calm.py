"""Ten thousand calm schedules: a fault now and then, and nearly all goes out."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from simulation.tally import SEEDS, Tally, chunks

WEATHER = "calm"
LEAST = 99.5
"""How much is live in the end without anybody's help, of what nothing stood in the way
of but faults, in per cent."""
LEAST_OF_ALL = 99.3
"""The same of all that could have gone out: also of what the part before it kept
back, or what was not to be late at all."""


@pytest.mark.parametrize("seeds", chunks(), ids=str)
def test_no_promise_is_broken_in_calm(
    portion: Callable[[range], Tally], seeds: range
) -> None:
    assert portion(seeds).broken == []


@pytest.mark.skipif(SEEDS < 2_000, reason="too few to tell a rate")
def test_nearly_all_that_is_due_goes_out_in_calm(whole: Tally) -> None:
    assert whole.rate >= LEAST, whole.reasons()
    assert whole.whole_rate >= LEAST_OF_ALL, (whole.live, whole.due)
