"""One tick: read what may be due, send what is, and write down what was read.

Any trigger will do, any number of times: a tick with nothing to do reads little and
writes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta

from mergecast.dispatch.budget import purse
from mergecast.dispatch.costs import READ, of
from mergecast.dispatch.decision import Decision, Verb
from mergecast.dispatch.missing import carried, close, kept, merged
from mergecast.dispatch.pace import decisions, judge, order, rules_of
from mergecast.dispatch.ports import Calendar, LedgerView
from mergecast.dispatch.readset import carry, carry_broken
from mergecast.dispatch.retracting import retract
from mergecast.dispatch.run import ACT, publish
from mergecast.dispatch.settle import settle
from mergecast.dispatch.spending import Reads
from mergecast.dispatch.target import Found, keys
from mergecast.dispatch.world import MainMovedError, Step, World
from mergecast.model.event import EventKind
from mergecast.model.key import TICK, Key
from mergecast.model.ledger_state import Draft, RefusedEventError
from mergecast.networks.charges import decimal, total

_EVERY = timedelta(hours=1)
"""A tick is recorded at least this often, so that silence can be told from calm."""


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

    @property
    def paused(self) -> dict[str, str]:
        """By account key, why what is due there cannot be sent now."""
        rest = [each for each in self.decisions if each.rests]
        return {each.target.account.key: each.reason for each in reversed(rest)}


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
    money = purse(world.budgets, view, world.clock.now())
    world = replace(world, among=found.targets, purse=money, reads=Reads())
    steps: list[Step] = []
    seen = Seen(view)
    try:
        for step in _all(found, world, seen):
            steps.append(step)
            if step.account:
                seen.resting[str(step.key.account)] = step.detail
            told(step)
    except MainMovedError:
        return TickReport(tuple(steps), (), found.broken, stale=True)
    view = world.look() if steps else seen.view
    after = _after(found, view, world, seen.resting)
    report = TickReport(tuple(steps), after, found.broken)
    broken = carry_broken(found.broken)
    known = kept(found, view.tick(), world.accounts)
    own = merged(carry(after, world.clock.now()), carried(found.missing, view))
    seen_live = {str(step.key): step.read_back for step in steps if step.read_back}
    body = {
        "main": calendar.commit,
        "carry": {**known, **own, **broken},
        "paused": report.paused,
        **({"read_back": seen_live} if seen_live else {}),
        **({"reads": read} if (read := _read(world)) else {}),
    }
    moved = any(step.what != "waits" for step in steps)
    _record(body, view, world, moved=moved)
    return report


@dataclass(slots=True)
class Seen:
    """What a tick learns on its way: the newest ledger, and who could not send."""

    view: LedgerView
    resting: dict[str, str] = field(default_factory=dict)


def _all(found: Found, world: World, seen: Seen) -> Iterator[Step]:
    """First what earlier runs left open, then what is due, by ``pace.order``."""
    view = yield from settle(world, _parts(found), seen.view)
    view = yield from close(found.missing, world, view)
    for target in sorted(found.targets, key=order):
        if view is not seen.view:
            seen.view = view
            view.states(list(_parts(found)))
        verb = judge(target, view, world).verb
        if verb is Verb.RETRACT:
            view = yield from retract(target, world, view)
        elif verb in ACT and not (
            verb is Verb.PUBLISH and target.account.key in seen.resting
        ):
            view = yield from publish(target, world, view)
    seen.view = view


def _after(
    found: Found, view: LedgerView, world: World, resting: Mapping[str, str]
) -> tuple[Decision, ...]:
    """How things stand now; what an account could not send in this very tick waits."""
    each = decisions(found.targets, view, rules_of(world))
    return tuple(
        replace(one, verb=Verb.WAIT, reason=reason, rests=True)
        if one.verb is Verb.PUBLISH
        and (reason := resting.get(one.target.account.key)) is not None
        else one
        for one in each
    )


def _read(world: World) -> dict[str, str]:
    """What the network takes for what this run read, in US dollars by account."""
    return {
        account: decimal(total(of(READ, world.accounts[account], count)))
        for account, count in world.reads.posts.items()
    }


def _parts(found: Found) -> Iterator[Key]:
    for target in found.targets:
        yield from keys(target)
    for each in found.missing:
        yield from each.keys


def _record(
    body: Mapping[str, object], view: LedgerView, world: World, *, moved: bool
) -> None:
    """Write the tick, unless it would say nothing new."""
    now = world.clock.now()
    last = view.tick()
    if last is not None and not moved and now - last.at < _EVERY:
        before = {"main": last.main, "carry": last.carry, "paused": last.paused}
        if before == body:
            return
    try:
        view.append([Draft(EventKind.TICK, TICK, body=body)], at=now)
    except RefusedEventError:
        # A tick only saves the next one work; another runner's will do as well.
        return
