"""One run of publish in a sweep: every call that it makes of a port is a step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, cast

from dispatch.world import DUE, YES
from simulation.sweep_faults import Call, faults_at
from simulation.sweep_network import SweptPublisher
from simulation.sweep_scenarios import SETTINGS

from mergecast.approvals.policy import Approved, NotApproved
from mergecast.dispatch.last_look import AFTER_LOOK
from mergecast.dispatch.target import Target
from mergecast.dispatch.world import World
from mergecast.ledger.ledger import Ledger
from mergecast.ledger.memory_store import MemoryStore
from mergecast.ledger.snapshot import Snapshot
from mergecast.ledger.store import Change

if TYPE_CHECKING:
    from simulation.sweep import Walk
    from simulation.sweep_scenarios import Branch

    from mergecast.dispatch.ports import Calendar, Clock, Publisher
    from mergecast.ledger.store import Store
    from mergecast.model.settings import Account

_MOMENT = timedelta(seconds=0.3)

WATCHED = frozenset({"publisher", "files", "approve", "moved"})
"""The fields of a world that are called and can fail."""

PLAIN = frozenset(
    {
        *("look", "accounts", "among", "permalink", "clock", "publishing", "stopping"),
        *("reads", "budgets", "purse"),
    }
)
"""Those that cannot: values, ports that are watched themselves, and pure functions."""


@dataclass(slots=True)
class Run:
    """One run of publish; its clock is its machine's."""

    walk: Walk
    upset: Callable[[str], str | None]
    skew: timedelta = timedelta(0)
    seconds: float = 0.0
    stopped: bool = False
    earlier: bool = False
    number: int = field(init=False)
    main: str = ""
    looked: datetime = DUE
    """When the run last began to look, which announcing a send is too."""

    def __post_init__(self) -> None:
        self.walk.runs += 1
        self.number = self.walk.runs

    def step(self, name: str, real: object, make: Callable[[], object]) -> object:
        """A moment passes, and something may happen in place of the call."""
        self.walk.at += _MOMENT
        self.seconds += _MOMENT.total_seconds()
        if name == "store.push sending":
            self.looked = self.walk.at
        if name == "publisher.send" and self.walk.at > self.looked + AFTER_LOOK:
            self.walk.late.append(f"I4 sent {self.walk.at - self.looked} after a look")
        fault = self.upset(name)
        if fault is None:
            return make()
        return faults_at(name)[fault](Call(self, real, make))

    def port(self, name: str, real: object) -> Port:
        """The same port, but each call of it is a step."""
        return Port(name, real, self)

    def watched_calendar(self, branch: Branch) -> Calendar:
        """The publishing branch, as this run read it."""
        self.main = branch.commit
        return cast("Calendar", self.port("calendar", branch))

    def world(self) -> World:
        """The real world's shape, with every field of it watched."""
        watched = World(
            look=self.look,
            accounts=SETTINGS.accounts,
            publisher=self.publisher,
            files=lambda _target: {},
            permalink=lambda _account, remote_id: f"https://x.example/{remote_id}",
            approve=self.approve,
            clock=cast("Clock", self.port("clock", Wrist(self))),
            stopping=lambda: self.stopped,
            moved=self.moved,
        )
        through = self.port("world", watched)
        return replace(watched, **{name: getattr(through, name) for name in WATCHED})

    def publisher(self, account: Account) -> Publisher:
        """The way to an account."""
        real = SweptPublisher(self.walk.network, account.key)
        return cast("Publisher", self.port("publisher", real))

    def approve(self, each: Target) -> Approved | NotApproved:
        """Only what was approved is."""
        scenario = self.walk.scenario
        approved = [scenario.targets, *(one.targets for one in scenario.before)]
        right = {one.digest for targets in approved for one in targets}
        return Approved(YES) if each.digest in right else NotApproved("it was edited")

    def moved(self) -> bool:
        """Whether somebody merged something since this run read the branch."""
        return not self.earlier and self.walk.calendar().commit != self.main

    def look(self) -> Snapshot:
        """The ledger, opened with all its checks."""
        walk, self.looked = self.walk, self.walk.at
        plain = MemoryStore(walk.remote)
        store = cast("Store", self.port("store", plain))
        access = walk.access(store, f"sweep:{self.number}")
        if walk.tracing or walk.faults_left():
            found = Ledger(access, walk.genesis).open()
            return replace(found, reopen=self.look)
        return replace(walk.ledger(), access=access, reopen=self.look)


@dataclass(frozen=True, slots=True)
class Port:
    """A port, each call of which is a step of a run."""

    _name: str
    _real: object
    _run: Run

    def __getattr__(self, name: str) -> object:
        """What the real one has; a method makes a step first."""
        found = getattr(self._real, name)
        if not callable(found):
            return found

        def called(*args: object, **named: object) -> object:
            step = f"{self._name}.{name}" + _what(args)
            return self._run.step(step, self._real, lambda: found(*args, **named))

        return called


def _what(args: tuple[object, ...]) -> str:
    """Of a push, which event it brings."""
    change = args[1] if len(args) > 1 else None
    return f" {change.message.split()[0]}" if isinstance(change, Change) else ""


@dataclass(frozen=True, slots=True)
class Wrist:
    """A runner's clocks."""

    run: Run

    def now(self) -> datetime:
        return self.run.walk.at + self.run.skew

    def monotonic(self) -> float:
        return self.run.seconds

    def sleep(self, seconds: float) -> None:
        self.run.walk.passes(timedelta(seconds=seconds))
        self.run.seconds += seconds
