"""Wait for the exact second of what is due soon, and see what changes meanwhile.

A job that stays looks at the publishing branch and at the ledger every 30 s. A look
only asks where they are; if neither moved, and nothing came due, what the last tick
decided still holds and nothing is read. Otherwise a whole tick follows, which decides
everything anew. So a post that is moved, edited, frozen or merged while a job waits is
treated as if the job had just begun.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from mergecast.dispatch.decision import Verb
from mergecast.dispatch.ports import Clock
from mergecast.dispatch.tick import TickReport
from mergecast.errors import GitError

LOOK_EVERY = timedelta(seconds=30)

TICK_EVERY = timedelta(minutes=5)
"""A whole tick follows at least this often, whatever the looks say.

What neither branch shows is seen then: a claim whose lease ended, a post that grew too
late, an unknown outcome that may be on the timeline by now.
"""

_BREATH = 1.0
"""Seconds after which a waiting job notices that it is asked to stop."""

_RESTS = (0, 1, 2, 4, 8)
"""Seconds before each new tick while the publishing branch keeps moving."""


@dataclass(frozen=True, slots=True)
class Job:
    """A run of `publish`.

    ``tick`` is one tick, over the state of things as it is then. ``moved`` is whether
    the publishing branch or the ledger are elsewhere than where that tick left them.
    ``stopping`` is whether the job is asked to end.
    """

    tick: Callable[[], TickReport]
    moved: Callable[[], bool]
    clock: Clock
    stopping: Callable[[], bool]


def settled_tick(job: Job) -> TickReport:
    """Tick, and tick again as long as main moves under it.

    Raises:
        MergecastError: see each; what was done is on record.
    """
    report = TickReport((), (), ())
    for seconds in _RESTS:
        rest(job, timedelta(seconds=seconds))
        report = _both(report, job.tick())
        if not report.stale:
            break
    return report


def attend(job: Job, wait: Callable[[], timedelta]) -> TickReport:
    """Tick, and tick again as long as something comes due within ``wait``.

    Args:
        job: the run.
        wait: how long it may stay; asked once, after the first tick.

    Raises:
        GitError: the first look failed, or the last: in between, the next one may do.
    """
    clock = job.clock
    began = clock.now()
    report, ticked = settled_tick(job), clock.monotonic()
    end = began + wait()
    failed: GitError | None = None
    while not job.stopping():
        now = clock.now()
        due = soon(report, now, end)
        if due is None:
            break
        # After a failure what was due is still due: look again, but not at once.
        rest(job, LOOK_EVERY if failed else min(due - now, LOOK_EVERY))
        if job.stopping():
            break
        calm = clock.monotonic() - ticked < TICK_EVERY.total_seconds()
        try:
            if failed or not calm or clock.now() >= due or job.moved():
                report = _both(report, settled_tick(job))
                ticked = clock.monotonic()
        except GitError as error:
            failed = error
        else:
            failed = None
    if failed is not None:
        raise failed
    return report


def soon(report: TickReport, now: datetime, end: datetime) -> datetime | None:
    """When the next wait ends by itself, if it does before ``end``."""
    if now >= end:
        return None
    ends = [max(at, now) for at in waits(report) if at <= end]
    return now if report.stale else min(ends, default=None)


def waits(report: TickReport) -> list[datetime]:
    """When each wait ends by itself, of those that do."""
    return [
        each.until
        for each in report.decisions
        if each.verb is Verb.WAIT and each.until is not None
    ]


def rest(job: Job, length: timedelta) -> None:
    """Sleep, unless the job is asked to stop.

    By the wall clock, since what is due is due by it; and no longer than ``length`` by
    the other one, since a wall clock may be set back.
    """
    clock = job.clock
    until, since = clock.now() + length, clock.monotonic()
    while not job.stopping():
        left = (until - clock.now()).total_seconds()
        over = clock.monotonic() - since - length.total_seconds()
        if left <= 0 or over > _BREATH:
            return
        clock.sleep(min(left, _BREATH))


def _both(before: TickReport, after: TickReport) -> TickReport:
    """What both did, and how things stand after the later one."""
    steps = before.steps + after.steps
    return TickReport(steps, after.decisions, after.broken, after.stale)
