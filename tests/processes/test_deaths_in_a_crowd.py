"""Several publishers at once, on several machines, killed again and again.

The seed decides who dies when; which of them wins which race is up to the machine.
"""

from __future__ import annotations

import random
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from processes.deaths import KILLED, Death, Fate, Place, Runner
from processes.judging import judge
from processes.workplace import START, Draft, Workplace, workplace

from mergecast.errors import ExitCode

SEEDS = (1, 2, 3)
KILLS = 56
"""For each seed; with those of `test_each_death.py`, 200 in all."""
AT_ONCE = 3
"""Publishers at a time, on as many machines less one: two may share a clone."""

_LATER = (1, 5, 15, 25, 40, 90)
"""Minutes until the next publishers come: before and after a lease, and its quiet."""

_WELL = {ExitCode.DONE, ExitCode.PERSON_NEEDED}


def drafts(seed: int, batch: int, chance: random.Random) -> list[Draft]:
    """What is merged at a time: a post, one for both accounts or twins, a thread."""
    name = f"s{seed}-{batch:03}"
    both = ("acme", "acme-my")
    posts = [Draft(f"{name}-one", (chance.choice(both),), (f"{name}: 合并之后 🎉",))]
    if batch % 2:
        posts.append(Draft(f"{name}-both", both, (f"{name}: to both of them",)))
    else:
        posts += [
            Draft(f"{name}-{twin}", ("acme",), (f"{name}: the same words",))
            for twin in ("twin-a", "twin-b")
        ]
    texts = tuple(f"{name}: part {part} of 3" for part in (1, 2, 3))
    return [*posts, Draft(f"{name}-thread", ("acme-my",), texts)][: 2 + batch % 3]


def death(chance: random.Random) -> Death:
    """Most die over a request, where it matters most; some just at any time."""
    whole = chance.random() < 0.5
    if chance.random() < 0.2:
        return Death(seconds=chance.uniform(0.2, 2.0), whole=whole)
    fate = chance.choice(list(Fate))
    if chance.random() < 0.25:
        return Death(Place.NETWORK, chance.randint(1, 2), fate, whole)
    return Death(Place.GIT, chance.randint(4, 24), fate, whole)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_crowd_of_dying_publishers_sends_each_post_once(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same deaths each time
    kills: Counter[str] = Counter()
    now, batch = START, 0
    with workplace(tmp_path, monkeypatch, AT_ONCE - 1) as place:
        while kills.total() < KILLS:
            batch += 1
            place.merge(drafts(seed, batch, chance), now)
            crowd = [
                place.start(chance.choice(place.machines), now, death(chance))
                for _ in range(AT_ONCE)
            ]
            kills.update(ended(runner) for runner in crowd)
            kills.pop("", None)
            now += timedelta(minutes=chance.choice(_LATER))
        tidy_up(place, now)
        found = judge(place)

    assert found.wrong == ()
    assert found.states["posted"] > 0.8 * found.states.total(), found.states
    assert {"git", "network", "after"} <= {name.split()[0] for name in kills}


def ended(runner: Runner) -> str:
    """What it died of; nothing where it did not, and then it ended well."""
    code, out, err = runner.wait()
    if code == KILLED:
        return str(runner.death)
    assert code in _WELL, out + err
    return ""


def tidy_up(place: Workplace, now: datetime) -> None:
    """Nobody dies any more: a few ticks, each an hour after the one before."""
    for _ in range(4):
        now += timedelta(hours=1)
        code, out, err = place.start(place.machines[0], now).wait()
        assert code in _WELL, out + err
    assert code == ExitCode.DONE, "something new was held long after the last death"
