"""Series in a schedule: which posts are one, what people do to them, and the judge.

A schedule sees one day of each. They draw from sources of their own, so that a seed
means what it meant without them, wherever no series comes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

from mergecast.dispatch.kept_back import KEPT_BACK, TOO_LATE
from mergecast.model.event import EventKind
from mergecast.model.key import Key
from mergecast.model.ledger_state import Resolution

if TYPE_CHECKING:
    from datetime import datetime

    from simulation.people import People
    from simulation.pretended import PretendedNetwork
    from simulation.schedule import Simulation
    from simulation.wishes import Wish

    from mergecast.dispatch.target import Target

DEEDS = frozenset({"series restarted", "series moved", "day dropped"})
"""What people are counted to have done to series."""

_SHARE = 0.33
"""How many of the posts that have a time are days of a series."""
_AGREE_AT_ONCE = 0.7


def as_series(wishes: Mapping[int, Wish], seed: int) -> dict[int, Wish]:
    """The wishes; by chance some of them as days of a series."""
    random = Random(f"series {seed}")  # noqa: S311 - repeatable
    return {
        number: replace(wish, begun=random.randint(1, 9))
        if random.random() < _SHARE and wish.minute is not None
        else wish
        for number, wish in wishes.items()
    }


def edited(people: People, wish: Wish, mark: str) -> Wish:
    """With other words; a series also by another start, which moves its texts on."""
    if wish.begun is not None and people.courses.random() < 0.5:
        people.simulation.chance.note("series restarted")
        return wish.started_earlier()
    return wish.edited(mark)


def agreed(people: People, wish: Wish) -> None:
    """A series at another time is another: it is approved anew, mostly."""
    if wish.begun is None:
        return
    people.simulation.chance.note("series moved")
    if people.courses.random() < _AGREE_AT_ONCE:
        people.simulation.approvals.give(wish, people.simulation.at)
    else:
        people.touch(wish.id, "moved unreviewed")


def left(people: People, wish: Wish) -> Wish | None:
    """What is left of a post that is deleted: of a series, often all its other days."""
    if wish.begun is None or people.courses.random() < 0.3:
        return None
    people.simulation.chance.note("day dropped")
    dropped = replace(wish, dropped=True)
    if people.courses.random() < _AGREE_AT_ONCE:
        people.simulation.approvals.give(dropped, people.simulation.at)
    return dropped


def is_over(simulation: Simulation, target: Target) -> bool:
    """Whether a day's time had come when its series came to be as it is."""
    branch, due = simulation.branch, target.schedule.at
    if target.post.date is None or due is None:
        return False
    changed = branch.changed_at(target, len(branch.versions))
    return changed is not None and changed > due


def sent_though_over(
    simulation: Simulation, network: PretendedNetwork
) -> Iterator[str]:
    """A change of a series is for the days to come, unless a person says otherwise."""
    for text, digest, at in network.sends:
        key = Key.parse(text)
        if key.date is None or key.part != 1 or resent(simulation, text, at):
            continue
        if not any(_in_time(simulation, key, digest)):
            yield f"I3 {text} was sent at {at}, and was over as it was sent"


def _in_time(simulation: Simulation, key: Key, digest: str) -> Iterator[bool]:
    """Of each version in which it is sent like this, if it came before its time."""
    branch = simulation.branch
    for number in range(1, len(branch.versions) + 1):
        for each in branch.targets(number):
            sent = each.payload.parts[0] if each.payload else None
            if sent is not None and (sent.key, sent.digest) == (key, digest):
                changed, due = branch.changed_at(each, number), each.schedule.at
                yield changed is None or due is None or changed <= due


def let_go(simulation: Simulation, text: str, at: datetime) -> bool:
    """Whether a freeze had kept it back, and a person said that it is to be sent."""
    kept = False
    for event in simulation.ledger().tail.events:
        if event.key != text or event.at > at:
            continue
        if event.body.get("code") in {KEPT_BACK, TOO_LATE}:
            kept = True
        resend = event.body.get("outcome") == Resolution.RESEND
        if kept and event.kind is EventKind.RESOLVED and resend:
            return True
    return False


def resent(simulation: Simulation, text: str, at: datetime) -> bool:
    """Whether a person had said that it is to be sent after all."""
    return any(
        event.kind is EventKind.RESOLVED
        and event.key == text
        and event.body.get("outcome") == Resolution.RESEND
        and event.at <= at
        for event in simulation.ledger().tail.events
    )
