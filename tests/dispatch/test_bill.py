"""The bill of a month: what is on record, what is to go, and what would wait."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from dispatch.world import DUE, target

from mergecast.dispatch.bill import Bill, bill
from mergecast.dispatch.budget import Budgets
from mergecast.dispatch.decision import Decision, Verb
from mergecast.dispatch.spending import Spent, What
from mergecast.dispatch.target import Target
from mergecast.model.budget import Budget, Threshold
from mergecast.model.workspace import Campaign
from mergecast.renderers.bill import bill_json, bill_lines

NOW = DUE - timedelta(days=4)
PATH = "calendar/campaigns/launch.yaml"
BUDGETS = Budgets(
    Budget(Threshold(warn=200_000, wait=250_000), {"acme": Threshold(wait=10**6)}),
    {"launch": Campaign("launch", PATH, budget=Threshold(wait=20_000))},
)
SPENT = (
    Spent(NOW, "acme", 200_000, sure=True),
    Spent(NOW, "acme", 15_000, campaign="launch"),
    Spent(NOW, "acme", 10_000, What.DELETIONS, sure=True),
    Spent(NOW, "acme", 3_000, What.READS, sure=True),
    Spent(NOW - timedelta(days=40), "acme", 7, sure=True),
)


def waiting(**changes: object) -> Decision:
    return Decision(target(**changes), Verb.WAIT, "")


def found(*plan: Decision, spent: tuple[Spent, ...] = SPENT) -> Bill:
    return bill(BUDGETS, spent, plan, NOW)


def test_what_is_on_record_is_told_apart_by_what_it_went_for() -> None:
    each = found()

    assert (each.lines[0].spent, each.lines[0].maybe) == (228_000, 15_000)
    assert dict(each.what) == {"posts": 215_000, "deletions": 10_000, "reads": 3_000}


def test_what_is_due_later_than_the_month_or_never_is_not_to_go() -> None:
    each = found(
        waiting(),
        waiting(publish_at="2026-12-01 09:00"),
        waiting(publish_at=...),
        spent=(),
    )

    assert [line.to_go for line in each.lines] == [15_000, 15_000, 0]


def test_each_limit_counts_what_is_its_own() -> None:
    each = found(waiting(id="for-launch", campaign="launch"), waiting(), spent=())
    amounts = {line.name: line.in_all for line in each.lines}

    assert amounts == {
        "month": 30_000,
        "account:acme": 30_000,
        "campaign:launch": 15_000,
    }


def test_what_would_wait_is_named_in_the_order_in_which_it_goes() -> None:
    plan = [
        waiting(id="second-2026", publish_at="2026-11-25 09:00"),
        waiting(),
        waiting(id="third-2026", publish_at="2026-11-26 09:00", campaign="launch"),
    ]
    each = found(*plan)

    assert [(str(key), name) for key, _, name in each.waits] == [
        ("second-2026@acme:1", "month"),
        ("third-2026@acme:1", "campaign:launch"),
    ]
    assert each.lines[0].in_all == 243_000


def test_a_thread_that_began_never_waits() -> None:
    thread: Target = target(text=..., thread=["One", "Two", "Three"])
    full = (Spent(NOW, "acme", 10**9, sure=True),)

    assert found(Decision(thread, Verb.WAIT, "", part=2), spent=full).waits == []


def test_people_read_it_in_a_few_lines() -> None:
    lines = bill_lines(found(waiting(id="second-2026"), waiting()))

    maybe = "$0.015 of it may not be charged"
    whole = f"spent $0.228, to go $0.015, in all $0.243; {maybe}"
    own = f"spent $0.015, to go $0.00, in all $0.015; {maybe}"
    waits = "second-2026@acme:1 (2026-11-24 01:00 UTC), over the budget of all accounts"
    assert lines == [
        f"November 2026    {whole}; warns from $0.20 (over); waits from $0.25",
        "                 spent for posts $0.215, deletions $0.01, reads $0.003",
        f"acme             {whole}; waits from $1.00",
        f"campaign launch  {own}; waits from $0.02",
        f"would wait: {waits}",
    ]


def test_programs_read_decimal_strings() -> None:
    told = bill_json(found(waiting()))

    assert told["starts"] == datetime(2026, 11, 1, tzinfo=UTC).isoformat()
    assert told["spent_for"] == {
        "posts": "0.215",
        "deletions": "0.01",
        "reads": "0.003",
    }
    lines = told["lines"]
    assert isinstance(lines, list)
    assert lines[0] == {
        "name": "month",
        "spent_usd": "0.228",
        "maybe_usd": "0.015",
        "to_go_usd": "0.015",
        "in_all_usd": "0.243",
        "warn_usd": "0.2",
        "wait_usd": "0.25",
    }


def test_an_account_without_a_limit_has_its_line() -> None:
    own = replace(SPENT[0], account="other")

    assert [line.name for line in found(spent=(own,)).lines] == [
        "month",
        "account:other",
        "account:acme",
        "campaign:launch",
    ]
