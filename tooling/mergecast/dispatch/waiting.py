"""Wait for the exact second of what is due soon, and see what changes meanwhile.

Each look is a whole tick: it reads the publishing branch and the ledger anew, decides
everything anew, and writes nothing where nothing is new. So a post that is moved,
edited, frozen or merged while a job waits is treated as if the job had just begun.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from mergecast.dispatch.decision import Verb
from mergecast.dispatch.ports import Clock
from mergecast.dispatch.tick import TickReport
from mergecast.errors import GitError

LOOK_EVERY = timedelta(seconds=30)
_BREATH = 1.0
"""Seconds after which a waiting job notices that it is asked to stop."""


def attend(
    once: Callable[[], TickReport],
    clock: Clock,
    wait: timedelta,
    stopping: Callable[[], bool],
) -> TickReport:
    """Tick, and tick again as long as something comes due within ``wait``.

    Args:
        once: one tick, over the state of things as it is then.
        clock: time.
        wait: how long to wait at most.
        stopping: whether the job is asked to end.

    Raises:
        GitError: the first tick failed, or the last: in between, the next look may do.
    """
    end = clock.now() + wait
    report = once()
    failed: GitError | None = None
    while not stopping():
        due = soon(report, clock.now(), end)
        if due is None:
            break
        _sleep(min(due, clock.now() + LOOK_EVERY), clock, stopping)
        try:
            after = once()
        except GitError as error:
            failed = error
            if clock.now() >= end:
                break
            # What was due is still due: look again, but not at once.
            _sleep(clock.now() + LOOK_EVERY, clock, stopping)
            continue
        failed = None
        steps = report.steps + after.steps
        report = TickReport(steps, after.decisions, after.broken)
    if failed is not None:
        raise failed
    return report


def soon(report: TickReport, now: datetime, end: datetime) -> datetime | None:
    """When the next wait ends by itself, if it does before ``end``."""
    ends = [
        max(each.until, now)
        for each in report.decisions
        if each.verb is Verb.WAIT and each.until is not None and each.until <= end
    ]
    return min(ends, default=None) if now < end else None


def _sleep(until: datetime, clock: Clock, stopping: Callable[[], bool]) -> None:
    while not stopping():
        left = (until - clock.now()).total_seconds()
        if left <= 0:
            return
        clock.sleep(min(left, _BREATH))
