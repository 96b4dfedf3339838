"""A job that came early waits for the second, and sees what changes meanwhile."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest
from dispatch.world import DUE, Shelf, Stage, target

from mergecast.dispatch.stops import Order, needed
from mergecast.dispatch.target import Target
from mergecast.dispatch.tick import TickReport, tick
from mergecast.dispatch.waiting import LOOK_EVERY, attend
from mergecast.dispatch.writing import write
from mergecast.errors import GitError
from mergecast.model.event import EventKind

QUARTER = timedelta(minutes=15)


@dataclass(slots=True)
class Job:
    """A job on a stage: what it reads at each look, and when it looked."""

    stage: Stage
    shelf: list[Target]
    wait: timedelta = QUARTER
    looks: list[datetime] = field(default_factory=list)
    sent: list[datetime] = field(default_factory=list)
    asked: bool = False

    def run(self) -> TickReport:
        self.stage.network.before = lambda: self.sent.append(self.stage.clock.at)
        return attend(self.once, self.stage.clock, self.wait, lambda: self.asked)

    def once(self) -> TickReport:
        self.looks.append(self.stage.clock.at)
        world = replace(self.stage.world(), stopping=lambda: self.asked)
        return tick(Shelf(list(self.shelf)), world)


def job(minutes: float, *shelf: Target) -> Job:
    stage = Stage()
    stage.clock.at = DUE - timedelta(minutes=minutes)
    return Job(stage, list(shelf) or [target()])


def test_it_sends_at_the_exact_second_and_looks_every_half_minute() -> None:
    early = job(2.2)
    report = early.run()

    assert early.sent == [DUE]
    assert [step.what for step in report.steps] == ["posted"]
    gaps = [early.looks[n + 1] - early.looks[n] for n in range(len(early.looks) - 1)]
    assert max(gaps) == LOOK_EVERY


def test_it_does_not_wait_for_what_is_too_far_away() -> None:
    early = job(16)
    start = early.stage.clock.at
    early.run()

    assert (early.sent, early.stage.clock.at) == ([], start)


def test_what_is_merged_meanwhile_goes_out_at_the_next_look() -> None:
    early = job(5)
    start = early.stage.clock.at
    fresh = target(id="fresh", text="b", publish_at="asap", until="2026-11-24 23:00")
    shelf = early.shelf

    @dataclass
    class Merging:
        def once(self) -> TickReport:
            if early.stage.clock.at >= start + timedelta(seconds=40):
                early.shelf = [*shelf, fresh]
            return early.once()

    early.stage.network.before = lambda: early.sent.append(early.stage.clock.at)
    attend(Merging().once, early.stage.clock, QUARTER, lambda: False)

    assert early.sent == [start + 2 * LOOK_EVERY, DUE]


def test_a_freeze_while_it_waits_is_seen() -> None:
    early = job(5)
    order = Order(EventKind.FREEZE, ("all",), "flood", "mei")
    counted = early.once

    def once() -> TickReport:
        if len(early.looks) == 3:
            write(early.stage.look(), lambda v: needed(order, v), early.stage.clock)
        return counted()

    attend(once, early.stage.clock, QUARTER, lambda: False)

    assert early.stage.network.live == []


def test_a_look_that_fails_is_made_again() -> None:
    early = job(2)
    failures = [2, 3]

    def once() -> TickReport:
        if len(early.looks) in failures:
            failures.remove(len(early.looks))
            raise GitError("the remote does not answer")
        return early.once()

    report = attend(once, early.stage.clock, QUARTER, lambda: False)

    assert [step.what for step in report.steps] == ["posted"]


def test_a_first_or_last_look_that_fails_is_told() -> None:
    early = job(2)

    def never() -> TickReport:
        raise GitError("the remote does not answer")

    def once() -> TickReport:
        return never() if early.looks else early.once()

    for each in (never, once):
        with pytest.raises(GitError):
            attend(each, early.stage.clock, QUARTER, lambda: False)


def test_asked_to_stop_while_waiting_it_stops() -> None:
    early = job(5)
    start = early.stage.clock.at
    attend(
        early.once,
        early.stage.clock,
        QUARTER,
        lambda: early.stage.clock.at >= start + timedelta(seconds=10),
    )

    assert early.stage.clock.at == start + timedelta(seconds=10)
    assert early.stage.network.live == []


def test_asked_to_stop_in_a_thread_it_finishes_the_part_in_flight() -> None:
    early = job(0, target(text=..., thread=["one", "two"]))

    def stop() -> None:
        early.asked = True

    early.stage.network.before = stop
    attend(early.once, early.stage.clock, QUARTER, lambda: early.asked)

    assert [text for text, _ in early.stage.network.live] == ["one"]
    assert early.stage.kinds()[-2:] == ["posted", "tick"]
