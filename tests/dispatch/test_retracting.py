"""A post that is taken back: cancelled, settled, deleted, each once and on record."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from dispatch.world import SETTINGS, Shelf, Stage, target

from mergecast.dispatch.decision import Decision, Verb
from mergecast.dispatch.plan import decide
from mergecast.dispatch.ports import Unreadable
from mergecast.dispatch.recorded import LEASE
from mergecast.dispatch.retracting import retract
from mergecast.dispatch.run import publish
from mergecast.dispatch.standing import of_target
from mergecast.dispatch.target import Target
from mergecast.dispatch.tick import TickReport, tick
from mergecast.ledger.ledger import Ledger
from mergecast.ledger.memory_store import Fault, MemoryStore, Operation
from mergecast.ledger.snapshot import Snapshot
from mergecast.model.event import EventKind
from mergecast.model.key import FREEZE, Key
from mergecast.model.ledger_state import Draft, KeyState, PartState
from mergecast.model.outcome import (
    Deleted,
    Deletion,
    NotSent,
    Outcome,
    Posted,
    Rejected,
    Unknown,
)

TEXTS = ("one", "two", "three")
WHY = "the date in the image is wrong"
MINUTE = timedelta(minutes=1)


def thread(*texts: str, why: str | None = None) -> Target:
    retract = {"retract": why} if why else {}
    return target(SETTINGS, text=..., thread=list(texts or TEXTS), **retract)


def run(stage: Stage, *texts: str, why: str = WHY) -> TickReport:
    return tick(Shelf([thread(*texts, why=why)]), stage.world())


def out(stage: Stage, *answers: Outcome) -> None:
    """Publish the thread; ``answers`` are what the network says."""
    stage.network.answers = list(answers)
    list(publish(thread(), stage.world()))


def told(report: TickReport) -> list[tuple[str, str]]:
    return [(step.what, str(step.key)) for step in report.steps]


def state(stage: Stage, part: int, *, delete: bool = False) -> KeyState | None:
    return stage.look().state(Key("launch-2026", None, "acme", part, delete))


def states(stage: Stage) -> list[PartState]:
    found = [state(stage, part) for part in (1, 2, 3)]
    return [each.state if each else PartState.OPEN for each in found]


def decided(stage: Stage, why: str = WHY) -> Decision:
    each = thread(why=why)
    return decide(each, stage.look(), stage.approve, stage.clock.at)


def test_a_live_thread_is_deleted_the_last_part_first_and_stays_a_tombstone() -> None:
    stage = Stage()
    out(stage)
    report = run(stage)

    assert stage.network.deleted == ["3", "2", "1"]
    assert [what for what, _ in told(report)] == ["retracted"] * 3
    assert states(stage) == [PartState.RETRACTED] * 3
    assert (report.settled, decided(stage).verb) == (True, Verb.CANCELLED)
    assert decided(stage).reason == f"retracted: {WHY}"


def test_each_deletion_has_its_claim_its_announcement_and_its_receipt() -> None:
    stage = Stage()
    out(stage)
    run(stage)
    events = [(event.kind.value, event.key) for event in stage.look().events()]
    last = "launch-2026@acme:3"

    first = events.index(("claim", f"{last}!delete"))
    assert events[first : first + 4] == [
        ("claim", f"{last}!delete"),
        ("sending", f"{last}!delete"),
        ("retracted", f"{last}!delete"),
        ("retracted", last),
    ]
    claim = list(stage.look().events())[first]
    assert claim.approval is not None
    assert (claim.body["id"], claim.body["reason"]) == ("3", WHY)


def test_a_second_run_does_nothing_more() -> None:
    stage = Stage()
    out(stage)
    run(stage)
    before = stage.kinds()

    assert run(stage).steps == ()
    assert stage.kinds() == before


def test_what_was_not_sent_is_cancelled_and_never_goes_out() -> None:
    stage = Stage()
    out(stage, Posted("1"), NotSent("X could not be reached"))
    report = run(stage)
    stage.network.answers = []
    after = tick(Shelf([thread()]), stage.world())

    assert told(report) == [
        ("cancelled", "launch-2026@acme:2"),
        ("cancelled", "launch-2026@acme:3"),
        ("retracted", "launch-2026@acme:1"),
    ]
    assert (after.steps, len(stage.network.live)) == ((), 1)


def test_a_post_that_never_went_out_is_cancelled_whole() -> None:
    stage = Stage()
    report = run(stage)

    assert [what for what, _ in told(report)] == ["cancelled"] * 3
    assert (stage.network.live, stage.network.deleted) == ([], [])


def test_until_its_retraction_is_approved_nothing_is_deleted_and_nothing_sent() -> None:
    stage = Stage()
    out(stage, Posted("1"), NotSent("X could not be reached"))
    stage.approved = False
    report = run(stage)

    assert report.steps == ()
    assert (len(stage.network.live), stage.network.deleted) == (1, [])
    (found,) = report.decisions
    assert found.verb is Verb.WAIT
    assert found.reason.startswith("its retraction is not approved yet: ")


def test_what_may_be_live_is_settled_before_anything_is_deleted() -> None:
    stage = Stage()
    out(stage, Posted("1"), Unknown("no clear answer"))
    report = run(stage)
    waiting = decided(stage)
    stage.clock.at += timedelta(minutes=16)
    held = run(stage)

    assert told(report) == [("cancelled", "launch-2026@acme:3")]
    assert (waiting.verb, waiting.part) == (Verb.WAIT, 2)
    assert [what for what, _ in told(held)] == ["held", "retracted"]
    assert stage.network.deleted == ["1"]
    assert decided(stage).verb is Verb.HOLD
    assert "it may be live" in decided(stage).reason


def test_a_freeze_does_not_keep_what_is_wrong_online() -> None:
    stage = Stage()
    out(stage)
    body = {"scope": "all", "reason": "flood", "by": "mei"}
    stage.look().append([Draft(EventKind.FREEZE, FREEZE, body=body)], at=stage.clock.at)
    run(stage)

    assert stage.network.deleted == ["3", "2", "1"]


def test_a_deletion_that_was_not_made_is_tried_again_and_not_too_soon() -> None:
    stage = Stage()
    out(stage)
    until = stage.clock.at + 10 * MINUTE
    stage.network.deletions = [NotSent("X's rate limit is reached", until)]
    first, again = run(stage), run(stage)
    stage.clock.at = until
    last = run(stage)

    assert told(first) == [("waits", "launch-2026@acme:3!delete")]
    assert again.steps == ()
    assert [what for what, _ in told(last)] == ["retracted"] * 3


def test_a_refused_deletion_is_for_a_person_and_the_other_parts_still_go() -> None:
    stage = Stage()
    out(stage)
    stage.network.deletions = [Rejected("X answered 403")]
    report = run(stage)

    assert [what for what, _ in told(report)] == ["held", "retracted", "retracted"]
    assert stage.network.deleted == ["2", "1"]
    assert not report.settled
    assert "resolve launch-2026@acme:3!delete --gone" in report.steps[0].detail
    assert decided(stage).verb is Verb.HOLD
    assert "https://x.example/3" in decided(stage).reason


@pytest.mark.parametrize("outcome", ["gone", "resend"])
def test_a_person_says_that_it_is_deleted_or_to_try_again(outcome: str) -> None:
    stage = Stage()
    out(stage)
    stage.network.deletions = [Rejected("X answered 403")]
    run(stage)
    body = {"outcome": outcome, "by": "mei", "reason": "looked"}
    key = "launch-2026@acme:3!delete"
    stage.look().append([Draft(EventKind.RESOLVED, key, body=body)], at=stage.clock.at)
    run(stage)

    assert states(stage) == [PartState.RETRACTED] * 3
    assert ("3" in stage.network.deleted) == (outcome == "resend")


def test_a_person_may_let_it_stay() -> None:
    stage = Stage()
    out(stage)
    stage.network.deletions = [Rejected("X answered 403")]
    run(stage)
    body = {"outcome": "cancel", "by": "mei", "reason": "it may stay"}
    key = "launch-2026@acme:3!delete"
    stage.look().append([Draft(EventKind.RESOLVED, key, body=body)], at=stage.clock.at)
    run(stage)

    assert states(stage)[2] is PartState.POSTED
    assert decided(stage).verb is Verb.DONE


@pytest.mark.parametrize(
    ("there", "deletions"), [(False, ["2", "1"]), (True, ["3", "2", "1"])]
)
def test_an_unknown_deletion_is_looked_up_and_made_again_where_it_is_still_there(
    deletions: list[str], *, there: bool
) -> None:
    stage = Stage()
    out(stage)
    stage.network.deletions = [Unknown("no clear answer")]
    first = run(stage)
    stage.network.there = {"3": there}
    second = run(stage)

    assert told(first) == [("unknown", "launch-2026@acme:3!delete")]
    assert not first.settled
    assert [what for what, _ in told(second)] == ["retracted"] * 3
    assert stage.network.deleted == deletions
    assert states(stage) == [PartState.RETRACTED] * 3


def test_a_post_that_cannot_be_read_proves_nothing() -> None:
    stage = Stage()
    out(stage)
    stage.network.deletions = [Unknown("no clear answer")]
    run(stage)
    stage.network.there = {"3": Unreadable("no answer")}
    report = run(stage)

    assert told(report) == [("waits", "launch-2026@acme:3!delete")]
    found = state(stage, 3, delete=True)
    assert found is not None
    assert found.state is PartState.UNKNOWN


@pytest.mark.parametrize("announced", [False, True])
def test_a_run_that_died_at_a_deletion_is_taken_over_after_its_lease(
    *, announced: bool
) -> None:
    stage = Stage()
    out(stage)
    key = "launch-2026@acme:3!delete"
    stage.look().append([Draft(EventKind.CLAIM, key)], at=stage.clock.at)
    if announced:
        stage.look().append([Draft(EventKind.SENDING, key)], at=stage.clock.at)
    early = run(stage)
    (waiting,) = early.decisions
    stage.clock.at += LEASE
    run(stage)

    assert (early.steps, waiting.verb) == ((), Verb.WAIT)
    assert stage.network.deleted == ["3", "2", "1"]
    assert states(stage) == [PartState.RETRACTED] * 3


def test_parts_that_an_edit_dropped_are_deleted_too() -> None:
    stage = Stage()
    out(stage)
    run(stage, "one")

    assert stage.network.deleted == ["3", "2", "1"]


@pytest.mark.parametrize("number", range(1, 9))
def test_a_push_that_is_lost_or_refused_costs_no_deletion_and_no_record(
    number: int,
) -> None:
    for fault in (Fault.ANSWER_LOST, Fault.REFUSED):
        stage = Stage()
        out(stage)
        pushes: list[Operation] = []

        def at_number(
            operation: Operation, fault: Fault = fault, pushes: list[Operation] = pushes
        ) -> Fault | None:
            if operation is Operation.PUSH:
                pushes.append(operation)
                return fault if len(pushes) == number else None
            return None

        def look(stage: Stage = stage, fault_at: object = at_number) -> Snapshot:
            store = MemoryStore(stage.remote, fault_at)  # type: ignore[arg-type]  # bound above
            return Ledger(stage.access(store), stage.genesis).open()

        tick(Shelf([thread(why=WHY)]), stage.world(look))

        assert sorted(set(stage.network.deleted)) == ["1", "2", "3"]
        assert states(stage) == [PartState.RETRACTED] * 3


def test_a_receipt_that_cannot_be_written_is_told_and_asked_for_later() -> None:
    stage = Stage()
    out(stage)
    broken: list[str] = []
    stage.network.before = lambda: broken.append("from here on")

    def fault(operation: Operation) -> Fault | None:
        return Fault.FAILS if broken and operation is Operation.PUSH else None

    def look() -> Snapshot:
        store = MemoryStore(stage.remote, fault)
        return Ledger(stage.access(store), stage.genesis).open()

    each = thread(why=WHY)
    steps = list(retract(each, stage.world(look), look()))
    stage.clock.at += LEASE
    run(stage)

    assert [(step.what, step.settled) for step in steps] == [("unrecorded", False)]
    assert states(stage) == [PartState.RETRACTED] * 3


def test_another_run_that_deleted_it_first_is_believed() -> None:
    stage = Stage()
    out(stage)
    key = Key("launch-2026", None, "acme", 3)

    def other() -> None:
        stage.network.before = lambda: None
        drafts = [
            Draft(EventKind.RETRACTED, str(key.deletion)),
            Draft(EventKind.RETRACTED, str(key)),
        ]
        stage.look().append(drafts, at=stage.clock.at)

    stage.network.before = other
    answers: list[Deletion] = [NotSent("X could not be reached"), Deleted()]
    stage.network.deletions = answers
    run(stage)
    run(stage)

    assert states(stage) == [PartState.RETRACTED] * 3


def test_two_files_with_one_id_delete_nothing() -> None:
    stage = Stage()
    out(stage)
    each = replace(thread(why=WHY), trouble="two files have the id 'launch-2026'")
    report = tick(Shelf([each]), stage.world())

    assert (report.steps, stage.network.deleted) == ((), [])
    assert report.decisions[0].reason == "two files have the id 'launch-2026'"


def test_status_shows_each_part_and_how_to_settle_a_refused_deletion() -> None:
    stage = Stage()
    out(stage)
    stage.network.deletions = [Rejected("X answered 403")]
    run(stage)
    view = stage.look()
    found = list(of_target(decided(stage), view, stage.clock.at))

    assert [each.verb for each in found] == [
        Verb.CANCELLED,
        Verb.CANCELLED,
        Verb.HOLD,
    ]
    assert found[2].settle == (
        "mergecast resolve launch-2026@acme:3!delete --gone",
        "mergecast resolve launch-2026@acme:3!delete --resend",
    )
    assert found[2].link == "https://x.example/3"
    assert found[2].may_be_live
