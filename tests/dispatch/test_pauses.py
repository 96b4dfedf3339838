"""A fault of the whole account keeps back its posts with one notice, and no others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest
from dispatch.world import DUE, SETTINGS, Network, Shelf, Stage, target

from mergecast.dispatch.decision import Verb
from mergecast.dispatch.pace import judge
from mergecast.dispatch.pauses import words
from mergecast.dispatch.ports import NotReadyError, Prepared, Publisher, Unreadable
from mergecast.dispatch.target import Target
from mergecast.dispatch.tick import TickReport, tick
from mergecast.model.event import EventKind
from mergecast.model.key import FREEZE, TICK
from mergecast.model.ledger_state import Draft
from mergecast.model.outcome import CREDIT, KEYS, LIMITED, SUSPENDED, NotSent
from mergecast.model.settings import Account, Publishing
from mergecast.payload import PartPayload

MINUTE = timedelta(minutes=1)
SPACING = timedelta(minutes=20)
REFUSED = NotSent("X does not accept the account's keys", account=True, rest=KEYS)


def on(account: str, **changes: object) -> Target:
    """A target on another account than ``acme``."""
    each = target(SETTINGS, **changes)
    assert each.payload is not None
    parts = tuple(
        replace(part, key=replace(part.key, account=account))
        for part in each.payload.parts
    )
    return replace(
        each,
        account=replace(each.account, key=account),
        payload=replace(each.payload, account=account, parts=parts),
    )


@dataclass
class Office:
    """A stage with a network for each account, and one calendar."""

    targets: list[Target]
    stage: Stage = field(default_factory=Stage)
    networks: dict[str, Network] = field(default_factory=dict)
    keyless: set[str] = field(default_factory=set)

    def network(self, account: str) -> Network:
        return self.networks.setdefault(account, Network())

    def publisher(self, account: Account) -> Publisher:
        if account.key in self.keyless:
            raise NotReadyError(f"there are no keys for '{account.key}'", account=True)
        return self.network(account.key)

    def run(self) -> TickReport:
        publishing = Publishing(spacing=SPACING, per_day=None)
        world = replace(
            self.stage.world(), publisher=self.publisher, publishing=publishing
        )
        return tick(Shelf(self.targets), world)

    def after(self, length: timedelta) -> TickReport:
        self.stage.clock.at += length
        return self.run()

    def live(self, account: str = "acme") -> list[str]:
        return [text for text, _ in self.network(account).live]

    def paused(self) -> dict[str, str]:
        last = self.stage.look().tick()
        return dict(last.paused) if last else {}


def posts(count: int, **changes: object) -> list[Target]:
    """Posts that were due one minute after the other."""
    return [
        target(
            id=f"post-{number}",
            text=f"number {number}",
            publish_at=f"2026-11-24 09:{number:02}",
            late="publish-within 2d",
            **changes,
        )
        for number in range(count)
    ]


@pytest.mark.parametrize(
    ("outcome", "rest"),
    [
        (NotSent("keys", account=True, rest=KEYS), KEYS),
        (NotSent("credit", account=True, rest=CREDIT), CREDIT),
        (NotSent("suspended", account=True, rest=SUSPENDED), SUSPENDED),
        (NotSent("limit", account=True, rest=LIMITED), LIMITED),
        (NotSent("limit", account=True), LIMITED),
        (NotSent("limit", DUE + 7 * MINUTE, account=True, rest=LIMITED), 7 * MINUTE),
        (NotSent("limit", DUE - MINUTE, account=True, rest=LIMITED), LIMITED),
        (NotSent("limit", DUE + timedelta(days=99), account=True), timedelta(days=1)),
    ],
)
def test_a_pause_always_has_an_end_that_makes_sense(
    outcome: NotSent, rest: timedelta
) -> None:
    assert words(outcome, DUE)["until"] == (DUE + rest).isoformat()
    assert words(outcome, DUE)["account"] is True


def test_what_fails_for_one_post_alone_pauses_nothing() -> None:
    assert words(NotSent("X could not be reached"), DUE) == {
        "reason": "X could not be reached"
    }


def test_one_notice_and_nothing_more_is_tried_until_the_pause_is_over() -> None:
    office = Office(posts(3))
    office.network("acme").answers = [REFUSED, REFUSED]
    first = office.run()
    second = office.after(10 * MINUTE)
    again = office.after(20 * MINUTE)

    assert [(step.what, step.settled) for step in first.steps] == [("rests", False)]
    assert first.paused == {
        "acme": "acme rests until 2026-11-24 01:30 UTC: "
        "X does not accept the account's keys"
    }
    assert second.steps == ()
    assert {each.verb for each in second.decisions} == {Verb.WAIT}
    assert [(step.what, step.settled) for step in again.steps] == [("rests", True)]
    assert office.live() == []
    assert office.stage.kinds().count("claim") == 2


def test_after_the_pause_posts_keep_their_distance() -> None:
    office = Office(posts(3))
    limit = NotSent("slow down", DUE + 5 * MINUTE, account=True)
    office.network("acme").answers = [limit]
    office.run()
    office.after(5 * MINUTE)
    soon = office.after(MINUTE)
    office.after(SPACING)

    assert office.live() == ["number 0", "number 1"]
    assert [each.verb for each in soon.decisions] == [Verb.DONE, Verb.WAIT, Verb.WAIT]
    assert "`spacing` keeps 20 min between them" in soon.decisions[1].reason


def test_what_comes_due_after_the_pause_is_on_time_again() -> None:
    office = Office(posts(1))
    office.network("acme").answers = [NotSent("slow", DUE + 5 * MINUTE, account=True)]
    office.run()
    office.targets += [
        target(id=f"later-{n}", text=f"later {n}", publish_at=f"2026-11-24 09:{30 + n}")
        for n in range(3)
    ]
    office.after(5 * MINUTE)
    office.after(27 * MINUTE)

    assert office.live() == ["number 0", "later 0", "later 1", "later 2"]


def test_other_accounts_go_on_in_the_same_tick() -> None:
    office = Office([*posts(2), on("bravo"), on("zulu", id="other", text="b")])
    office.network("acme").answers = [REFUSED]
    report = office.run()

    assert (office.live("bravo"), office.live("zulu")) == (
        ["It is out. 已经发布。"],
        ["b"],
    )
    assert set(report.paused) == {"acme"}


def test_a_pause_in_the_middle_of_a_thread_goes_on_with_exactly_that_part() -> None:
    thread = target(text=..., thread=["one", "two", "three"], late="publish-within 2h")
    office = Office([thread])
    posted = office.network("acme")
    posted.before = lambda: (
        posted.answers.append(REFUSED) if len(posted.live) == 1 else None
    )
    first = office.run()
    posted.before = lambda: None
    second = office.after(29 * MINUTE)
    office.after(MINUTE)

    assert [step.what for step in first.steps] == ["posted", "rests"]
    assert second.steps == ()
    assert office.live() == ["one", "two", "three"]


def test_keys_that_are_missing_here_are_seen_before_any_claim() -> None:
    office = Office([*posts(2), on("bravo")], keyless={"acme"})
    first, second = office.run(), office.after(10 * MINUTE)

    assert sorted((step.what, step.settled) for step in first.steps) == [
        ("posted", True),
        ("rests", False),
    ]
    assert [(step.what, step.settled) for step in second.steps] == [("rests", True)]
    assert office.live("bravo") == ["It is out. 已经发布。"]
    assert office.stage.kinds().count("claim") == 1
    assert office.paused() == {"acme": "there are no keys for 'acme'"}


def test_keys_that_came_send_at_once_and_without_a_burst() -> None:
    office = Office(posts(3), keyless={"acme"})
    office.after(5 * MINUTE)
    office.keyless.clear()
    office.after(MINUTE)
    office.after(MINUTE)

    assert office.live() == ["number 0"]
    assert office.paused() == {}


def test_a_new_fault_after_better_times_is_a_new_notice() -> None:
    office = Office(posts(1), keyless={"acme"})
    office.run()
    office.keyless.clear()
    office.after(MINUTE)
    office.targets = [target(id="next", text="next", publish_at="2026-11-24 10:00")]
    office.keyless.add("acme")
    report = office.after(60 * MINUTE)

    assert [step.settled for step in report.steps] == [False]


class Refusing(Network):
    """A network that takes the account's keys neither to upload nor to read."""

    def prepare(self, part: PartPayload, files: Mapping[str, bytes]) -> Prepared:
        del part, files
        raise NotReadyError("X does not accept the account's keys", account=True)

    def look_up(self, since: datetime) -> Unreadable:
        del since
        return Unreadable("X does not accept the account's keys", account=True)


class Unreading(Refusing):
    """The same, but uploads work."""

    def prepare(self, part: PartPayload, files: Mapping[str, bytes]) -> Prepared:
        del part, files
        return Prepared()


@pytest.mark.parametrize(
    ("network", "length"), [(Refusing(), 0 * MINUTE), (Unreading(), 30 * MINUTE)]
)
def test_keys_that_are_refused_before_the_claim_pause_the_account(
    network: Network, length: timedelta
) -> None:
    office = Office(posts(2), networks={"acme": network})
    report = office.after(length)

    assert [(step.what, step.settled) for step in report.steps] == [("rests", False)]
    assert office.stage.kinds() == ["genesis", "tick"]


def test_a_missed_time_is_told_though_the_account_rests() -> None:
    skipping = target(id="skip", text="s", publish_at="2026-11-24 09:02", late="skip")
    office = Office([*posts(1), skipping], keyless={"acme"})
    office.run()
    report = office.after(20 * MINUTE)

    assert [(step.what, step.key.post) for step in report.steps] == [
        ("rests", "post-0"),
        ("missed", "skip"),
    ]


def test_thawing_the_account_ends_its_pause() -> None:
    office = Office(posts(1))
    office.network("acme").answers = [replace(REFUSED, rest=SUSPENDED)]
    office.run()
    body = {"scope": "account:acme", "reason": "unlocked", "by": "mei"}
    for kind in (EventKind.FREEZE, EventKind.THAW):
        office.stage.look().append(
            [Draft(kind, FREEZE, body=body)], at=office.stage.clock.at
        )
    office.after(MINUTE)

    assert office.live() == ["number 0"]


def test_after_a_freeze_too_posts_keep_their_distance() -> None:
    office = Office(posts(3))
    body = {"scope": "all", "reason": "flood", "by": "mei"}
    frozen = Draft(EventKind.FREEZE, FREEZE, body=body)
    office.stage.look().append([frozen], at=DUE)
    office.after(4 * MINUTE)
    thaw = Draft(EventKind.THAW, FREEZE, body=body)
    office.stage.look().append([thaw], at=office.stage.clock.at)
    office.after(MINUTE)

    assert office.live() == ["number 0"]


@pytest.mark.parametrize("until", ["soon", "", "2026-11-24T09:00:00"])
def test_an_end_that_nobody_can_read_pauses_nothing(until: str) -> None:
    office = Office(posts(1))
    view = office.stage.look()
    claim = Draft(EventKind.CLAIM, "post-9@acme:1", payload="sha256:" + "0" * 64)
    body = {"reason": "odd", "until": until, "account": True}
    released = Draft(EventKind.RELEASED, "post-9@acme:1", body=body)
    view.append([claim, released], at=DUE)
    office.run()

    assert office.live() == ["number 0"]


def test_a_plan_says_what_the_last_run_could_not() -> None:
    office = Office(posts(1), keyless={"acme"})
    office.run()
    office.keyless.clear()
    office.stage.approved = True
    told = {"main": "a" * 40, "carry": {}, "paused": {"acme": "no keys there"}}
    view = office.stage.look()
    view.append([Draft(EventKind.TICK, TICK, body=told)], at=DUE)

    decision = judge(office.targets[0], office.stage.look(), office.stage.world())
    assert decision.verb is Verb.PUBLISH
    assert decision.reason.endswith("the last run said: no keys there")
