"""A job on a stage that stays: what it reads at each look, when, and what it sends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from dispatch.world import DUE, Shelf, Stage, target

from mergecast.approvals.policy import Approved, NotApproved
from mergecast.dispatch.target import Target
from mergecast.dispatch.tick import TickReport, tick
from mergecast.dispatch.waiting import Job, attend

QUARTER = timedelta(minutes=15)


@dataclass(slots=True)
class Staying:
    """Someone who waits. ``looks`` are cheap, ``ticks`` read everything.

    ``main`` is what is merged: a shelf of targets, and a commit that moves with it.
    ``hooks`` happen at an instant, each once: a merge, a freeze, an outage.
    """

    stage: Stage
    shelf: list[Target]
    commit: int = 0
    looks: list[datetime] = field(default_factory=list)
    ticks: list[datetime] = field(default_factory=list)
    sent: list[datetime] = field(default_factory=list)
    hooks: list[tuple[datetime, Callable[[], None]]] = field(default_factory=list)
    seen: tuple[int, str] | None = None
    asked: bool = False
    out: Exception | None = None
    asking: Callable[[], None] = lambda: None
    """Happens whenever an approval is asked for: between a tick's read and a claim."""

    def __post_init__(self) -> None:
        self.stage.network.before = lambda: self.sent.append(self.stage.clock.at)

    def job(self) -> Job:
        return Job(self.tick, self.moved, self.stage.clock, self.stopping)

    def wait(self, wait: timedelta = QUARTER) -> TickReport:
        return attend(self.job(), lambda: wait)

    def merge(self, *shelf: Target) -> None:
        """Main moves; it has these targets from now on."""
        self.shelf = list(shelf)
        self.commit += 1

    def after(self, length: timedelta, happens: Callable[[], None]) -> None:
        self.hooks.append((self.stage.clock.at + length, happens))

    def stopping(self) -> bool:
        self._time_passes()
        return self.asked

    def tick(self) -> TickReport:
        self._time_passes()
        self.ticks.append(self.stage.clock.at)
        self._reach()
        commit = self.commit
        world = replace(
            self.stage.world(),
            approve=self._approve,
            stopping=lambda: self.asked,
            moved=lambda: self.commit != commit,
        )
        report = tick(Shelf(list(self.shelf), f"{commit:040x}"), world)
        self.seen = commit, self.stage.look().tip
        return report

    def moved(self) -> bool:
        self._time_passes()
        self.looks.append(self.stage.clock.at)
        self._reach()
        return self.seen != (self.commit, self.stage.look().tip)

    def _approve(self, each: Target) -> Approved | NotApproved:
        self.asking()
        return self.stage.approve(each)

    def _reach(self) -> None:
        if self.out is not None:
            raise self.out

    def _time_passes(self) -> None:
        now = self.stage.clock.at
        ripe = [happens for at, happens in self.hooks if at <= now]
        self.hooks = [hook for hook in self.hooks if hook[0] > now]
        for happens in ripe:
            happens()


def staying(minutes: float, *shelf: Target) -> Staying:
    """A job that came so many minutes early."""
    stage = Stage()
    stage.clock.at = DUE - timedelta(minutes=minutes)
    return Staying(stage, list(shelf) or [target()])
