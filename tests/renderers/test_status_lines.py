"""How long something took, as people say it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mergecast.renderers.status import _span


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "0 s"),
        (3.4, "3 s"),
        (60, "1 min"),
        (250, "4 min 10 s"),
        (3599.6, "1 h"),
        (7500, "2 h 5 min"),
        (90_061, "25 h 1 min"),
    ],
)
def test_a_length_of_time_in_its_two_largest_units(seconds: float, said: str) -> None:
    assert _span(timedelta(seconds=seconds)) == said
