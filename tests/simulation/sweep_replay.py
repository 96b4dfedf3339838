"""Walk a sweep's plan again and print it: ``sweep_replay.py thread '17:sleeps 6 min'``.

Without a plan, every step of the scenario with its number.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from simulation.sweep_plans import complaints, faulted, undisturbed

from mergecast.renderers.events import events_text


def history(name: str, planned: Sequence[str]) -> str:
    """Steps and faults, the ledger, the network's posts, and what is wrong."""
    pairs = (text.partition(":") for text in planned)
    plan = {int(number): fault for number, _, fault in pairs}
    try:
        walk = faulted(name, plan, tracing=True) if plan else undisturbed(name)
    except KeyError as error:
        return f"{error} is no scenario, or nothing that can go wrong at that step"
    lines = [
        f"{step.number:4} tick {step.tick}  {step.name}"
        + (f"  <-- {plan[step.number]}" if step.number in plan else "")
        for step in walk.trace
    ]
    lines.append(events_text(list(walk.ledger().events())))
    lines += [
        f"live {post.id} {post.key} at {post.at:%H:%M:%S}: {post.text}"
        for post in walk.network.posts
    ]
    lines += [f"frozen {since} to {until}" for since, until in walk.frozen]
    return "\n".join([*lines, *(complaints(name, walk) or ["all is well"])])


if __name__ == "__main__":
    sys.stdout.write(history(sys.argv[1], sys.argv[2:]) + "\n")
