"""Claim, look once more, send once, record: what happens when each step goes wrong."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest
from dispatch.world import DUE, SETTINGS, Shelf, Stage, target

from mergecast.dispatch.last_look import AFTER_LOOK, SEND_BY
from mergecast.dispatch.run import publish
from mergecast.dispatch.tick import tick
from mergecast.dispatch.world import Step
from mergecast.ledger.ledger import Ledger
from mergecast.ledger.memory_store import Fault, MemoryStore, Operation
from mergecast.ledger.snapshot import Snapshot
from mergecast.model.event import EventKind
from mergecast.model.key import FREEZE
from mergecast.model.ledger_state import Draft
from mergecast.model.outcome import NotSent, Outcome, Rejected, Unknown

LAUNCH = [("It is out. 已经发布。", None)]


def run(stage: Stage, **changes: object) -> list[Step]:
    return list(publish(target(SETTINGS, **changes), stage.world()))


def test_a_post_is_claimed_sent_once_and_recorded() -> None:
    stage = Stage()
    steps = run(stage)

    assert [step.what for step in steps] == ["posted"]
    assert stage.network.live == LAUNCH
    assert stage.kinds() == ["genesis", "claim", "sending", "posted"]


def test_the_claim_records_who_approved_exactly_this() -> None:
    stage = Stage()
    run(stage)
    claim = next(e for e in stage.look().events() if e.kind is EventKind.CLAIM)
    each = target()

    assert claim.approval is not None
    assert claim.approval["mail"] == "aisyah@example.org"
    assert each.payload is not None
    assert claim.payload == each.payload.parts[0].digest
    assert claim.body["post"] == each.digest


def test_a_second_run_does_nothing() -> None:
    stage = Stage()
    run(stage)

    assert run(stage) == []
    assert stage.network.live == LAUNCH


def test_a_thread_goes_out_in_order_each_part_replying_to_the_one_before() -> None:
    stage = Stage()
    run(stage, text=..., thread=["one", "two", "three"])

    assert stage.network.live == [("one", None), ("two", "1"), ("three", "2")]


def test_a_thread_goes_on_at_exactly_the_part_that_failed() -> None:
    stage = Stage()
    stage.network.answers = [NotSent("X could not be reached")]
    thread = ["one", "two"]
    first = run(stage, text=..., thread=thread)
    second = run(stage, text=..., thread=thread)

    assert [step.what for step in first] == ["waits"]
    assert [str(step.key) for step in second] == [
        "launch-2026@acme:1",
        "launch-2026@acme:2",
    ]
    assert [text for text, _ in stage.network.live] == thread


@pytest.mark.parametrize(
    ("outcome", "what", "last"),
    [
        (NotSent("no credit"), "waits", "released"),
        (Rejected("not permitted"), "held", "held"),
        (Unknown("no clear answer"), "unknown", "unknown"),
    ],
)
def test_each_outcome_is_recorded_as_what_it_is(
    outcome: Outcome, what: str, last: str
) -> None:
    stage = Stage()
    stage.network.answers = [outcome]

    assert [step.what for step in run(stage)] == [what]
    assert stage.kinds()[-1] == last


def test_an_unknown_outcome_is_never_sent_again() -> None:
    stage = Stage()
    stage.network.answers = [Unknown("timeout")]
    run(stage)
    stage.clock.at += timedelta(days=1)

    assert run(stage) == []
    assert stage.network.live == []


def test_a_rejection_is_not_tried_again() -> None:
    stage = Stage()
    stage.network.answers = [Rejected("not permitted")]
    run(stage)

    assert run(stage) == []


def test_a_failed_upload_claims_nothing() -> None:
    stage = Stage()
    stage.network.ready = False

    assert [step.what for step in run(stage)] == ["waits"]
    assert stage.kinds() == ["genesis"]


def test_what_is_not_approved_is_not_even_claimed() -> None:
    stage = Stage(approved=False)

    assert run(stage) == []
    assert stage.kinds() == ["genesis"]


def test_a_missed_time_is_recorded_once() -> None:
    stage = Stage()
    stage.clock.at = DUE + timedelta(hours=3)
    first, second = run(stage), run(stage)

    assert [step.what for step in first] == ["missed"]
    assert second == []
    assert stage.kinds() == ["genesis", "missed"]


def test_what_missed_its_time_goes_out_at_a_later_one_that_is_approved() -> None:
    stage = Stage()
    stage.clock.at = DUE + timedelta(hours=3)
    run(stage)
    early = run(stage, publish_at="2026-11-24 13:00")
    stage.clock.at = DUE + timedelta(hours=4)
    steps = run(stage, publish_at="2026-11-24 13:00")

    assert early == []
    assert [step.what for step in steps] == ["posted"]
    assert stage.kinds()[1:3] == ["missed", "released"]


def test_a_later_time_that_nobody_approved_changes_nothing() -> None:
    stage = Stage()
    stage.clock.at = DUE + timedelta(hours=3)
    run(stage)
    stage.approved = False
    stage.clock.at = DUE + timedelta(hours=4)

    assert run(stage, publish_at="2026-11-24 13:00") == []
    assert stage.kinds() == ["genesis", "missed"]


def test_until_that_was_far_away_all_the_time_brings_nothing_back() -> None:
    stage = Stage()
    stage.clock.at = DUE + timedelta(hours=3)
    run(stage, until="2026-11-24 23:00")

    assert run(stage, until="2026-11-24 23:00") == []
    assert stage.kinds() == ["genesis", "missed"]


def test_a_send_that_comes_too_late_after_its_claim_is_not_made() -> None:
    stage = Stage()

    @dataclass
    class Slow:
        calls: list[float] = field(default_factory=list)

        def now(self) -> datetime:
            return stage.clock.at

        def monotonic(self) -> float:
            self.calls.append(0.0)
            return len(self.calls) * (SEND_BY.total_seconds() + 1)

        def sleep(self, seconds: float) -> None:
            pytest.fail(f"it slept for {seconds} s")

    world = stage.world()
    object.__setattr__(world, "clock", Slow())

    assert [step.what for step in publish(target(), world)] == ["waits"]
    assert stage.network.live == []
    assert stage.kinds()[-1] == "released"


@pytest.mark.parametrize(
    "jump",
    [SEND_BY + timedelta(seconds=1), timedelta(seconds=-1), timedelta(days=-1)],
)
def test_a_machine_that_slept_or_whose_clock_was_set_sends_nothing(
    jump: timedelta,
) -> None:
    stage = Stage()
    pushes: list[Operation] = []

    def fault(operation: Operation) -> Fault | None:
        if operation is Operation.PUSH:
            pushes.append(operation)
            if len(pushes) == 2:
                # The monotonic clock stands still, as it does in a suspended machine.
                stage.clock.at += jump
        return None

    def look() -> Snapshot:
        store = MemoryStore(stage.remote, fault)
        return Ledger(stage.access(store), stage.genesis).open()

    steps = list(publish(target(), stage.world(look)))

    assert [step.what for step in steps] == ["waits"]
    assert stage.network.live == []
    assert stage.kinds()[-1] == "released"


def test_a_send_begins_at_once_after_its_last_look_or_not_at_all() -> None:
    stage = Stage()

    @dataclass
    class Slept:
        after: int
        asked: int = 0

        def now(self) -> datetime:
            self.asked += 1
            late = self.asked > self.after
            return stage.clock.at + (AFTER_LOOK + timedelta(seconds=1)) * late

        def monotonic(self) -> float:
            return 0.0

        def sleep(self, seconds: float) -> None:
            pytest.fail(f"it slept for {seconds} s")

    times = []
    for after in range(12):
        stage = Stage()
        world = replace(stage.world(), clock=Slept(after))
        list(publish(target(), world))
        times.append(len(stage.network.live))

    assert set(times) == {0, 1}


def test_of_two_posts_with_the_same_words_one_waits_until_the_other_is_known() -> None:
    stage = Stage()
    stage.network.answers = [Unknown("no clear answer")]
    run(stage)
    steps = run(stage, id="the-twin")
    other = run(stage, id="something-else", text="other words")

    assert [step.what for step in steps] == ["waits"]
    assert "on their way as 'launch-2026@acme:1'" in steps[0].detail
    assert [step.what for step in other] == ["posted"]


def test_a_freeze_between_claim_and_send_stops_the_send() -> None:
    stage = Stage()
    frozen = Draft(
        EventKind.FREEZE, FREEZE, body={"scope": "all", "reason": "flood", "by": "mei"}
    )
    pushes = []

    def fault(operation: Operation) -> Fault | None:
        if operation is Operation.PUSH:
            pushes.append(operation)
            if len(pushes) == 2:
                stage.look().append([frozen], at=stage.clock.at)
        return None

    def look() -> Snapshot:
        store = MemoryStore(stage.remote, fault)
        return Ledger(stage.access(store), stage.genesis).open()

    assert list(publish(target(), stage.world(look))) == []
    assert stage.network.live == []
    assert stage.kinds() == ["genesis", "claim", "freeze", "released"]


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_push_whose_answer_is_lost_is_settled_by_looking(number: int) -> None:
    stage = Stage()
    pushes = []

    def fault(operation: Operation) -> Fault | None:
        if operation is Operation.PUSH:
            pushes.append(operation)
            return Fault.ANSWER_LOST if len(pushes) == number else None
        return None

    def look() -> Snapshot:
        store = MemoryStore(stage.remote, fault)
        return Ledger(stage.access(store), stage.genesis).open()

    steps = list(publish(target(), stage.world(look)))

    assert [step.what for step in steps] == ["posted"]
    assert stage.network.live == LAUNCH
    assert stage.kinds() == ["genesis", "claim", "sending", "posted"]


def test_a_receipt_that_cannot_be_written_is_told_and_never_sent_again() -> None:
    stage = Stage()
    broken: list[str] = []
    stage.network.before = lambda: broken.append("from here on")

    def fault(operation: Operation) -> Fault | None:
        return Fault.FAILS if broken and operation is Operation.PUSH else None

    def look() -> Snapshot:
        store = MemoryStore(stage.remote, fault)
        return Ledger(stage.access(store), stage.genesis).open()

    steps = list(publish(target(), stage.world(look)))
    stage.clock.at += timedelta(hours=1)

    assert [(step.what, step.settled) for step in steps] == [("unrecorded", False)]
    assert run(stage) == []
    assert stage.network.live == LAUNCH


def test_a_reply_waits_until_what_it_replies_to_is_live() -> None:
    stage = Stage()
    first = run(stage, id="second-post", reply_to="launch-2026")
    run(stage)
    second = run(stage, id="second-post", reply_to="launch-2026")

    assert [step.what for step in first] == ["waits"]
    assert [step.what for step in second] == ["posted"]
    assert stage.network.live[1] == ("It is out. 已经发布。", "1")


def test_a_tick_publishes_in_the_order_of_time_and_writes_itself_last() -> None:
    stage = Stage()
    stage.clock.at = DUE + timedelta(minutes=5)
    shelf = Shelf(
        [
            target(id="later", text="later", publish_at="2026-11-24 09:02"),
            target(id="sooner", text="sooner"),
        ]
    )
    report = tick(shelf, stage.world())

    assert [str(step.key) for step in report.steps] == ["sooner@acme:1", "later@acme:1"]
    assert report.settled
    assert stage.kinds()[-1] == "tick"


def test_a_tick_with_nothing_new_to_say_writes_nothing() -> None:
    stage = Stage()
    shelf = Shelf([target()])
    tick(shelf, stage.world())
    before = stage.kinds()
    stage.clock.at += timedelta(minutes=5)
    tick(shelf, stage.world())

    assert stage.kinds() == before


def test_a_tick_is_recorded_at_least_once_an_hour() -> None:
    stage = Stage()
    tick(Shelf([]), stage.world())
    stage.clock.at += timedelta(minutes=61)
    tick(Shelf([]), stage.world())

    assert stage.kinds() == ["genesis", "tick", "tick"]


def test_what_waits_under_a_past_day_is_carried_to_the_next_tick() -> None:
    stage = Stage(approved=False)
    stage.clock.at = datetime(2026, 11, 26, 1, 0, tzinfo=UTC)
    each = target(late="publish-within 5d")
    tick(Shelf([each]), stage.world())
    last = stage.look().tick()

    assert last is not None
    assert dict(last.carry["launch-2026"]) == {
        "path": each.post.path,
        "reason": "not approved: nobody has approved it",
    }


@pytest.mark.parametrize(
    ("path", "publish_at", "carried"),
    [
        ("calendar/2026/11/24-launch.yaml", "2026-11-24 23:00", False),
        ("calendar/2026/12/24-launch.yaml", "2026-12-24 09:00", False),
        ("calendar/2027/01/24-launch.yaml", "2026-12-24 09:00", True),
        ("calendar/2026/11/25-launch.yaml", "asap", False),
        ("calendar/2026/12/25-launch.yaml", "asap", True),
        ("calendar/launch.yaml", "2026-12-24 09:00", True),
    ],
)
def test_only_what_its_day_does_not_bring_back_is_carried(
    path: str, publish_at: str, *, carried: bool
) -> None:
    stage = Stage(approved=False)
    each = target(publish_at=publish_at, until="2027-03-01 00:00")
    moved = replace(each, post=replace(each.post, path=path))
    tick(Shelf([moved]), stage.world())
    last = stage.look().tick()

    assert last is not None
    assert carried == ("launch-2026" in last.carry)
