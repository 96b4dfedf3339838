"""Walk one scenario with faults at chosen steps: every call of a port is a step.

Steps are numbered as the runs under test make them. A fault is planned by number, so
the same plan always meets the same step: nothing here is left to chance.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from dispatch.world import DUE
from simulation.judge import unended
from simulation.sweep_faults import DiedError
from simulation.sweep_network import SweptNetwork
from simulation.sweep_run import Run, Wrist
from simulation.sweep_scenarios import TAKEN_BACK, Branch

from mergecast.dispatch.stops import Order, needed
from mergecast.dispatch.target import Target, keys
from mergecast.dispatch.tick import tick
from mergecast.dispatch.writing import write
from mergecast.errors import MergecastError
from mergecast.ledger.genesis import Charter, init
from mergecast.ledger.ledger import Ledger
from mergecast.ledger.memory_store import MemoryStore, Remote
from mergecast.ledger.snapshot import Access, Snapshot
from mergecast.model.event import EventKind
from mergecast.model.ledger_state import PartState

if TYPE_CHECKING:
    from simulation.sweep_scenarios import Earlier, Scenario

    from mergecast.ledger.store import Store

_UNDER_TEST = 2
"""So many ticks may go wrong; then every tick begins with the world healed."""

_AT_MOST = 24


@dataclass(frozen=True, slots=True)
class Step:
    """One call of a port, by its number, its name, and the tick that made it."""

    number: int
    name: str
    tick: int


@dataclass(slots=True)
class Walk:
    """Everything that happens in one scenario under one plan of faults."""

    scenario: Scenario
    plan: Mapping[int, str] = field(default_factory=dict)
    at: datetime = DUE + timedelta(seconds=70)
    remote: Remote = field(default_factory=Remote)
    network: SweptNetwork = field(init=False)
    unapproved: set[str] = field(default_factory=set)
    frozen: list[tuple[datetime, datetime | None]] = field(default_factory=list)
    thawed: datetime | None = None
    edited: bool = False
    gone: bool = False
    tracing: bool = False
    """Whether steps are wanted also after the last fault: they cost."""
    trace: list[Step] = field(default_factory=list)
    fired: list[tuple[str, str]] = field(default_factory=list)
    genesis: str = ""
    ticks: int = 0
    runs: int = 0
    nonces: int = 0
    late: list[str] = field(default_factory=list)
    """What was sent long after its run had looked for the last time."""
    waiting: list[tuple[datetime, Callable[[], object]]] = field(default_factory=list)
    views: dict[str, Snapshot] = field(default_factory=dict)
    starts: list[Walk] | None = None
    """Where it stood before each tick, for walks that differ only later."""

    def __post_init__(self) -> None:
        self.network = SweptNetwork(lambda: self.at, self.scenario.filters)
        charter = Charter(sandbox=True, forge="offline", policy={}, accounts={})
        access = self.access(MemoryStore(self.remote), "sweep:0")
        self.genesis = init(access, charter, at=self.at - timedelta(days=1))

    @property
    def targets(self) -> list[Target]:
        """What was approved."""
        return list(self.scenario.targets)

    def run(self) -> Walk:
        """What came before, ticks that may go wrong, then ticks until all has ended."""
        if not self.runs:
            for before in self.scenario.before:
                self.earlier(before)
        while self.ticks < _UNDER_TEST or not self.ended():
            if self.ticks == _AT_MOST:
                return self
            if self.ticks >= _UNDER_TEST:
                self.heal()
            if self.starts is not None and self.ticks < _UNDER_TEST:
                self.starts.append(self.fork({}))
            self.ticks += 1
            self.attempt(Run(self, self.planned))
            self.passes(timedelta(minutes=9 if self.ticks < _UNDER_TEST else 20))
        return self

    def fork(self, plan: Mapping[int, str], *, tracing: bool = False) -> Walk:
        """This walk as it stands now, to go on under a plan."""
        made = copy(self)
        made.plan, made.tracing, made.starts = plan, tracing, None
        made.remote = Remote(dict(self.remote.commits), list(self.remote.tips))
        made.network = replace(
            self.network,
            now=lambda: made.at,
            posts=[replace(post) for post in self.network.posts],
            sends=list(self.network.sends),
            owner=dict(self.network.owner),
        )
        made.frozen, made.trace = list(self.frozen), list(self.trace)
        made.fired, made.waiting, made.late = [], [], []
        return made

    def earlier(self, before: Earlier) -> None:
        """A run before, with its faults; then so long a time that all is quiet."""
        faults = {name: list(each) for name, each in before.faults.items()}

        def upset(name: str) -> str | None:
            left = faults.get(name)
            return (left.pop(0) or None) if left else None

        run = Run(self, upset, earlier=True)
        with suppress(DiedError, MergecastError):
            tick(run.watched_calendar(Branch(before.targets)), run.world())
        self.passes(timedelta(minutes=36))

    def planned(self, name: str) -> str | None:
        """Number a step, and say what goes wrong at it."""
        number = len(self.trace)
        self.trace.append(Step(number, name, self.ticks))
        fault = self.plan.get(number)
        if fault is not None:
            self.fired.append((name, fault))
        return fault

    def attempt(self, run: Run) -> None:
        """One run of publish, to its end or death."""
        with suppress(DiedError, MergecastError):
            tick(run.watched_calendar(self.calendar()), run.world())

    def quietly(self) -> None:
        """A whole run of somebody else's, in which nothing goes wrong."""
        self.attempt(Run(self, lambda _name: None))

    def calendar(self) -> Branch:
        """The publishing branch as it is now."""
        if self.gone:
            return Branch((), self.scenario.targets)
        targets = self.scenario.edited if self.edited else self.scenario.targets
        return Branch(tuple(map(self._given_a_time, targets)))

    def _given_a_time(self, each: Target) -> Target:
        """A post that a freeze kept back, once people have gone through the list."""
        if self.thawed is None or each.schedule.at is None or each.retract is not None:
            return each
        at = self.thawed + timedelta(minutes=5)
        return replace(each, schedule=replace(each.schedule, at=at))

    def passes(self, length: timedelta) -> None:
        """Time goes by; if it is long, somebody else's run is in the middle of it."""
        end = self.at + length
        if length >= timedelta(hours=1):
            self._until(self.at + length / 2)
            self.quietly()
        self._until(max(end, self.at))

    def _until(self, at: datetime) -> None:
        """What is on its way arrives."""
        self.at = at
        due = [make for when, make in self.waiting if when <= at]
        self.waiting = [one for one in self.waiting if one[0] > at]
        for make in due:
            make()

    def later(self, delay: timedelta, make: Callable[[], object]) -> None:
        """Let something happen after a while, whoever still waits for it."""
        self.waiting.append((self.at + delay, make))

    def person(self, kind: EventKind) -> None:
        """Somebody freezes or thaws everything."""
        order = Order(kind, ("all",), "flood", "mei")
        clock = Wrist(Run(self, lambda _name: None))
        written = write(self.ledger(), lambda now: needed(order, now), clock)
        if written.events and kind is EventKind.FREEZE:
            self.frozen.append((self.at, None))
        elif written.events:
            self.frozen[-1] = (self.frozen[-1][0], self.at)

    def heal(self) -> None:
        """Whatever goes on being wrong ends."""
        self.edited = self.gone = False
        if self.frozen and self.frozen[-1][1] is None:
            self.person(EventKind.THAW)
            self.thawed = self.at

    def ended(self) -> bool:
        """Whether nothing more will happen by itself."""
        if self.edited or self.gone or any(end is None for _, end in self.frozen):
            return False
        return not list(self.unended())

    def unended(self) -> Iterator[str]:
        """What goes on for ever; of what is taken back, each part has to end."""
        view, ends = self.ledger(), self.scenario.ends
        if ends is not TAKEN_BACK:
            yield from unended(view, self.targets, ends)
            return
        for key in (key for each in self.targets for key in keys(each)):
            state, deletion = view.state(key), view.state(key.deletion)
            held = deletion is not None and deletion.state is PartState.HELD
            if (state is None or state.state not in ends) and not held:
                yield f"I2 {key} ended as {state and state.state}"

    def ledger(self) -> Snapshot:
        """What is on record."""
        tip = self.remote.tip or ""
        found = Ledger(self.access(MemoryStore(self.remote), "judge"), self.genesis)
        if tip not in self.views:
            self.views[tip] = found.open()
        # Without what others have looked at since: those are no steps of this walk.
        seen = self.views[tip]
        facts = (seen.tip, seen.head, seen.tail, seen.birth, seen.keys)
        return Snapshot(found.access, found.open, *facts)

    def access(self, store: MemoryStore | Store, run: str) -> Access:
        """A way to the ledger that never waits."""
        return Access(store, self.nonce, run, pause=lambda _pushes: None)

    def nonce(self) -> str:
        """32 hex digits, the next ones."""
        self.nonces += 1
        return f"{self.nonces:032x}"

    def faults_left(self) -> bool:
        """Whether something of the plan is still to come."""
        return len(self.fired) < len(self.plan)
