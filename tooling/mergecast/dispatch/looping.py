"""A publisher that stays: it ticks on time, outlives outages, and keeps nothing.

It is the waiting job without an end. All that it knows is in the two branches, so it
may be killed, started twice or run beside other jobs at any time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from mergecast.dispatch.decision import Verb
from mergecast.dispatch.ports import Clock
from mergecast.dispatch.tick import TickReport
from mergecast.dispatch.waiting import (
    LOOK_EVERY,
    TICK_EVERY,
    Job,
    rest,
    settled_tick,
    waits,
)
from mergecast.errors import MergecastError

_LEFT = frozenset({Verb.PUBLISH, Verb.RETRACT})
"""What a tick leaves only if it could not be done: soon tried again."""


class Heard(Protocol):
    """Who is told of what happens in a loop."""

    def ticked(self, report: TickReport, rests_until: datetime) -> None:
        """A tick is over; the next one comes at the given time, or earlier."""
        ...

    def looked(self, rests_until: datetime) -> None:
        """A look found nothing new; the next tick comes then, or earlier."""
        ...

    def failed(self, error: MergecastError, since: datetime) -> None:
        """A tick or a look failed; ``since`` is when the first one in a row did."""
        ...

    def recovered(self, since: datetime) -> None:
        """A tick went through again, after failures since then."""
        ...


@dataclass(slots=True)
class _Row:
    """How often something went wrong in a row."""

    count: int = 0
    since: datetime | None = None

    def another(self, clock: Clock) -> datetime:
        """Count one more; returns when the first one was."""
        self.count += 1
        self.since = self.since or clock.now()
        return self.since

    def over(self) -> None:
        """It went well."""
        self.count, self.since = 0, None

    def pause(self) -> timedelta:
        """How long to leave it alone: doubled each time, up to a bound."""
        return min(LOOK_EVERY * (1 << min(self.count - 1, 10)), TICK_EVERY)


def keep(job: Job, heard: Heard) -> None:
    """Tick until the job is asked to stop.

    Whatever stops the tool for now (no network, settings that a merge broke, a damaged
    ledger) is told, and tried again later: nothing is sent meanwhile, and nobody has to
    start anything again once it is mended.
    """
    failures, leftovers = _Row(), _Row()
    due: datetime | None = None
    while not job.stopping():
        try:
            report = settled_tick(job)
            if failures.since is not None:
                heard.recovered(failures.since)
                failures.over()
            due = _next_due(report)
            until = _next_tick(report, due, leftovers, job.clock)
            heard.ticked(report, until)
            _look(job, heard, until)
        except MergecastError as error:
            heard.failed(error, failures.another(job.clock))
            rest(job, _pause(failures, due, job.clock.now()))


def _look(job: Job, heard: Heard, until: datetime) -> None:
    """Rest until a tick is needed: at that time, or once something moved."""
    while not job.stopping():
        rest(job, min(until - job.clock.now(), LOOK_EVERY))
        if job.stopping() or job.clock.now() >= until or job.moved():
            return
        heard.looked(until)


def _next_tick(
    report: TickReport, due: datetime | None, leftovers: _Row, clock: Clock
) -> datetime:
    now = clock.now()
    until = min(due or now + TICK_EVERY, now + TICK_EVERY)
    if report.stale or any(each.verb in _LEFT for each in report.decisions):
        leftovers.another(clock)
        return min(until, now + leftovers.pause())
    leftovers.over()
    return until


def _next_due(report: TickReport) -> datetime | None:
    return min(waits(report), default=None)


def _pause(failures: _Row, due: datetime | None, now: datetime) -> timedelta:
    """The usual pause after failures, but no longer than until something is due."""
    pause = failures.pause()
    return min(pause, due - now) if due is not None and due > now else pause
