"""After an outage posts never burst; what is on time is not touched."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from dispatch.world import DUE, Shelf, Stage, target

from mergecast.dispatch.decision import Decision, Verb
from mergecast.dispatch.pace import decisions, rules_of
from mergecast.dispatch.target import Target
from mergecast.dispatch.tick import TickReport, tick
from mergecast.dispatch.world import World
from mergecast.ledger.ledger import Ledger
from mergecast.ledger.memory_store import Fault, MemoryStore, Operation
from mergecast.ledger.snapshot import Snapshot
from mergecast.model.outcome import NotSent, Unknown
from mergecast.model.settings import Publishing

MINUTE = timedelta(minutes=1)
SPACING = timedelta(minutes=20)


def posts(count: int, late: str = "publish-within 1d") -> list[Target]:
    """Posts that were due one minute after the other."""
    return [
        target(
            id=f"post-{number}",
            text=f"number {number}",
            publish_at=f"2026-11-24 09:{number:02}",
            late=late,
        )
        for number in range(count)
    ]


def world(stage: Stage, per_day: int | None = None) -> World:
    return replace(
        stage.world(), publishing=Publishing(spacing=SPACING, per_day=per_day)
    )


def run(stage: Stage, targets: list[Target], per_day: int | None = None) -> TickReport:
    return tick(Shelf(targets), world(stage, per_day))


def waiting(report: TickReport) -> list[Decision]:
    return [each for each in report.decisions if each.verb is Verb.WAIT]


def test_what_is_on_time_goes_out_however_close() -> None:
    stage = Stage()
    stage.clock.at = DUE + 5 * MINUTE
    run(stage, posts(4))

    assert [text for text, _ in stage.network.live] == [
        f"number {number}" for number in range(4)
    ]


def test_after_an_outage_one_goes_at_once_and_the_next_says_when() -> None:
    stage = Stage()
    stage.clock.at = now = DUE + timedelta(hours=1)
    report = run(stage, posts(3))

    assert stage.network.live == [("number 0", None)]
    assert [each.until for each in waiting(report)] == [now + SPACING] * 2
    assert "`spacing` keeps 20 min between them" in waiting(report)[0].reason


def test_across_ticks_they_go_out_oldest_first_and_never_closer() -> None:
    stage = Stage()
    stage.clock.at = DUE + timedelta(hours=1)
    times: list[datetime] = []
    stage.network.before = lambda: times.append(stage.clock.at)
    for _ in range(30):
        run(stage, posts(4))
        stage.clock.at += 3 * MINUTE

    assert [text for text, _ in stage.network.live] == [
        f"number {number}" for number in range(4)
    ]
    gaps = [later - sooner for sooner, later in itertools.pairwise(times)]
    assert all(SPACING <= gap <= SPACING + 3 * MINUTE for gap in gaps)


def test_two_accounts_do_not_wait_for_each_other() -> None:
    stage = Stage()
    stage.clock.at = DUE + timedelta(hours=1)
    first, second = posts(2)
    payload = second.payload
    assert payload is not None
    other = replace(second.account, key="b")
    parts = tuple(
        replace(part, key=replace(part.key, account="b")) for part in payload.parts
    )
    second = replace(second, account=other, payload=replace(payload, parts=parts))
    run(stage, [first, second])

    assert len(stage.network.live) == 2


def test_the_parts_of_a_thread_follow_each_other() -> None:
    stage = Stage()
    stage.clock.at = DUE + timedelta(hours=1)
    run(stage, [target(text=..., thread=["one", "two", "three"])])

    assert [text for text, _ in stage.network.live] == ["one", "two", "three"]


def test_what_goes_as_soon_as_possible_keeps_its_distance_too() -> None:
    stage = Stage()
    each = [
        target(id=name, text=name, publish_at="asap", until="2026-11-25 23:00")
        for name in ("first", "second")
    ]
    run(stage, each)

    assert stage.network.live == [("first", None)]


def test_realtime_waits_for_nobody() -> None:
    stage = Stage()
    each = [
        target(
            id=name,
            text=name,
            publish_at="asap",
            until="2026-11-25 23:00",
            lane="realtime",
        )
        for name in ("first", "second")
    ]
    run(stage, each)

    assert len(stage.network.live) == 2


def test_the_rest_of_a_full_day_waits_for_the_accounts_midnight() -> None:
    stage = Stage()
    stage.clock.at = DUE + timedelta(hours=1)
    for _ in range(12):
        report = run(stage, posts(4), per_day=2)
        stage.clock.at += SPACING

    assert len(stage.network.live) == 2
    (first, *_) = waiting(report)
    assert "has had its 2 posts of today" in first.reason
    assert first.until == datetime.fromisoformat("2026-11-25T00:00+08:00")
    stage.clock.at = first.until
    run(stage, posts(4), per_day=2)
    assert len(stage.network.live) == 3


def test_too_late_is_still_too_late() -> None:
    stage = Stage()
    stage.clock.at = DUE + timedelta(minutes=110)
    targets = posts(3, late="publish-within 2h")
    run(stage, targets)
    stage.clock.at += SPACING
    report = run(stage, targets)

    assert [text for text, _ in stage.network.live] == ["number 0"]
    assert [step.what for step in report.steps] == ["missed", "missed"]


@pytest.mark.parametrize("spacing", [timedelta(0), 5 * MINUTE])
def test_what_is_on_time_counts_for_what_is_late(spacing: timedelta) -> None:
    stage = Stage()
    late, on_time = posts(1)[0], target(id="on-time", publish_at="2026-11-24 10:00")
    stage.clock.at = DUE + timedelta(hours=1)
    first = replace(stage.world(), publishing=Publishing(spacing=spacing, per_day=None))
    tick(Shelf([on_time]), first)
    tick(Shelf([late, on_time]), first)

    assert len(stage.network.live) == (1 if spacing else 2)


def test_a_rate_limit_pauses_the_account_until_the_network_says() -> None:
    stage = Stage()
    until = DUE + 5 * MINUTE
    stage.network.answers = [NotSent("slow down", until, account=True)]
    first = run(stage, [*posts(1), target(id="other", text="b")])
    stage.clock.at = until - MINUTE
    second = run(stage, posts(1))
    stage.clock.at = until
    run(stage, posts(1))

    assert [step.what for step in first.steps] == ["rests"]
    assert second.steps == ()
    assert [(each.reason, each.until) for each in second.decisions] == [
        ("acme rests until 2026-11-24 01:05 UTC: slow down", until)
    ]
    assert len(stage.network.live) == 1


def test_after_an_outage_what_cannot_wait_goes_first_then_the_oldest() -> None:
    stage = Stage()
    stage.clock.at = DUE + timedelta(hours=1)
    urgent = [
        target(
            id=f"urgent-{minute}",
            text=f"urgent {minute}",
            publish_at=f"2026-11-24 09:{minute}",
            lane="realtime",
        )
        for minute in (50, 40)
    ]
    run(stage, [*posts(2), *urgent])

    assert [text for text, _ in stage.network.live] == ["urgent 40", "urgent 50"]
    stage.clock.at += SPACING
    run(stage, [*posts(2), *urgent])
    assert [text for text, _ in stage.network.live][2:] == ["number 0"]


def test_two_publishers_at_once_keep_the_distance_together() -> None:
    stage = Stage()
    stage.clock.at = DUE + timedelta(hours=1)
    first, second = posts(2)
    reached: list[Operation] = []

    def fault(operation: Operation) -> Fault | None:
        if operation is Operation.PUSH and not reached:
            # The other one sends the younger post before this one's first claim.
            reached.append(operation)
            tick(Shelf([second]), world(stage))
        return None

    def look() -> Snapshot:
        store = MemoryStore(stage.remote, fault)
        return Ledger(stage.access(store), stage.genesis).open()

    slow = replace(stage.world(look), publishing=world(stage).publishing)
    report = tick(Shelf([first]), slow)

    assert stage.network.live == [("number 1", None)]
    assert report.steps == ()
    assert waiting(report)[0].until == stage.clock.at + SPACING


def test_a_plan_says_what_a_tick_then_does() -> None:
    stage = Stage()
    stage.clock.at = DUE + timedelta(hours=1)
    targets = [*posts(3), target(id="soon", publish_at="2026-11-24 11:00")]
    planned = decisions(targets, stage.look(), rules_of(world(stage)))
    report = run(stage, targets)

    assert [each.verb for each in planned] == [
        Verb.PUBLISH,
        Verb.WAIT,
        Verb.WAIT,
        Verb.WAIT,
    ]
    assert planned[1].reason == report.decisions[1].reason
    assert [text for text, _ in stage.network.live] == ["number 0"]


def test_a_plan_looks_at_all_keys_at_once() -> None:
    stage = Stage()
    asked: list[int] = []

    class Counting(MemoryStore):
        def read(self, commit: str, paths: Sequence[str]) -> Mapping[str, bytes]:
            asked.append(len(paths))
            return super().read(commit, paths)

    store = Counting(stage.remote)
    view = Ledger(stage.access(store), stage.genesis).open()
    asked.clear()
    decisions(posts(40), view, rules_of(world(stage)))

    assert len(asked) == 1


def test_every_wait_is_one_line_that_says_until_when_and_why() -> None:
    stage = Stage()
    stage.clock.at = DUE + timedelta(hours=1)
    report = run(stage, posts(3), per_day=1)

    for each in report.decisions:
        assert "\n" not in each.reason
        assert len(each.reason) < 160
    assert waiting(report)[0].reason == (
        "late; the account's last post was at 2026-11-24 02:00 UTC, and `spacing` "
        "keeps 20 min between them"
    )


def test_a_part_that_the_network_asked_to_wait_waits_alone() -> None:
    stage = Stage()
    stage.network.answers = [NotSent("not seen yet", rest=MINUTE)]
    first = run(stage, posts(2))
    early = run(stage, posts(2))
    stage.clock.at += MINUTE
    run(stage, posts(2))

    assert [step.what for step in first.steps] == ["waits"]
    assert early.steps == ()
    assert [text for text, _ in stage.network.live] == ["number 0", "number 1"]


def test_a_plan_says_that_it_waits_for_one_with_the_same_words() -> None:
    stage = Stage()
    stage.network.answers = [Unknown("no answer")]
    first = target(id="first-2026", text="The same.")
    second = target(id="second-2026", text="The same.", publish_at="2026-11-24 09:01")
    run(stage, [first])
    stage.clock.at += 2 * MINUTE
    told = run(stage, [first, second])
    each = decisions([first, second], stage.look(), rules_of(world(stage)))

    assert [one.verb for one in each] == [Verb.UNKNOWN, Verb.WAIT]
    assert each[1].reason == (
        "the same words are on their way as 'first-2026@acme:1', and nobody knows yet "
        "whether they are live: it goes once that one is settled"
    )
    assert [one.reason for one in told.decisions] == [one.reason for one in each]
    assert len(stage.network.live) == 0
