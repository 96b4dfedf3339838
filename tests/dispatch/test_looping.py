"""A publisher that stays: on time, through outages, and with nothing piling up."""

from __future__ import annotations

import gc
import tracemalloc
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from dispatch.staying import Staying, staying
from dispatch.world import DUE, Clock, target

from mergecast.dispatch.looping import keep
from mergecast.dispatch.tick import TickReport
from mergecast.dispatch.waiting import LOOK_EVERY, TICK_EVERY, Job
from mergecast.errors import (
    GitError,
    LedgerDamagedError,
    MergecastError,
    WorkspaceError,
)
from mergecast.model.outcome import NotSent, Posted

SILENT = GitError("the remote does not answer")
HOUR = timedelta(hours=1)


@dataclass(slots=True)
class Diary:
    """What a loop told, in order."""

    job: Staying
    told: list[tuple[str, datetime]] = field(default_factory=list)
    whats: list[str] = field(default_factory=list)
    errors: list[MergecastError] = field(default_factory=list)

    def ticked(self, report: TickReport, rests_until: datetime) -> None:
        assert rests_until >= self.job.stage.clock.at
        self.whats += [step.what for step in report.steps]
        self._note("ticked")

    def looked(self, rests_until: datetime) -> None:
        assert rests_until > self.job.stage.clock.at
        self._note("looked")

    def failed(self, error: MergecastError, since: datetime) -> None:
        assert since <= self.job.stage.clock.at
        self.errors.append(error)
        self._note("failed")

    def recovered(self, since: datetime) -> None:
        assert since < self.job.stage.clock.at
        self._note("recovered")

    def _note(self, what: str) -> None:
        self.told.append((what, self.job.stage.clock.at))

    def names(self) -> list[str]:
        return [what for what, _ in self.told if what != "looked"]


def run(job: Staying, length: timedelta) -> Diary:
    """Let a loop go on for so long."""

    def stop() -> None:
        job.asked = True

    job.after(length, stop)
    diary = Diary(job)
    keep(job.job(), diary)
    return diary


def test_each_post_goes_out_at_its_second() -> None:
    times = ["09:00", "09:00:07", "13:31:59"]
    posts = [
        target(id=f"post-{n}", text=str(n), publish_at=f"2026-11-24 {at}")
        for n, at in enumerate(times)
    ]
    job = staying(90, *posts)
    run(job, 7 * HOUR)

    assert job.sent == [
        DUE,
        DUE + timedelta(seconds=7),
        DUE + timedelta(hours=4, minutes=31, seconds=59),
    ]


def test_while_nothing_moves_it_only_looks_and_ticks_every_five_minutes() -> None:
    job = staying(24 * 60)
    run(job, HOUR)

    assert len(job.ticks) == HOUR / TICK_EVERY
    assert len(job.looks) == HOUR / LOOK_EVERY - len(job.ticks)
    assert job.stage.kinds() == ["genesis", "tick"]


def test_what_is_merged_is_seen_within_half_a_minute() -> None:
    job = staying(24 * 60)
    fresh = target(id="fresh", text="b", publish_at="asap", until="2026-11-24 23:00")
    start = job.stage.clock.at
    job.after(timedelta(minutes=17, seconds=3), lambda: job.merge(target(), fresh))
    run(job, HOUR)

    assert job.sent
    assert job.sent[0] - start <= timedelta(minutes=17, seconds=3) + LOOK_EVERY


def test_an_outage_is_outlived_with_growing_pauses() -> None:
    job = staying(24 * 60)

    def goes() -> None:
        job.out = SILENT
        job.after(HOUR, comes_back)

    def comes_back() -> None:
        job.out = None

    job.after(timedelta(minutes=10), goes)
    diary = run(job, 2 * HOUR)

    tries = [at for what, at in diary.told if what == "failed"]
    pauses = [b - a for a, b in pairwise(tries)]
    assert pauses == sorted(pauses)
    assert (pauses[0], pauses[-1]) == (LOOK_EVERY, TICK_EVERY)
    assert diary.names().count("recovered") == 1
    assert len(tries) < 20


def test_what_comes_due_in_an_outage_is_tried_at_its_second() -> None:
    job = staying(11)
    start = job.stage.clock.at

    def goes() -> None:
        job.out = SILENT

    def comes_back() -> None:
        job.out = None

    job.after(timedelta(minutes=2), goes)
    job.hooks.append((start + timedelta(minutes=10, seconds=50), comes_back))
    run(job, timedelta(minutes=20))

    assert job.sent == [DUE]


@pytest.mark.parametrize(
    "trouble",
    [
        LedgerDamagedError("the chain breaks"),
        WorkspaceError("mergecast.yaml cannot be read"),
        SILENT,
    ],
)
def test_trouble_of_any_kind_sends_nothing_and_is_over_once_it_is_mended(
    trouble: MergecastError,
) -> None:
    job = staying(10)
    job.out = trouble
    diary = run(job, HOUR)
    during = list(job.sent)

    job.asked, job.out = False, None
    run(job, timedelta(minutes=10))

    assert (during, len(job.sent)) == ([], 1)
    assert set(diary.errors) == {trouble}


def test_asked_to_stop_it_ends_within_a_second() -> None:
    job = staying(24 * 60)
    start = job.stage.clock.at
    run(job, timedelta(seconds=7))

    assert job.stage.clock.at == start + timedelta(seconds=7)


def test_asked_to_stop_it_finishes_the_part_in_flight() -> None:
    job = staying(0, target(text=..., thread=["one", "two"]))

    def stop() -> None:
        job.asked = True

    job.stage.network.before = stop
    run(job, HOUR)

    assert [text for text, _ in job.stage.network.live] == ["one"]


def test_what_could_not_be_sent_is_tried_again_ever_more_seldom() -> None:
    job = staying(0)
    job.stage.network.answers = [NotSent("X could not be reached")] * 6
    run(job, timedelta(minutes=40))

    pauses = [b - a for a, b in pairwise(job.sent)]
    assert len(job.stage.network.live) == 1
    assert pauses == sorted(pauses)
    assert pauses[0] >= LOOK_EVERY
    assert pauses[-1] <= TICK_EVERY + LOOK_EVERY


def test_after_a_success_the_next_failure_is_soon_tried_again() -> None:
    later = target(id="second", text="two", publish_at="2026-11-24 11:00")
    job = staying(0, target(), later)
    job.stage.network.answers = [
        *[NotSent("X could not be reached")] * 5,
        Posted("1"),
        NotSent("X could not be reached"),
    ]
    run(job, 3 * HOUR)

    assert len(job.sent) == 8
    assert job.sent[-1] - job.sent[-2] == LOOK_EVERY


def test_main_that_never_stands_still_is_no_reason_to_hurry() -> None:
    job = staying(0)

    def busy() -> None:
        job.commit += 1

    job.asking = busy
    run(job, timedelta(minutes=30))

    assert job.sent == []
    assert len(job.ticks) <= 5 * timedelta(minutes=30) / LOOK_EVERY


def test_two_of_them_send_each_post_once() -> None:
    one = staying(1)
    other = Staying(one.stage, one.shelf)
    other.stage.network.before = lambda: None

    def second() -> None:
        run(other, timedelta(minutes=3))

    one.after(timedelta(minutes=1), second)
    run(one, timedelta(minutes=10))

    assert len(one.stage.network.live) == 1


def test_thousands_of_looks_leave_nothing_behind() -> None:
    clock = Clock()
    end = [clock.at]
    report = TickReport((), (), ())
    stopping = lambda: clock.at >= end[0]  # noqa: E731 - a name would say no more
    job = Job(lambda: report, lambda: False, clock, stopping)

    def looks(number: int) -> int:
        end[0] += number * LOOK_EVERY
        keep(job, Deaf())
        gc.collect()
        return tracemalloc.get_traced_memory()[0]

    tracemalloc.start()
    try:
        before = looks(200)
        after = looks(5000)
    finally:
        tracemalloc.stop()

    assert after - before < 5000


@dataclass(frozen=True, slots=True)
class Deaf:
    """Somebody who does not listen."""

    def ticked(self, report: TickReport, rests_until: datetime) -> None:
        del report, rests_until

    def looked(self, rests_until: datetime) -> None:
        del rests_until

    def failed(self, error: MergecastError, since: datetime) -> None:
        raise AssertionError(error, since)

    def recovered(self, since: datetime) -> None:
        del since
