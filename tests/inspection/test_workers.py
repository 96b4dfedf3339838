"""Work spread over processes comes back whole and in order."""

from __future__ import annotations

import os
import subprocess
import sys
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
    """In a process of its own: here, others may have left a child behind."""
    program = """
import os
from mergecast.inspection.workers import spread

results = spread(list, range(100_000), jobs=2)
next(results)
results.close()
try:
    os.waitpid(-1, os.WNOHANG)
except ChildProcessError:
    print("nobody is left")
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert done.stdout == "nobody is left\n"
