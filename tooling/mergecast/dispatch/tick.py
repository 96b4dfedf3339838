"""One tick: read what may be due, send what is, and write down what was read.

Any trigger will do, any number of times: a tick with nothing to do reads little and
writes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from mergecast.dispatch.decision import Decision, Verb
from mergecast.dispatch.pace import judge
from mergecast.dispatch.plan import due_at
from mergecast.dispatch.ports import Calendar, LedgerView
from mergecast.dispatch.readset import carry
from mergecast.dispatch.run import publish
from mergecast.dispatch.settle import settle
from mergecast.dispatch.target import Target, keys
from mergecast.dispatch.world import MainMovedError, Step, World
from mergecast.model.event import EventKind
from mergecast.model.key import TICK
from mergecast.model.ledger_state import Draft, RefusedEventError

_EVERY = timedelta(hours=1)
"""A tick is recorded at least this often, so that silence can be told from calm."""

_ACT = frozenset({Verb.PUBLISH, Verb.MISSED, Verb.HOLD})


@dataclass(frozen=True, slots=True)
class TickReport:
    """What one tick did, how things stand after it, and what it could not read.

    ``stale`` is whether the publishing branch moved meanwhile: the rest of what was due
    was left alone, since it has to be read and decided anew.
    """

    steps: tuple[Step, ...]
    decisions: tuple[Decision, ...]
    broken: tuple[str, ...]
    stale: bool = False

    @property
    def settled(self) -> bool:
        """Whether nothing new needs a person."""
        return all(step.settled for step in self.steps)


def tick(
    calendar: Calendar, world: World, told: Callable[[Step], None] = lambda _step: None
) -> TickReport:
    """Publish everything that is approved and due.

    Args:
        calendar: the publishing branch.
        world: the ports to act through.
        told: called with each step at once, for whoever watches.
    """
    view = world.look()
    found = calendar.read(view.tick(), world.clock.now())
    steps: list[Step] = []
    try:
        for step in _all(found.targets, world, view):
            steps.append(step)
            told(step)
    except MainMovedError:
        return TickReport(tuple(steps), (), found.broken, stale=True)
    if steps:
        view = world.look()
    decisions = tuple(judge(target, view, world) for target in found.targets)
    _record(calendar.commit, decisions, view, world, moved=bool(steps))
    return TickReport(tuple(steps), decisions, found.broken)


def _all(targets: Sequence[Target], world: World, view: LedgerView) -> Iterator[Step]:
    """First what earlier runs left open, then what is due, the oldest first."""
    parts = (key for target in targets for key in keys(target))
    view = yield from settle(world, parts, view)
    for target in sorted(targets, key=_order):
        if judge(target, view, world).verb in _ACT:
            view = yield from publish(target, world, view)


def _order(target: Target) -> tuple[datetime, str, str]:
    """By time; what goes out as soon as possible comes first."""
    at = due_at(target) or datetime.min.replace(tzinfo=UTC)
    return at, target.post.id, target.account.key


def _record(
    commit: str,
    decisions: tuple[Decision, ...],
    view: LedgerView,
    world: World,
    *,
    moved: bool,
) -> None:
    """Write the tick, unless it would say nothing new."""
    now = world.clock.now()
    last = view.tick()
    waiting = carry(decisions, now)
    same = (
        last is not None and last.main == commit and dict(last.carry) == dict(waiting)
    )
    if same and not moved and last is not None and now - last.at < _EVERY:
        return
    body = {"main": commit, "carry": waiting}
    try:
        view.append([Draft(EventKind.TICK, TICK, body=body)], at=now)
    except RefusedEventError:
        # A tick only saves the next one work; another runner's will do as well.
        return
