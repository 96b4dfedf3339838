"""Ten thousand calm schedules: a fault now and then, and nearly all goes out."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from simulation.tally import SEEDS, Tally, chunks

WEATHER = "calm"
LEAST = 99.5
"""How much of what is due is live in the end without anybody's help, in per cent."""


@pytest.mark.parametrize("seeds", chunks(), ids=str)
def test_no_promise_is_broken_in_calm(
    portion: Callable[[range], Tally], seeds: range
) -> None:
    assert portion(seeds).broken == []


@pytest.mark.skipif(SEEDS < 2_000, reason="too few to tell a rate")
def test_nearly_all_that_is_due_goes_out_in_calm(whole: Tally) -> None:
    assert whole.rate >= LEAST, whole.lost.most_common(9)
