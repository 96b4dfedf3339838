"""Walk one seed again and tell its story: ``replay.py storm 17``.

With the name of a mutant after it, of a product with that mistake.

Each line says when, who and what; a fault is marked ``!!``. After it comes what is on
the network, what is on record, and which promises broke.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from pytest import MonkeyPatch  # noqa: PT013 - not in a test
from simulation.mutants import MUTANTS
from simulation.outing import outing
from simulation.schedule import Simulation
from simulation.tally import complaints
from simulation.weather import WEATHERS

from mergecast.model.key import is_reserved


def history(simulation: Simulation) -> str:
    """The whole story of a schedule that has not begun yet."""
    simulation.listen()
    asked = list(_asked(simulation))
    simulation.run()
    lost = (f"{key}: {why}" for key, why in outing(simulation).lost)
    parts: Iterable[tuple[str, Iterable[str]]] = (
        ("asked for", asked),
        ("happened (UTC)", simulation.story),
        ("on the network", _live(simulation)),
        ("on record", _recorded(simulation)),
        ("not live by itself", lost),
        ("broken", complaints(simulation) or ["nothing"]),
    )
    return "".join(
        f"{title}:\n" + "".join(f"  {line}\n" for line in lines)
        for title, lines in parts
    )


def _asked(simulation: Simulation) -> Iterator[str]:
    for each in simulation.branch.targets():
        at = each.schedule.at
        when = f"{at:%H:%M}" if at else "asap"
        late = f"{each.late.action} {each.late.window or ''}"
        words = " | ".join(part.text for part in each.post.parts)
        yield f"{when}  {each.post.id}@{each.account.key}  {late}  {words}"
    for at, what, number in reversed(simulation.people.plan):
        yield f"{at:%H:%M}  people will {what} post-{number}"


def _live(simulation: Simulation) -> Iterator[str]:
    for network in simulation.networks.values():
        for post in network.posts:
            key = post.key or "by hand"
            answers = f", answers {post.reply_to}" if post.reply_to else ""
            seen = f", seen from {post.visible:%H:%M}" if post.visible > post.at else ""
            yield f"{post.at:%H:%M:%S}  {post.id} {key}: {post.text}{answers}{seen}"


def _recorded(simulation: Simulation) -> Iterator[str]:
    view = simulation.ledger()
    for key in view.tail.last:
        state = None if is_reserved(key) else view.state(key)
        if state is not None:
            yield f"{key} {state.state} {state.remote_id or ''} {state.reason or ''}"


def main(name: str, seed: str, mutant: str | None = None) -> str:
    """The story that the command line asks for."""
    if mutant is None:
        return history(Simulation(int(seed), WEATHERS[name]))
    with MonkeyPatch.context() as patch:
        return history(MUTANTS[mutant].simulation(patch, int(seed)))


if __name__ == "__main__":
    sys.stdout.write(main(*sys.argv[1:]))
