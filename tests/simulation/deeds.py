"""What people do with the calendar, one deed at a time, and how often each is done."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING

from simulation import courses

if TYPE_CHECKING:
    from simulation.people import People


def drawn(random: Random) -> Iterator[tuple[str, tuple[float, float]]]:
    for name, (chance, after) in _CHANCES.items():
        if random.random() < chance:
            yield name, after


_CHANCES: Mapping[str, tuple[float, tuple[float, float]]] = {
    "approve": (0.07, (-10, 60)),
    "revoke": (0.03, (-20, 30)),
    "edit": (0.06, (-20, 60)),
    "edit unreviewed": (0.08, (-20, 60)),
    "move": (0.06, (-20, 30)),
    "delete": (0.04, (-20, 30)),
    "restore": (0.05, (31, 90)),
    "by hand": (0.03, (5, 60)),
    "retract": (0.05, (-15, 120)),
}
"""What may be done to each post, how often, and how many minutes after its time."""


def _edit(people: People, number: int, *, approved: bool) -> None:
    branch = people.simulation.branch
    if number not in branch.wishes or branch.wishes[number].retract:
        return
    mark = "edited" if approved else "changed"
    wish = courses.edited(people, branch.wishes[number], mark)
    branch.merge(number, wish)
    if not approved:
        people.touch(wish.id, "edited unreviewed")
    if approved:
        people.simulation.approvals.give(wish, people.simulation.at)
    people.simulation.chance.note("edited" if approved else "edited unreviewed")


def _approve(people: People, number: int) -> None:
    wish = people.simulation.branch.wishes.get(number)
    if wish is not None:
        people.simulation.approvals.give(wish, people.simulation.at)
        people.simulation.chance.note("approved late")


def _revoke(people: People, number: int) -> None:
    wish = people.simulation.branch.wishes.get(number)
    if wish is not None:
        people.simulation.approvals.take_back(wish, people.simulation.at)
        people.touch(wish.id, "revoked")
        people.simulation.chance.note("approval revoked")


def _move(people: People, number: int) -> None:
    simulation = people.simulation
    if wish := simulation.branch.wishes.get(number):
        minutes = 5 * simulation.chance.random.randint(1, 12)
        moved = wish.moved(minutes)
        simulation.branch.merge(number, moved)
        courses.agreed(people, moved)
        simulation.chance.note("moved")


def _delete(people: People, number: int) -> None:
    if wish := people.simulation.branch.wishes.get(number):
        people.simulation.branch.merge(number, courses.left(people, wish))
        people.touch(wish.id, "deleted")
        people.simulation.chance.note("deleted")


def _restore(people: People, number: int) -> None:
    branch = people.simulation.branch
    before = [one[number] for one in branch.versions if number in one]
    there = branch.wishes.get(number)
    if there is None or there.dropped:
        branch.merge(number, replace(before[-1], dropped=False))
        people.simulation.chance.note("restored")


def _by_hand(people: People, number: int) -> None:
    """Somebody who is tired of waiting posts the words themselves."""
    simulation = people.simulation
    wish = simulation.branch.wishes.get(number)
    if wish is None or len(wish.words) > 1 or wish.dropped:
        return
    for account in wish.accounts:
        network = simulation.networks[account]
        if not any(post.text == wish.said[0] for post in network.posts):
            network.create(None, wish.said[0], None)
            simulation.chance.note("posted by hand")


DEEDS = frozenset(
    {
        "edited",
        "edited unreviewed",
        "approved late",
        "approval revoked",
        "moved",
        "deleted",
        "restored",
        "posted by hand",
        "retracted",
        "frozen",
        "triaged",
        "said in an incident",
        "frozen for two incidents",
        "two people at once",
        *courses.DEEDS,
    }
)
"""What people are counted to have done."""


def _retract(people: People, number: int) -> None:
    """Somebody takes a post back, and somebody else agrees, now or later."""
    simulation = people.simulation
    wish = simulation.branch.wishes.get(number)
    if wish is None or wish.retract is not None or wish.dropped:
        return
    wish = replace(wish, retract="wrong price")
    simulation.branch.merge(number, wish)
    people.touch(wish.id, "retracted")
    simulation.chance.note("retracted")
    if simulation.chance.happens(0.7):
        simulation.approvals.give(wish, simulation.at)
    else:
        people.plan.append((simulation.at + timedelta(minutes=25), "approve", number))
        people.plan.sort(reverse=True)


ACTS: Mapping[str, Callable[[People, int], None]] = {
    "approve": _approve,
    "revoke": _revoke,
    "edit": lambda people, number: _edit(people, number, approved=True),
    "edit unreviewed": lambda people, number: _edit(people, number, approved=False),
    "move": _move,
    "delete": _delete,
    "restore": _restore,
    "by hand": _by_hand,
    "retract": _retract,
    "freeze": lambda people, _number: people.freeze(),
    "thaw": lambda people, _number: people.thaw(),
    "triage": lambda people, _number: people.triage(),
    "answer": lambda people, number: people.crises.answer(number),
    "another": lambda people, number: people.crises.another(number),
    "prove": lambda people, number: people.crises.prove(number),
    "lower": lambda people, number: people.crises.lower(number),
    "close": lambda people, number: people.crises.close(number),
}
