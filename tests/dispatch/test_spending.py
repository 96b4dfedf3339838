"""What was spent, by the ledger: nothing twice, nothing lost, no part of a cent off."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest
from dispatch.world import SETTINGS, Network, Shelf, Stage, target
from hypothesis import given
from hypothesis import strategies as st

from mergecast.dispatch.ports import OwnPost
from mergecast.dispatch.spending import Books, Reads, Spent, What, spent
from mergecast.dispatch.tick import tick
from mergecast.model.event import Event, EventKind
from mergecast.model.outcome import NotSent, Outcome, Rejected, Unknown

AT = datetime(2026, 11, 24, 1, tzinfo=UTC)
KEY = "launch-2026@acme:1"


def event(kind: EventKind, /, key: str = KEY, try_: int = 1, **body: object) -> Event:
    return Event(0, None, kind, key, try_, "0" * 32, AT, body=body)


def claim(cost: str | None = "0.2", key: str = KEY, try_: int = 1) -> Event:
    report = {"cost": cost, "campaign": "launch"}
    return event(EventKind.CLAIM, key, try_, report=report)


ONE = Spent(AT, "acme", 200_000, campaign="launch")
SURE = replace(ONE, sure=True)


@pytest.mark.parametrize(
    ("after", "left"),
    [
        ([], ONE),
        ([event(EventKind.SENDING)], ONE),
        ([event(EventKind.UNKNOWN, reason="no answer")], ONE),
        ([event(EventKind.HELD, may_be_live=True)], ONE),
        ([event(EventKind.POSTED, id="1")], SURE),
        ([event(EventKind.POSTED, id="1"), event(EventKind.RETRACTED)], SURE),
        ([event(EventKind.RESOLVED, outcome="posted")], SURE),
        ([event(EventKind.RESOLVED, outcome="gone")], SURE),
        ([event(EventKind.RESOLVED, outcome="cancel")], ONE),
        ([event(EventKind.RELEASED, reason="429")], None),
        ([event(EventKind.HELD, may_be_live=False)], None),
        ([event(EventKind.RESOLVED, outcome="resend")], None),
    ],
)
def test_a_claim_counts_until_nothing_was_sent_for_certain(
    after: list[Event], left: Spent | None
) -> None:
    assert spent([claim(), *after]) == (() if left is None else (left,))


def test_each_try_is_counted_alone() -> None:
    events = [claim(), event(EventKind.RELEASED), claim(try_=2)]

    assert [each.amount for each in spent(events)] == [200_000]


def test_what_was_posted_by_hand_cost_nothing() -> None:
    by_hand = event(EventKind.POSTED, id="1", via="lookup")

    assert spent([by_hand, claim(None, "other@acme:1")]) == ()


def test_deletions_and_reads_are_kept_apart() -> None:
    deleted = claim("0.01", f"{KEY}!delete")
    done = event(EventKind.RETRACTED, f"{KEY}!delete")
    tick = event(EventKind.TICK, "!tick", reads={"acme": "0.003", "odd": "much"})

    assert [(each.what, each.amount, each.sure) for each in spent([deleted, done])] == [
        (What.DELETIONS, 10_000, True)
    ]
    assert spent([tick, tick]) == (Spent(AT, "acme", 3_000, What.READS, sure=True),) * 2


costs = st.lists(st.integers(min_value=0, max_value=10**12), max_size=30)


@given(costs)
def test_a_sum_is_exact_to_the_micro_dollar(amounts: list[int]) -> None:
    said = [f"{each // 10**6}.{each % 10**6:06d}" for each in amounts]
    events = [claim(each, f"post-{n:03d}@acme:1") for n, each in enumerate(said)]

    assert sum(each.amount for each in spent(events)) == sum(amounts)


def test_the_books_are_read_once_and_follow_the_ledger() -> None:
    stage, read = Stage(), []
    first = stage.look()

    def events(day: object) -> list[Event]:
        read.append(day)
        return list(first.events())

    books = Books(events, AT.date())
    assert books.of(first) == ()
    tick(Shelf([target()]), stage.world())

    assert [each.amount for each in books.of(stage.look())] == [15_000]
    assert [each.amount for each in books.of(stage.look())] == [15_000]
    assert read == [AT.date()]


@dataclass(frozen=True, slots=True)
class Case:
    outcome: Outcome
    sums: list[int]


@pytest.mark.parametrize(
    "case",
    [
        Case(NotSent("busy"), []),
        Case(Rejected("too long"), []),
        Case(Unknown("no answer"), [15_000]),
    ],
    ids=["not sent", "rejected", "unknown"],
)
def test_how_a_send_ended_decides_what_it_cost(case: Case) -> None:
    stage = Stage(network=Network(answers=[case.outcome]))
    tick(Shelf([target()]), stage.world())

    assert [each.amount for each in spent(stage.look().events())] == case.sums


def test_a_look_at_the_timeline_is_charged_by_what_it_shows() -> None:
    stage = Stage(network=Network(answers=[Unknown("no answer")]))
    tick(Shelf([target()]), stage.world())
    stage.clock.sleep(timedelta(minutes=40).total_seconds())
    stage.network.timeline = [OwnPost(str(n), (f"other {n}",)) for n in (7, 8)]
    stage.network.timeline.append(OwnPost("9", ("It is out. 已经发布。",)))
    tick(Shelf([target()]), stage.world())

    found = spent(stage.look().events())
    assert [(each.what.value, each.amount, each.sure) for each in found] == [
        ("posts", 15_000, True),
        ("reads", 3_000, True),
    ]
    assert set(SETTINGS.accounts) == {"acme"}


def test_nothing_read_is_nothing_to_write_down() -> None:
    reads = Reads()
    reads.add("acme", 0)
    reads.add("acme", 2)
    reads.add("acme", 3)

    assert reads.posts == {"acme": 5}
