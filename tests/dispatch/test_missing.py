"""Targets that are there no longer: cancelled once, settled, carried until they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from dispatch.world import SETTINGS, Shelf, Stage, target

from mergecast.dispatch.decision import Verb
from mergecast.dispatch.missing import merged
from mergecast.dispatch.plan import decide
from mergecast.dispatch.ports import OwnPost
from mergecast.dispatch.readset import carry, open_keys, paths_of
from mergecast.dispatch.target import Found, Missing, Target, keys
from mergecast.dispatch.tick import TickReport, tick
from mergecast.ledger.ledger import Ledger
from mergecast.ledger.memory_store import Fault, MemoryStore, Operation
from mergecast.ledger.snapshot import Snapshot
from mergecast.model.event import EventKind
from mergecast.model.key import TICK, Key
from mergecast.model.ledger_state import FILE_GONE, Draft, KeyState, PartState, Tick
from mergecast.model.outcome import NotSent, Outcome, Posted, Rejected, Unknown

PATH = "calendar/2026/11/24-launch.yaml"
GONE = "its file is gone"
KEY = "launch-2026@acme:1"


@dataclass(frozen=True, slots=True)
class Calendar:
    """A calendar that lacks targets that it had."""

    missing: Sequence[Missing]
    targets: Sequence[Target] = ()
    commit: str = "b" * 40

    def read(self, last: Tick | None, now: datetime) -> Found:
        del last, now
        return Found(tuple(self.targets), (), tuple(self.missing))


def missing(each: Target, *, gone: bool = True) -> Missing:
    return Missing(each.post.id, PATH, GONE, gone, tuple(keys(each)))


def without(stage: Stage, each: Target, *, gone: bool = True) -> TickReport:
    return tick(Calendar([missing(each, gone=gone)]), stage.world())


def state(stage: Stage, key: str = KEY) -> KeyState | None:
    return stage.look().state(Key.parse(key))


def carried(stage: Stage) -> dict[str, dict[str, str]]:
    last = stage.look().tick()
    assert last is not None
    return {name: dict(entry) for name, entry in last.carry.items()}


def sent(stage: Stage, each: Target, *answers: Outcome) -> None:
    stage.network.answers = list(answers)
    tick(Shelf([each]), stage.world())
    stage.network.answers = []


def test_a_post_whose_file_is_gone_is_cancelled_once_and_says_why() -> None:
    stage = Stage()
    first = without(stage, target())
    again = without(stage, target())
    found = state(stage)

    assert [(step.what, str(step.key)) for step in first.steps] == [("cancelled", KEY)]
    assert first.settled
    assert again.steps == ()
    assert found is not None
    assert (found.state, found.code, found.reason) == (
        PartState.CANCELLED,
        FILE_GONE,
        GONE,
    )
    assert carried(stage) == {}


def test_of_a_thread_that_is_half_live_only_the_rest_is_cancelled() -> None:
    stage = Stage()
    each = target(SETTINGS, text=..., thread=["one", "two", "three"])
    stage.network.answers = [Posted("1"), NotSent("X could not be reached")]
    tick(Shelf([each]), stage.world())
    report = without(stage, each)

    assert [text for text, _ in stage.network.live] == ["one"]
    assert [str(step.key) for step in report.steps] == ["launch-2026@acme:2"]


def test_what_is_live_stays_live_and_is_carried_no_further() -> None:
    stage = Stage()
    sent(stage, target())
    report = without(stage, target())

    assert report.steps == ()
    assert carried(stage) == {}


def test_what_was_held_or_missed_and_is_not_live_is_closed_with_its_file() -> None:
    for answer in (Rejected("too long"), None):
        stage = Stage()
        if answer is None:
            stage.clock.at += timedelta(hours=5)
        sent(stage, target(), *([answer] if answer else []))
        assert [step.what for step in without(stage, target()).steps] == ["cancelled"]


def test_what_may_be_live_is_looked_up_though_its_file_is_gone_for_weeks() -> None:
    stage = Stage()
    sent(stage, target(), Unknown("no clear answer"))
    stage.network.readable = False
    for _ in range(10):
        stage.clock.at += timedelta(hours=2)
        report = without(stage, target())
        assert [step.what for step in report.steps] == ["waits"]
        (entry,) = carried(stage).values()
        assert open_keys(entry) == (Key.parse(KEY),)
        assert paths_of(entry) == (PATH,)
    stage.clock.at += timedelta(days=20)
    stage.network.readable = True
    stage.network.timeline = [OwnPost("7", ("It is out. 已经发布。",))]
    report = without(stage, target())

    assert [step.what for step in report.steps] == ["posted"]
    assert carried(stage) == {}


def test_a_thread_is_carried_with_all_its_parts_until_the_first_is_known() -> None:
    stage = Stage()
    each = target(SETTINGS, text=..., thread=["one", "two"])
    sent(stage, each, Unknown("no clear answer"))
    stage.network.readable = False
    without(stage, each)
    (entry,) = carried(stage).values()

    assert open_keys(entry) == tuple(keys(each))


def test_what_is_held_and_may_be_live_is_never_called_cancelled() -> None:
    stage = Stage()
    sent(stage, target(), Unknown("no clear answer"))
    stage.clock.at += timedelta(hours=1)
    first = without(stage, target())
    again = without(stage, target())
    found = state(stage)

    assert [step.what for step in first.steps] == ["held"]
    assert again.steps == ()
    assert found is not None
    assert (found.state, found.may_be_live) == (PartState.HELD, True)
    assert list(carried(stage)) == ["launch-2026"]


def test_a_claim_that_was_never_announced_is_open_and_then_cancelled() -> None:
    stage = Stage()
    claim = Draft(EventKind.CLAIM, KEY, payload="sha256:" + "0" * 64)
    stage.look().append([claim], at=stage.clock.at)
    early = without(stage, target())
    stage.clock.at += timedelta(minutes=21)
    late = without(stage, target())

    assert early.steps == ()
    assert [step.what for step in late.steps] == ["open", "cancelled"]


def test_a_broken_file_cancels_nothing_and_is_carried_until_it_is_mended() -> None:
    stage = Stage()
    report = without(stage, target(), gone=False)

    assert report.steps == ()
    assert state(stage) is None
    assert list(carried(stage)) == ["launch-2026"]


def test_a_file_that_is_put_back_is_open_again_and_goes_out_if_it_is_approved() -> None:
    stage = Stage(approved=False)
    without(stage, target())
    unapproved = tick(Shelf([target()]), stage.world())
    stage.approved = True
    approved = tick(Shelf([target()]), stage.world())

    assert unapproved.steps == ()
    assert unapproved.decisions[0].reason == "not approved: nobody has approved it"
    assert [step.what for step in approved.steps] == ["posted"]
    kinds = [kind for kind in stage.kinds() if kind != "tick"]
    assert kinds == ["genesis", "cancelled", "released", "claim", "sending", "posted"]


def test_a_file_that_is_put_back_too_late_is_missed() -> None:
    stage = Stage()
    without(stage, target())
    stage.clock.at += timedelta(hours=5)
    first = tick(Shelf([target()]), stage.world())
    again = tick(Shelf([target()]), stage.world())

    assert [step.what for step in first.steps] == ["missed"]
    assert again.steps == ()


def test_a_plan_shows_what_comes_of_a_file_that_was_put_back() -> None:
    stage = Stage()
    without(stage, target())
    stage.clock.at -= timedelta(hours=1)
    found = decide(target(), stage.look(), stage.approve, stage.clock.at)

    assert found.reason == "approved; its time has not come"


def test_what_a_person_cancelled_is_not_opened_by_a_file_that_comes_and_goes() -> None:
    stage = Stage()
    stage.look().append(
        [
            Draft(
                EventKind.RESOLVED,
                KEY,
                body={"outcome": "cancel", "by": "mei", "reason": "no"},
            )
        ],
        at=stage.clock.at,
    )
    without(stage, target())
    report = tick(Shelf([target()]), stage.world())

    assert (report.steps, stage.network.live) == ((), [])
    assert report.decisions[0].verb is Verb.CANCELLED


def test_what_was_sent_is_never_sent_again_by_taking_its_file_away_and_back() -> None:
    stage = Stage()
    sent(stage, target())
    for _ in range(3):
        without(stage, target())
        tick(Shelf([target()]), stage.world())

    assert len(stage.network.live) == 1


def test_a_whole_folder_is_cancelled_in_a_few_pushes() -> None:
    stage = Stage()
    gone = [missing(target(id=f"post-{number:03}")) for number in range(250)]
    before = len(stage.remote.tips)
    report = tick(Calendar(gone), stage.world())

    assert len(report.steps) == 250
    assert len(stage.remote.tips) - before <= 5


def test_a_cancellation_that_a_busy_ledger_refused_is_carried() -> None:
    stage = Stage()
    pushes: list[Operation] = []

    def fault(operation: Operation) -> Fault | None:
        if operation is Operation.PUSH:
            pushes.append(operation)
            return Fault.REFUSED if len(pushes) <= 8 else None
        return None

    def look() -> Snapshot:
        access = stage.access(MemoryStore(stage.remote, fault))
        hasty = replace(access, pause=lambda _lost: None)
        return Ledger(hasty, stage.genesis).open()

    report = tick(Calendar([missing(target())]), stage.world(look))

    assert report.steps == ()
    assert open_keys(carried(stage)["launch-2026"]) == (Key.parse(KEY),)


def test_of_two_files_with_one_id_both_are_carried_though_their_days_differ() -> None:
    stage = Stage()
    twins = [
        replace(each, trouble="two files have the id")
        for each in (target(), target(publish_at="2026-12-24 09:00"))
    ]
    far = replace(twins[1].post, path="calendar/2026/12/24-twin.yaml")
    each = [twins[0], replace(twins[1], post=far)]
    found = [decide(one, stage.look(), stage.approve, stage.clock.at) for one in each]

    (entry,) = carry(found, stage.clock.at).values()
    assert paths_of(entry) == (PATH, "calendar/2026/12/24-twin.yaml")


def test_what_a_post_lacks_is_carried_beside_what_it_has() -> None:
    own = {"a": {"path": "x", "reason": "waits"}}
    lacking = {"a": {"path": "y", "reason": "gone", "open": KEY}, "b": {"path": "z"}}

    assert merged(own, lacking) == {
        "a": {"path": "x", "reason": "waits", "open": KEY},
        "b": {"path": "z"},
    }


ENTRY = {"path": PATH, "path2": "calendar/2027/01/01-twin.yaml", "reason": "no review"}


def waiting_on_record(stage: Stage) -> None:
    body = {"main": "a" * 40, "carry": {"launch-2026": ENTRY}}
    stage.look().append([Draft(EventKind.TICK, TICK, body=body)], at=stage.clock.at)


def test_what_waits_while_its_account_is_not_in_the_settings_is_not_lost() -> None:
    stage = Stage()
    waiting_on_record(stage)
    tick(Calendar([]), stage.world())

    assert carried(stage) == {"launch-2026": ENTRY}


def test_what_is_live_on_one_account_waits_for_the_one_that_is_not_there() -> None:
    stage = Stage()
    sent(stage, target(), Posted("1"))
    waiting_on_record(stage)
    tick(Shelf([target(accounts=["acme", "left"])]), stage.world())

    assert carried(stage) == {"launch-2026": ENTRY}


def test_what_waited_and_is_gone_or_done_is_carried_no_further() -> None:
    for calendar in (Calendar([missing(target())]), Shelf([target()])):
        stage = Stage()
        sent(stage, target(), Posted("1"))
        waiting_on_record(stage)
        tick(calendar, stage.world())

        assert carried(stage) == {}
