"""One schedule: posts, people, runs and faults that all come from one seed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

from dispatch.world import DUE, SETTINGS, YES, Shelf, target
from simulation.pretended import PretendedNetwork, PretendedPublisher

from mergecast.approvals.policy import Approved, NotApproved
from mergecast.dispatch.stops import Order, needed
from mergecast.dispatch.target import Target
from mergecast.dispatch.tick import tick
from mergecast.dispatch.world import World
from mergecast.dispatch.writing import write
from mergecast.errors import MergecastError
from mergecast.ledger.genesis import Charter, init
from mergecast.ledger.ledger import Ledger
from mergecast.ledger.memory_store import Fault, MemoryStore, Operation, Remote
from mergecast.ledger.snapshot import Access, Snapshot
from mergecast.model.event import EventKind

if TYPE_CHECKING:
    from simulation.weather import Weather

STORMY = timedelta(hours=4)
CALMING = timedelta(hours=5)
_DEEPEST = 2


class DiedError(BaseException):
    """A runner is gone; nothing of ours may catch this."""


@dataclass(slots=True)
class Simulation:
    """Everything that one seed decides."""

    seed: int
    weather: Weather
    random: Random = field(init=False)
    at: datetime = DUE - timedelta(minutes=20)
    remote: Remote = field(default_factory=Remote)
    network: PretendedNetwork = field(init=False)
    targets: list[Target] = field(init=False)
    unapproved: set[str] = field(default_factory=set)
    genesis: str = ""
    runs: int = 0
    nonces: int = 0
    depth: int = 0
    calm: bool = False
    frozen: list[tuple[datetime, datetime | None]] = field(default_factory=list)
    fired: dict[str, int] = field(default_factory=dict)
    views: dict[str, Snapshot] = field(default_factory=dict)
    change: Callable[[World], World] = lambda world: world
    """What a mutant does to the world of each run."""

    def __post_init__(self) -> None:
        self.random = Random(f"{self.weather.name} {self.seed}")  # noqa: S311 - repeatable
        self.network = PretendedNetwork(
            self.random, self.weather, lambda: self.at, self.happens
        )
        charter = Charter(sandbox=True, forge="offline", policy={}, accounts={})
        access = Access(MemoryStore(self.remote), self.nonce, run="sim:0")
        self.genesis = init(access, charter, at=self.at)
        self.targets = [self._target(number) for number in range(self._between(3, 6))]

    def run(self) -> None:
        """Bad weather, then enough calm for everything to end."""
        end = self.at + STORMY
        while self.at < end:
            if self.happens("thaw", 0.3 * self.is_frozen):
                self.person(EventKind.THAW)
            if not self.happens("dropped", self.weather.dropped):
                self.runner()
            self.at += timedelta(minutes=self.random.uniform(7, 15))
        self.calm = True
        self.person(EventKind.THAW)
        end = self.at + CALMING
        while self.at < end:
            self.runner()
            self.at += timedelta(minutes=20)

    def nonce(self) -> str:
        self.nonces += 1
        return f"{self.nonces:032x}"

    def happens(self, name: str, chance: float) -> bool:
        """Whether something goes wrong now; counted, so that nothing goes untested."""
        if self.calm or self.random.random() >= chance:
            return False
        self.fired[name] = self.fired.get(name, 0) + 1
        return True

    def runner(self) -> None:
        """One run of publish, from its start to its end or death."""
        self.runs += 1
        self.depth += 1
        try:
            each = Runner(self, self.runs)
            tick(Shelf(self.targets), self.change(each.world()))
        except (DiedError, MergecastError):
            pass
        finally:
            self.depth -= 1

    def person(self, kind: EventKind) -> None:
        """Somebody freezes or thaws everything."""
        order = Order(kind, ("all",), "flood", "mei")
        view = Ledger(self._plain(), self.genesis).open()
        written = write(view, lambda now: needed(order, now), _PersonsClock(self))
        if written.events and kind is EventKind.FREEZE:
            self.frozen.append((self.at, None))
        elif written.events:
            self.frozen[-1] = (self.frozen[-1][0], self.at)

    @property
    def is_frozen(self) -> bool:
        """Whether somebody has frozen everything, and nobody has thawed it."""
        return bool(self.frozen) and self.frozen[-1][1] is None

    def ledger(self) -> Snapshot:
        """What is on record, without any fault."""
        return Ledger(self._plain(), self.genesis).open()

    def _plain(self) -> Access:
        return Access(MemoryStore(self.remote), self.nonce, run="sim:judge")

    def _between(self, least: int, most: int) -> int:
        return self.random.randint(least, most)

    def _target(self, number: int) -> Target:
        minute = 9 * 60 + self._between(0, 150)
        words = "same words" if self.random.random() < 0.3 else f"number {number}"
        text: dict[str, object] = {"text": words}
        if self.random.random() < 0.3:
            count = self._between(2, 3)
            parts = [f"{number}: part {part}" for part in range(count)]
            text = {"text": ..., "thread": parts}
        made = target(
            id=f"post-{number}",
            publish_at=f"2026-11-24 {minute // 60:02}:{minute % 60:02}",
            **text,
        )
        if self.random.random() < 0.15:
            self.unapproved.add(made.post.id)
        return made


@dataclass(slots=True)
class _PersonsClock:
    simulation: Simulation

    def now(self) -> datetime:
        return self.simulation.at

    def monotonic(self) -> float:
        return 0.0

    def sleep(self, seconds: float) -> None:
        self.simulation.at += timedelta(seconds=seconds)


@dataclass(slots=True)
class Runner:
    """One run: everything it does passes ``step``, where anything may come between."""

    simulation: Simulation
    number: int
    skew: timedelta = timedelta(0)
    slept: float = 0.0

    def __post_init__(self) -> None:
        simulation = self.simulation
        if simulation.happens("skewed", simulation.weather.skewed):
            self.skew = timedelta(minutes=simulation.random.uniform(-5, 5))

    def world(self) -> World:
        return World(
            look=self.look,
            accounts=SETTINGS.accounts,
            publisher=lambda _: PretendedPublisher(self.simulation.network, self.step),
            files=lambda _: {},
            permalink=lambda _, remote_id: f"https://x.example/{remote_id}",
            approve=self.approve,
            clock=self,
        )

    def approve(self, each: Target) -> Approved | NotApproved:
        if each.post.id in self.simulation.unapproved:
            return NotApproved("nobody has approved it")
        return Approved(YES)

    def look(self) -> Snapshot:
        simulation = self.simulation
        store = MemoryStore(simulation.remote, self.fault)
        access = Access(
            store, simulation.nonce, run=f"sim:{self.number}", pause=self._wait
        )
        tip = store.tip()
        if tip is not None and tip in simulation.views:
            return replace(simulation.views[tip], access=access, reopen=self.look)
        view = replace(Ledger(access, simulation.genesis).open(), reopen=self.look)
        simulation.views[view.tip] = view
        return view

    def fault(self, operation: Operation) -> Fault | None:
        self.step()
        simulation, weather = self.simulation, self.simulation.weather
        if operation is Operation.TIP:
            if simulation.happens("git_fails", weather.git_fails):
                return Fault.FAILS
            enough = len(simulation.remote.tips) > 1
            if enough and simulation.happens("git_stale", weather.git_stale):
                return Fault.STALE
            return None
        if simulation.happens("push_refused", weather.push_refused):
            return Fault.REFUSED
        if simulation.happens("push_lost", weather.push_lost):
            return simulation.random.choice([Fault.ANSWER_LOST, Fault.NOT_APPLIED])
        return None

    def step(self) -> None:
        """A moment passes, and anything may happen in it."""
        simulation, weather = self.simulation, self.simulation.weather
        self._wait(1)
        if simulation.happens("crash", weather.crash):
            raise DiedError
        if simulation.happens("pause", weather.pause):
            # The machine is suspended: its monotonic clock stands still.
            half = timedelta(minutes=simulation.random.uniform(5, 45))
            simulation.at += half
            self._others(1.0)
            if simulation.happens("freeze", 30 * weather.freeze):
                simulation.person(EventKind.FREEZE)
            simulation.at += half
        self._others(weather.intruder)
        if simulation.happens("freeze", weather.freeze):
            simulation.person(EventKind.FREEZE)

    def _others(self, chance: float) -> None:
        simulation = self.simulation
        if simulation.depth < _DEEPEST and simulation.happens("intruder", chance):
            simulation.runner()

    def now(self) -> datetime:
        return self.simulation.at + self.skew

    def monotonic(self) -> float:
        self.step()
        return self.slept

    def sleep(self, seconds: float) -> None:
        self.simulation.at += timedelta(seconds=seconds)
        self.slept += seconds

    def _wait(self, pushes: int) -> None:
        self.sleep(self.simulation.random.uniform(0, 0.8) * pushes)
