"""Walk many schedules on all cores and print what came of them: ``walk.py 100000``.

Of each weather in turn; the last lines name each broken promise and the command that
walks its schedule again. Ends with 1 if there is one.
"""

from __future__ import annotations

import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from simulation.outing import Way
from simulation.tally import Tally, chunks, walked
from simulation.weather import SKIES, WEATHERS, Weather


def portion(name: str, seeds: range) -> Tally:
    """What came of a portion, in a process of its own."""
    return walked(WEATHERS[name], seeds)


def walk(weather: Weather, seeds: int) -> Tally:
    """What came of so many schedules."""
    found = Tally()
    with ProcessPoolExecutor() as pool:
        for each in pool.map(partial(portion, weather.name), chunks(seeds)):
            found.add(each)
            _shown(f"{weather.name}: {found.seeds} of {seeds}", end="\r")
    return found


def told(weather: Weather, found: Tally) -> str:
    """A table for people."""
    fault, least = min(found.fired.items(), key=lambda one: one[1], default=("", 0))
    faults = f"{sum(found.fired.values())} faults of {len(found.fired)} kinds"
    lines = [
        f"{weather.name}: {found.seeds} schedules, {len(found.broken)} broken promises",
        f"  {faults}; the rarest, '{fault}', {least} times",
        f"  live by themselves, of all that could be: {found.whole_rate:.2f} %",
        *(
            f"  {found.of({way}):6.2f} % of {found.due[way]:6} parts: {way}"
            for way in Way
        ),
        "  not live though nothing stood in the way:",
        *(f"  {count:6} {why}" for why, count in found.reasons()),
        *found.broken,
    ]
    return "\n".join(lines)


def _shown(text: str, end: str = "\n") -> None:
    sys.stdout.write(text + end)
    sys.stdout.flush()


def main(seeds: str) -> int:
    """Walk each weather; whether a promise was broken."""
    broken = 0
    for weather in SKIES:
        found = walk(weather, int(seeds))
        broken += len(found.broken)
        _shown(told(weather, found))
    return min(broken, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
