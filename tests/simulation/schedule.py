"""One schedule: posts, people, runs and faults that all come from one seed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import count
from typing import TYPE_CHECKING

from dispatch.world import DUE
from simulation.branch import Approvals, Branch
from simulation.chance import Chance
from simulation.courses import as_series
from simulation.people import People
from simulation.pretended import PretendedNetwork
from simulation.runner import DiedError, Runner
from simulation.unfinished import unfinished
from simulation.wishes import SETTINGS, wish

from mergecast.dispatch.waiting import attend, settled_tick
from mergecast.dispatch.world import Step, World
from mergecast.errors import MergecastError
from mergecast.ledger.genesis import Charter, init
from mergecast.ledger.ledger import Ledger
from mergecast.ledger.memory_store import MemoryStore, Remote
from mergecast.ledger.snapshot import Access, Snapshot
from mergecast.model.event import EventKind
from mergecast.model.key import TICK
from mergecast.model.ledger_state import Draft

if TYPE_CHECKING:
    from simulation.restart import Mark
    from simulation.weather import Weather

STORMY = timedelta(hours=4)
CALMING = timedelta(hours=12)
_DEEPEST = 2
_WAITS = 0.05
"""How many runs stay for some minutes, to be there when something comes due."""


@dataclass(slots=True)
class Simulation:
    """Everything that one seed decides."""

    seed: int
    weather: Weather
    change: Callable[[World], World] = lambda world: world
    """What a mutant does to the world of each run."""
    listening: bool = False
    story: list[str] = field(default_factory=list)
    """What happened, line by line, for whoever wants to read it."""
    at: datetime = DUE - timedelta(minutes=20)
    remote: Remote = field(default_factory=Remote)
    runs: int = 0
    began: list[datetime] = field(default_factory=list)
    """When each run began."""
    actor: str = ""
    """Who acts now, for the story."""
    nonces: int = 0
    depth: int = 0
    moments: int = 0
    marked: int = field(init=False)
    """At which moment of all it is noted how far things have come."""
    mark: Mark | None = None
    views: dict[str, Snapshot] = field(default_factory=dict)
    approvals: Approvals = field(default_factory=Approvals)
    chance: Chance = field(init=False)
    plain: MemoryStore = field(init=False)
    networks: dict[str, PretendedNetwork] = field(init=False)
    branch: Branch = field(init=False)
    people: People = field(init=False)
    genesis: str = field(init=False)

    def __post_init__(self) -> None:
        self.chance = chance = Chance(self.weather, self.seed)
        self.plain = MemoryStore(self.remote)
        self.networks = {
            key: PretendedNetwork(key, chance, self._now, self.weather.filters)
            for key in SETTINGS.accounts
        }
        self.genesis, self.nonces = _born(self.at, self.remote)
        self.marked = chance.random.randrange(20, 200)
        alike, number = self.weather.alike, chance.random.randint(3, 6)
        wishes = {each: wish(each, chance.random, alike) for each in range(number)}
        self.branch = Branch([as_series(wishes, self.seed)], self._now)
        self.people = People(self)
        self.people.intend(iter(self.branch.wishes.values()))

    def listen(self) -> None:
        """Keep the story from now on."""
        self.chance.told = lambda fault: self.tell(self.actor, f"!! {fault}")
        self.listening = True
        for network in self.networks.values():
            network.told = lambda line: self.tell(self.actor, line)

    def run(self) -> Simulation:
        """Bad weather, then enough calm for everything to end."""
        random = self.chance.random
        end = self.at + STORMY
        while self.at < end and not self.ended():
            gap = self.chance.strikes("gap")
            if gap is None:
                self._ticks()
            length = random.uniform(60, 200) if gap and "hours" in gap else 0
            self._passes(random.uniform(7, 15) + length)
            if self.chance.happens(0.3):
                self.people.settle()
        self.chance.over = True
        self.calm_down()
        return self

    def _ticks(self) -> None:
        """One tick, or two at the same time."""
        twins = self.chance.happens(self.weather.twins)
        self.runner(self.chance.random.randint(1, 12) if twins else None)

    def calm_down(self) -> None:
        """Ticks in good weather, until everything has ended."""
        end = self.at + CALMING
        while self.at < end:
            self.people.thaw()
            self.people.triage()
            if self.ended():
                return
            self.runner()
            self.people.settle(timedelta(minutes=5))
            self._passes(20)

    def _passes(self, minutes: float) -> None:
        self.at += timedelta(minutes=minutes)
        self.people.act()

    def meanwhile(self, minutes: float) -> None:
        """Others go on while a machine is suspended; not for ever in each other."""
        end = self.at + timedelta(minutes=minutes)
        while self.depth < _DEEPEST and self.at < end:
            self._passes(self.chance.random.uniform(7, 15))
            self.runner()
        if self.at < end:
            self._passes(min(minutes, 10))

    def runner(self, twin_at: int | None = None) -> None:
        """One run of publish, from its start to its end or death."""
        if self.depth == _DEEPEST:
            return
        self.runs += 1
        self.began.append(self.at)
        self.depth += 1
        before, self.actor = self.actor, f"run {self.runs}"
        each = Runner(self, self.runs, twin_at)
        self.tell(self.actor, "begins")
        try:
            if self.chance.happens(_WAITS):
                stay = timedelta(minutes=self.chance.random.uniform(1, 6))
                attend(each.job(), lambda: stay)
            else:
                settled_tick(each.job())
            self.tell(self.actor, "ends")
        except DiedError:
            self.tell(self.actor, "dies")
        except MergecastError as error:
            self.tell(self.actor, f"stops: {error.message}")
        finally:
            self.depth -= 1
            self.actor = before

    def did(self, step: Step) -> None:
        """A run says what it did."""
        self.tell(self.actor, f"says: {step.key} {step.what}: {step.detail}")

    def ended(self) -> bool:
        """Whether nothing more will happen by itself, nor by anyone's plan."""
        if self.people.plan or any(one.until is None for one in self.people.frozen):
            return False
        return next(unfinished(self), None) is None

    def tell(self, who: str, what: str) -> None:
        """Add a line to the story, if somebody wants it."""
        if self.listening:
            self.story.append(f"{self.at:%H:%M:%S}  {who:9}  {what}")

    def nonce(self) -> str:
        """32 hex digits that nobody had before."""
        self.nonces += 1
        return f"{self.nonces:032x}"

    def ledger(self) -> Snapshot:
        """What is on record, without any fault."""
        tip = self.remote.tips[-1]
        if tip not in self.views:
            access = Access(self.plain, self.nonce, run="sim:judge")
            self.views[tip] = Ledger(access, self.genesis).open()
        return self.views[tip]

    def _now(self) -> datetime:
        return self.at


def _born(at: datetime, remote: Remote) -> tuple[str, int]:
    """Give a remote its ledger; its id, and how many nonces it took."""
    genesis, nonces, commits = _first(at)
    remote.commits.update(commits)
    remote.tips += commits
    return genesis, nonces


@lru_cache(maxsize=1)  # pure; every schedule begins with the same one
def _first(at: datetime) -> tuple[str, int, Mapping[str, Mapping[str, bytes]]]:
    """A ledger as it is set up, commit by commit: it records what is merged then."""
    store, numbers = MemoryStore(), count(1)
    access = Access(store, lambda: f"{next(numbers):032x}", run="sim:0")
    charter = Charter(sandbox=True, forge="offline", policy={}, accounts={})
    genesis = init(access, charter, at=at)
    body = {"main": f"{1:040x}", "carry": {}, "paused": {}}
    tick = Draft(EventKind.TICK, TICK, body=body)
    Ledger(replace(access, run="sim:judge"), genesis).open().append([tick], at=at)
    return genesis, next(numbers) - 1, store.remote.commits
