"""Plans of faults: which there are, what comes of one, and how to see it again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from simulation.judge import broken
from simulation.sweep import Step, Walk
from simulation.sweep_faults import faults_at
from simulation.sweep_scenarios import SCENARIOS


@cache
def undisturbed(name: str) -> Walk:
    """A scenario in which nothing goes wrong."""
    return Walk(SCENARIOS[name], tracing=True, starts=[]).run()


def faulted(name: str, plan: Mapping[int, str], *, tracing: bool = False) -> Walk:
    """Walk a scenario under a plan; nothing differs before its first fault."""
    first = min(plan)
    starts = undisturbed(name).starts or []
    start = max(
        (one for one in starts if len(one.trace) <= first),
        key=lambda one: len(one.trace),
    )
    return start.fork(plan, tracing=tracing).run()


def faults_after(walk: Walk) -> Iterator[tuple[Step, str]]:
    """Every fault at every step that comes after all that was planned."""
    begun = max(walk.plan, default=-1)
    for step in walk.trace[begun + 1 :]:
        for fault in faults_at(step.name):
            yield step, fault


def complaints(name: str, walk: Walk) -> list[str]:
    """What is wrong with a walk, and how to walk it again."""
    found = [each for each in broken(walk) if not each.startswith("I2")]
    found += walk.unended()
    # Nobody can see a hang that is hidden by a clock between two looks at clocks.
    if ("clock.now", "hangs 90 min, clock set back") not in walk.fired:
        found += walk.late
    if walk.faults_left():
        found.append("a planned fault never happened")
    return [f"{each}; {replay_command(name, walk.plan)}" for each in found]


def replay_command(name: str, plan: Mapping[int, str]) -> str:
    """The line that walks a plan again and shows its history."""
    told = " ".join(f"'{number}:{fault}'" for number, fault in plan.items())
    return f"python tests/simulation/sweep_replay.py '{name}' {told}"
