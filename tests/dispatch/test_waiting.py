"""A job that came early waits for the second, and sees what changes meanwhile."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from dispatch.staying import QUARTER, Staying, staying
from dispatch.world import DUE, target
from hypothesis import given
from hypothesis import strategies as st

from mergecast.dispatch.stops import Order, needed
from mergecast.dispatch.waiting import LOOK_EVERY, TICK_EVERY
from mergecast.dispatch.writing import write
from mergecast.errors import GitError
from mergecast.model.event import EventKind

SILENT = GitError("the remote does not answer")
SECOND = timedelta(seconds=1)


def gaps(instants: list[datetime]) -> list[timedelta]:
    return [after - before for before, after in pairwise(instants)]


def freeze(job: Staying) -> None:
    order = Order(EventKind.FREEZE, ("all",), "flood", "mei")
    write(job.stage.look(), lambda view: needed(order, view), job.stage.clock)


def test_it_sends_at_the_exact_second_and_looks_every_half_minute() -> None:
    early = staying(2.2)
    report = early.wait()

    assert early.sent == [DUE]
    assert [step.what for step in report.steps] == ["posted"]
    assert set(gaps(early.looks)) == {LOOK_EVERY}


@given(st.integers(min_value=1, max_value=899_999))
def test_it_sends_at_the_exact_second_however_early_it_came(milliseconds: int) -> None:
    early = staying(milliseconds / 60_000)
    early.wait()

    assert early.sent == [DUE]


def test_while_nothing_moves_nothing_is_read_but_every_five_minutes() -> None:
    early = staying(14)
    start = early.stage.clock.at
    early.wait()

    quiet = [at for at in early.ticks if at < DUE]
    assert quiet == [start, start + TICK_EVERY, start + 2 * TICK_EVERY]
    assert len(early.looks) > 2 * 9


def test_it_does_not_wait_for_what_is_too_far_away() -> None:
    early = staying(16)
    start = early.stage.clock.at
    early.wait()

    assert (early.sent, early.stage.clock.at) == ([], start)


def test_what_is_merged_meanwhile_goes_out_at_the_next_look() -> None:
    early = staying(5)
    start = early.stage.clock.at
    fresh = target(id="fresh", text="b", publish_at="asap", until="2026-11-24 23:00")
    early.after(40 * SECOND, lambda: early.merge(target(), fresh))
    early.wait()

    assert early.sent == [start + 2 * LOOK_EVERY, DUE]


def test_a_post_that_is_moved_while_it_waits_goes_out_at_its_new_time() -> None:
    early = staying(5)
    earlier = target(publish_at="2026-11-24 08:57:30")
    early.after(timedelta(minutes=1), lambda: early.merge(earlier))
    early.wait()

    assert early.sent == [DUE - timedelta(seconds=150)]


def test_a_post_that_is_put_off_while_it_waits_does_not_go_out() -> None:
    early = staying(1)
    # After the last look before its minute: only the look before the claim sees it.
    later = target(publish_at="2026-11-24 18:00")
    early.after(timedelta(minutes=1) - SECOND, lambda: early.merge(later))
    early.wait()

    assert early.sent == []


def test_a_post_that_is_edited_while_it_waits_goes_out_as_it_is_now() -> None:
    early = staying(1)
    edited = target(text="It is out, really. 已经发布。")
    early.after(timedelta(seconds=45), lambda: early.merge(edited))
    early.wait()

    assert [text for text, _ in early.stage.network.live] == [
        "It is out, really. 已经发布。"
    ]


def test_a_post_that_is_deleted_while_it_waits_does_not_go_out() -> None:
    early = staying(1)
    early.after(timedelta(minutes=1), early.merge)
    early.wait()

    assert early.sent == []


def test_a_freeze_while_it_waits_is_seen() -> None:
    early = staying(5)
    early.after(timedelta(minutes=2), lambda: freeze(early))
    early.wait()

    assert early.stage.network.live == []
    assert early.stage.clock.at < DUE


def test_an_edit_while_a_long_tick_goes_on_is_seen_before_the_next_claim() -> None:
    second = target(id="second", text="two", publish_at="2026-11-24 09:00:01")
    edited = target(id="second", text="two!", publish_at="2026-11-24 09:00:01")
    job = staying(0, target(), second)
    job.stage.clock.at = DUE + SECOND
    job.stage.network.before = lambda: job.merge(target(), edited)
    job.wait()

    assert [text for text, _ in job.stage.network.live] == [
        "It is out. 已经发布。",
        "two!",
    ]


def test_a_post_that_is_put_off_in_the_last_moment_is_not_missed() -> None:
    first = target(publish_at="2026-11-24 08:30")
    skipped = {"id": "second", "text": "two", "late": "skip"}
    too_late = target(**skipped, publish_at="2026-11-24 08:45")
    put_off = target(**skipped, publish_at="2026-11-24 13:00")
    job = staying(0, first, too_late)
    job.stage.network.before = lambda: job.merge(first, put_off)
    report = job.wait()

    assert [step.what for step in report.steps] == ["posted"]
    assert "missed" not in job.stage.kinds()


def test_main_that_never_stands_still_is_left_to_the_next_run() -> None:
    job = staying(0)

    def busy() -> None:
        job.commit += 1

    job.asking = busy
    report = job.wait(timedelta(seconds=1))

    assert (report.stale, job.sent) == (True, [])


def test_a_look_that_fails_is_made_again() -> None:
    early = staying(2)

    def goes() -> None:
        early.out = SILENT
        early.after(timedelta(seconds=70), comes_back)

    def comes_back() -> None:
        early.out = None

    early.after(timedelta(seconds=20), goes)
    report = early.wait()

    assert [step.what for step in report.steps] == ["posted"]
    assert early.sent == [DUE]


@pytest.mark.parametrize("seconds", [0, 30])
def test_a_first_or_last_look_that_fails_is_told(seconds: int) -> None:
    early = staying(2)

    def goes() -> None:
        early.out = SILENT

    early.after(timedelta(seconds=seconds), goes)
    with pytest.raises(GitError):
        early.wait()


def test_asked_to_stop_while_waiting_it_stops() -> None:
    early = staying(5)
    start = early.stage.clock.at

    def stop() -> None:
        early.asked = True

    early.after(timedelta(seconds=10), stop)
    early.wait()

    assert early.stage.clock.at == start + timedelta(seconds=10)
    assert early.stage.network.live == []
    assert early.ticks == [start]


def test_asked_to_stop_in_a_thread_it_finishes_the_part_in_flight() -> None:
    early = staying(0, target(text=..., thread=["one", "two"]))

    def stop() -> None:
        early.asked = True

    early.stage.network.before = stop
    early.wait()

    assert [text for text, _ in early.stage.network.live] == ["one"]
    assert early.stage.kinds()[-2:] == ["posted", "tick"]


def test_a_wall_clock_that_is_set_back_does_not_stop_the_looks() -> None:
    early = staying(5)

    def set_back() -> None:
        early.stage.clock.at -= timedelta(hours=6)
        early.after(timedelta(minutes=20), stop)

    def stop() -> None:
        early.asked = True

    early.after(timedelta(seconds=45), set_back)
    early.wait(QUARTER)

    assert len(early.looks) > 30
