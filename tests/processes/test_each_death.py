"""A publisher is killed over each of its requests in turn, in each way there is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from processes.deaths import KILLED, Death, Fate, Place, Request, Runner
from processes.judging import judge
from processes.workplace import START, Draft, Workplace, workplace

from mergecast.errors import ExitCode

if TYPE_CHECKING:
    import pytest

HOUR = timedelta(hours=1)
"""Longer than a lease and the quiet time after it: each run settles the one before."""

_WELL = {ExitCode.DONE, ExitCode.PERSON_NEEDED}


def run(place: Workplace, number: int, death: Death | None) -> tuple[Runner, int, str]:
    """Publish one more post at its own hour, and maybe die over it."""
    now = START + number * HOUR
    text = f"Number {number}. 已经发布 🎉"
    place.merge([Draft(f"post-{number:03}", ("acme",), (text,))], now)
    runner = place.start(place.machines[0], now, death)
    code, out, err = runner.wait()
    return runner, code, out + err


def deaths(healthy: Sequence[Request]) -> Iterator[Death]:
    """Every fate over each request that writes; one, in turn, over those that read."""
    counted: Counter[Place] = Counter()
    fates = list(Fate)
    for turn, request in enumerate(healthy):
        counted[request.place] += 1
        number = counted[request.place]
        each = fates if request.writes else [fates[turn % len(fates)]]
        for fate in each:
            yield Death(request.place, number, fate, whole=turn % 2 == 0)


def test_a_publisher_may_die_over_each_of_its_requests(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with workplace(tmp_path, monkeypatch) as place:
        runner, code, told = run(place, 1, None)
        assert (code, told.count("posted ")) == (ExitCode.DONE, 1), told
        # The claim, its announcement, the post, its record and the tick.
        assert sum(request.writes for request in runner.asked) == 5
        number, all_of_them = 1, list(deaths(runner.asked))
        assert len(all_of_them) >= 32
        for number, death in enumerate(all_of_them, 2):
            _, code, told = run(place, number, death)
            assert code == KILLED, f"{death} did not come: {told}"

        for later in (1, 2):
            now = START + (number + later) * HOUR
            code, out, err = place.start(place.machines[0], now).wait()
            assert code in _WELL, out + err
        found = judge(place)
        assert found.wrong == ()
        assert found.states["posted"] >= 0.8 * number, found.states
