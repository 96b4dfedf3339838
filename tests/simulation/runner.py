"""One run of publish: everything it does passes a place where anything may come."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from dispatch.world import YES
from simulation.branch import Reading
from simulation.pretended import PretendedPublisher, Sender
from simulation.restart import mark
from simulation.way import Fetched, Way
from simulation.wishes import SETTINGS

from mergecast.approvals.policy import Approved, NotApproved
from mergecast.approvals.ports import Evidence
from mergecast.dispatch.target import Target
from mergecast.dispatch.tick import TickReport, tick
from mergecast.dispatch.waiting import Job
from mergecast.dispatch.world import World
from mergecast.errors import GitError
from mergecast.ledger.ledger import Ledger
from mergecast.ledger.snapshot import Access, Snapshot

if TYPE_CHECKING:
    from simulation.schedule import Simulation


class DiedError(BaseException):
    """A runner is gone; nothing of the product may catch this."""


@dataclass(slots=True)
class Runner:
    """A machine with clocks of its own.

    Args:
        simulation: the schedule that it is part of.
        number: which run it is.
        twin_at: at which of its moments a second run begins and ends, if one does.
    """

    simulation: Simulation
    number: int
    twin_at: int | None = None
    skew: timedelta = timedelta(0)
    ahead: timedelta = timedelta(0)
    """The skew that it began with: from there its clock is only ever set back."""
    slept: float = 0.0
    moments: int = 0
    stopped: bool = False
    blind: bool = False
    version: int = 0
    """Which version of the publishing branch was read."""
    began: datetime = field(init=False)
    way: Way = field(init=False)
    access: Access = field(init=False)
    seen: dict[str, Snapshot] = field(default_factory=dict)

    def __post_init__(self) -> None:
        simulation = self.simulation
        self.began = simulation.at
        self.way = Way(self)
        self.access = Access(
            self.way,
            simulation.nonce,
            f"sim:{self.number}",
            pause=self._wait,
            rest=self.sleep,
        )
        minutes = {"clock fast": 1, "clock slow": -1}
        if fault := simulation.chance.strikes("run"):
            length = simulation.chance.random.uniform(0, 10)
            self.skew = self.ahead = timedelta(minutes=minutes[fault] * length)

    def world(self) -> World:
        networks = self.simulation.networks
        return World(
            look=self.look,
            accounts=SETTINGS.accounts,
            publisher=lambda each: PretendedPublisher(
                networks[each.key], self.moment, self.request, self.sender, self.blinded
            ),
            files=lambda _target: {},
            permalink=lambda _account, remote_id: f"https://x.example/{remote_id}",
            approve=self.approve,
            clock=self,
            publishing=SETTINGS.publishing,
            stopping=lambda: self.stopped,
            moved=lambda: self.version != self._newest(),
        )

    def once(self) -> TickReport:
        """One tick, over what is merged now, as far as this machine can see."""
        simulation = self.simulation
        self.version = self._newest()
        reading = Reading(simulation.branch, self.version)
        return tick(reading, simulation.change(self.world()), simulation.did)

    def job(self) -> Job:
        """The run as a job that may stay."""
        watch = Watch(self)
        return Job(self.once, lambda: True, watch, lambda: self.stopped)

    def _newest(self) -> int:
        newest = len(self.simulation.branch.versions)
        match self.simulation.chance.strikes("main"):
            case "main fails":
                raise GitError("the remote does not answer")
            case "main stale":
                return max(1, self.version or newest - 1)
        return newest

    def approve(self, each: Target) -> Approved | NotApproved:
        simulation = self.simulation
        if simulation.chance.strikes("forge"):
            return NotApproved("approvals cannot be read: no answer")
        post, after = each.post.id, each.approved_after
        if each.crisis is not None and not simulation.people.crises.agreed(each):
            return NotApproved("the matrix asks for more at this level")
        if simulation.approvals.valid(post, each.digest, simulation.at, after):
            return Approved(YES, evidence=self._evidence(each))
        return NotApproved("nobody has approved it")

    def _evidence(self, each: Target) -> Evidence | None:
        """When a series came to be as it is: of its days, that is asked."""
        if each.post.date is None:
            return None
        at = self.simulation.branch.changed_at(each, self.version)
        return Evidence((), (), f"{self.version:040x}", at)

    def look(self) -> Snapshot:
        """The ledger; one that was opened before, with all checks, is not again."""
        simulation = self.simulation
        tip = self.way.tip()
        if tip is not None and tip in self.seen:
            return self.seen[tip]
        view = simulation.views.get(tip or "")
        if view is None:
            fetched = replace(self.access, store=Fetched(simulation.plain, tip))
            view = Ledger(fetched, simulation.genesis).open()
            simulation.views[view.tip] = view
        found = replace(view, access=self.access, reopen=self.look)
        self.seen[view.tip] = found
        return found

    def moment(self) -> None:
        """A call is about to leave the process, and anything may happen first."""
        self._wait(1)
        simulation = self.simulation
        simulation.moments += 1
        if simulation.moments == simulation.marked:
            simulation.mark = mark(simulation)
        match simulation.chance.strikes("moment"):
            case "crash":
                raise DiedError
            case "sigterm":
                self.stopped = True
            case None:
                pass
            case fault:
                self._struck(fault)
        self.moments += 1
        if self.moments == self.twin_at:
            simulation.chance.note("twin")
            simulation.runner()
        simulation.people.act()

    def sender(self) -> Sender:
        """Who this is, for the network's own record."""
        return Sender(self.began, self.now(), self.blind, self.ahead)

    def blinded(self) -> None:
        """A look at the timeline missed what was there."""
        self.blind = True

    def request(self) -> None:
        """A request is written: too late for anything but death."""
        self._wait(1)
        if self.simulation.chance.strikes("request"):
            raise DiedError

    def now(self) -> datetime:
        return self.simulation.at + self.skew

    def monotonic(self) -> float:
        if fault := self.simulation.chance.strikes("clock"):
            self._struck(fault)
        return self.slept

    def sleep(self, seconds: float) -> None:
        self.simulation.at += timedelta(seconds=seconds)
        self.slept += seconds

    def _wait(self, pushes: int) -> None:
        self.sleep(self.simulation.chance.random.uniform(0, 0.8) * pushes)

    def _struck(self, fault: str) -> None:
        simulation, random = self.simulation, self.simulation.chance.random
        if fault == "freeze":
            simulation.people.freeze()
        elif fault == "edited just then":
            simulation.people.do("edit unreviewed", random.randrange(6))
        elif fault == "set back":
            self.skew -= timedelta(minutes=random.uniform(1, 10))
        else:
            # The machine is suspended: its monotonic clock stands still, as on Linux.
            simulation.meanwhile(random.uniform(10, 90))


@dataclass(frozen=True, slots=True)
class Watch:
    """The clock of a machine that waits: where nothing is at stake, nothing strikes."""

    runner: Runner

    def now(self) -> datetime:
        return self.runner.now()

    def monotonic(self) -> float:
        return self.runner.slept

    def sleep(self, seconds: float) -> None:
        self.runner.sleep(seconds)
        self.runner.simulation.people.act()
