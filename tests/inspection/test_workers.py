"""Work spread over processes comes back whole and in order."""

from __future__ import annotations

import os
from collections.abc import Sequence

import pytest

from mergecast.inspection.workers import spread


def double(items: Sequence[int]) -> list[int]:
    return [item * 2 for item in items]


@pytest.mark.parametrize("count", [0, 1, 249, 250, 251, 1_999, 5_000])
@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_results_are_whole_and_in_order(count: int, jobs: int) -> None:
    found = [each for part in spread(double, range(count), jobs=jobs) for each in part]

    assert found == [item * 2 for item in range(count)]


def test_many_items_are_worked_on_by_other_processes() -> None:
    def where(_: Sequence[int]) -> int:
        return os.getpid()

    found = set(spread(where, range(3_000), jobs=2))

    assert len(found) == 2
    assert os.getpid() not in found


def test_a_worker_that_dies_is_an_error_and_not_silence() -> None:
    def die(items: Sequence[int]) -> int:
        if 2_000 in items:
            os._exit(9)
        return 0

    with pytest.raises(RuntimeError, match="ended before its work was done"):
        list(spread(die, range(3_000), jobs=2))


def test_who_stops_listening_ends_the_workers() -> None:
    results = spread(double, range(100_000), jobs=2)
    next(results)
    results.close()  # type: ignore[attr-defined]  # it is a generator

    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
