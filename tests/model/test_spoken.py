"""Instants and lengths of time in words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mergecast.model.spoken import clock, distance, span

NINE = datetime(2026, 11, 24, 1, 0, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "0 s"),
        (3.4, "3 s"),
        (30, "30 s"),
        (60, "1 min"),
        (250, "4 min 10 s"),
        (1200, "20 min"),
        (3599.6, "1 h"),
        (3630, "1 h 30 s"),
        (7200 - 1, "1 h 59 min"),
        (3 * 3600 + 300, "3 h 5 min"),
        (86_400, "1 d"),
        (88_260, "1 d 31 min"),
        (90_061, "1 d 1 h"),
        (2 * 86_400 + 3600, "2 d 1 h"),
        (400 * 86_400, "400 d"),
    ],
)
def test_a_length_is_said_in_its_two_largest_units(seconds: float, said: str) -> None:
    assert span(timedelta(seconds=seconds)) == said


_SECONDS = {"d": 86_400, "h": 3600, "min": 60, "s": 1}


@given(st.integers(0, 10**8))
def test_what_is_said_is_never_longer_than_it_was(seconds: int) -> None:
    words = span(timedelta(seconds=seconds)).split()
    counts, units = words[::2], words[1::2]
    said = sum(
        int(count) * _SECONDS[unit] for count, unit in zip(counts, units, strict=True)
    )

    assert len(units) <= 2
    assert said <= seconds
    assert seconds - said < _SECONDS[units[-1]]


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "now"),
        (29, "now"),
        (-29, "now"),
        (31, "in 1 min"),
        (-31, "1 min ago"),
        (3600 - 1, "in 1 h"),
        (-90_000, "1 d 1 h ago"),
        (51 * 3600 + 7, "in 2 d 3 h"),
    ],
)
def test_how_far_off_something_is_is_said_to_the_minute(
    seconds: int, said: str
) -> None:
    assert distance(timedelta(seconds=seconds)) == said


def test_an_instant_is_shown_on_the_clocks_of_a_zone() -> None:
    elsewhere = NINE.astimezone(timezone(timedelta(hours=-7)))

    assert clock(NINE) == clock(elsewhere) == "2026-11-24 01:00 UTC"
    assert clock(NINE, seconds=True) == "2026-11-24 01:00:07 UTC"
    assert clock(NINE, "Asia/Kuala_Lumpur") == "2026-11-24 09:00 Asia/Kuala_Lumpur"
