"""What the tests of the simulation share: each schedule is walked once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from simulation.tally import Tally, chunks, walked
from simulation.weather import WEATHERS


@pytest.fixture(scope="module")
def portion(request: pytest.FixtureRequest) -> Callable[[range], Tally]:
    """What came of a portion of the seeds, in the weather of the test's module."""
    weather = WEATHERS[request.module.WEATHER]
    known: dict[range, Tally] = {}

    def of(seeds: range) -> Tally:
        if seeds not in known:
            known[seeds] = walked(weather, seeds)
        return known[seeds]

    return of


@pytest.fixture(scope="module")
def whole(portion: Callable[[range], Tally]) -> Tally:
    """What came of all of them."""
    found = Tally()
    for seeds in chunks():
        found.add(portion(seeds))
    return found
