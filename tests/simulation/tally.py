"""Many schedules walked, and what came of them, added up."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from simulation.deeds import DEEDS
from simulation.outing import POSSIBLE, Way, outing
from simulation.restart import restarted
from simulation.schedule import Simulation
from simulation.verdict import verdict

from mergecast.ledger.signing import Keyring
from mergecast.ledger.verify import verify

if TYPE_CHECKING:
    from simulation.weather import Weather

SEEDS = int(os.environ.get("SEEDS", "10000"))
"""How many schedules of each weather; one in twenty begins anew half-way as well."""

OFTEN = 50
"""How often each fault strikes at least, in storm and as often in hostile weather."""

_CHUNK = 100
_DETAIL = re.compile(r"(?:\d[\d:-]*\d|(?:acme|beta)-\d+)")
_RESTARTED = 20
_VERIFIED = 100


@dataclass(slots=True)
class Tally:
    """What came of some schedules."""

    seeds: int = 0
    broken: list[str] = field(default_factory=list)
    """Each broken promise, with the command that walks its schedule again."""
    due: Counter[Way] = field(default_factory=Counter)
    """How many parts there were, by what stood in their way."""
    live: Counter[Way] = field(default_factory=Counter)
    """How many of them are live by themselves."""
    fired: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)
    """Why parts are not live though nothing stood in their way."""

    def add(self, other: Tally) -> None:
        """Count what another one counted."""
        self.seeds += other.seeds
        self.broken += other.broken
        self.due.update(other.due)
        self.live.update(other.live)
        self.fired.update(other.fired)
        self.lost.update(other.lost)

    def reasons(self) -> list[tuple[str, int]]:
        """Why parts are not live, without the times and ids of each."""
        alike: Counter[str] = Counter()
        for why, count in self.lost.items():
            alike[_DETAIL.sub("...", why)] += count
        return alike.most_common(9)

    @property
    def rate(self) -> float:
        """How much of what nothing stood in the way of is live, in per cent."""
        return self.of({Way.FREE})

    @property
    def whole_rate(self) -> float:
        """The same of all that could have gone out."""
        return self.of(POSSIBLE)

    def of(self, ways: Collection[Way]) -> float:
        """How much of some parts is live, in per cent."""
        due = sum(self.due[way] for way in ways)
        return 100 * sum(self.live[way] for way in ways) / max(1, due)


def chunks(seeds: int = SEEDS) -> list[range]:
    """All seeds, in portions."""
    return [range(at, min(at + _CHUNK, seeds)) for at in range(0, seeds, _CHUNK)]


def walked(weather: Weather, seeds: Iterable[int]) -> Tally:
    """Walk schedules and judge each."""
    found = Tally()
    for seed in seeds:
        simulation = Simulation(seed, weather).run()
        out = outing(simulation)
        broken = complaints(simulation)
        found.add(Tally(1, [], out.due, out.live, Counter(simulation.chance.fired)))
        found.lost.update(why for _, why in out.lost)
        found.broken += [f"{one}\n  {again(weather, seed)}" for one in broken]
    return found


def complaints(simulation: Simulation) -> Sequence[str]:
    """Every promise that a schedule broke; of a sample, more is asked."""
    found = verdict(simulation)
    if simulation.seed % _RESTARTED == 0:
        found += [f"I7 begun anew: {one}" for one in verdict(restarted(simulation))]
    if simulation.seed % _VERIFIED == 0:
        tip = simulation.remote.tips[-1]
        problems = verify(
            simulation.plain, tip, genesis=simulation.genesis, ring=Keyring()
        )
        found += [f"I8 {problem}" for problem in problems]
    return found


def expected(weather: Weather) -> frozenset[str]:
    """Every fault that can strike in a weather, and everything that people do."""
    strikes = (fault for rates in weather.rates.values() for fault in rates)
    return frozenset(strikes) | DEEDS | {"twin"}


def again(weather: Weather, seed: int) -> str:
    """The command that walks a schedule again and tells its story."""
    return f"python tests/simulation/replay.py {weather.name} {seed}"
