"""What would go over a budget waits, says why, and goes on by itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from dispatch.world import DUE, SETTINGS, Shelf, Stage, target
from hypothesis import given, settings
from hypothesis import strategies as st

from mergecast.dispatch.budget import Budgets, allowances, budgets_of, purse, since
from mergecast.dispatch.decision import BUDGET, Decision, Verb
from mergecast.dispatch.pace import Rules, decisions, judge
from mergecast.dispatch.run import publish
from mergecast.dispatch.silence import silence
from mergecast.dispatch.target import Target
from mergecast.dispatch.tick import tick
from mergecast.dispatch.world import World
from mergecast.model.budget import Budget, Threshold, month_of
from mergecast.model.outcome import NotSent
from mergecast.model.workspace import Campaign, Workspace

CENT = 10_000


def month(wait: int) -> Budgets:
    return Budgets(Budget(Threshold(wait=wait)), {})


def account(wait: int) -> Budgets:
    return Budgets(Budget(accounts={"acme": Threshold(wait=wait)}), {})


def campaign(wait: int) -> Budgets:
    path = "calendar/campaigns/launch.yaml"
    own = Campaign("launch", path, "2026-11-01", "2026-11-30", (), Threshold(wait=wait))
    return Budgets(Budget(), {"launch": own})


def posts(count: int, /, **changes: object) -> list[Target]:
    """Plain posts of $0.015, due one after the other."""
    return [
        target(
            **{
                "id": f"post-{number}",
                "text": f"Number {number}",
                "publish_at": f"2026-11-24 08:{30 + number}",
                "lane": "realtime",
                **changes,
            }
        )
        for number in range(count)
    ]


def world_of(stage: Stage, budgets: Budgets) -> World:
    return replace(stage.world(), budgets=budgets)


def run(stage: Stage, budgets: Budgets, targets: list[Target]) -> list[Decision]:
    return list(tick(Shelf(targets), world_of(stage, budgets)).decisions)


@pytest.mark.parametrize("budgets", [month, account, campaign])
def test_what_fits_goes_out_and_the_next_waits(
    budgets: Callable[[int], Budgets],
) -> None:
    stage = Stage()
    each = run(stage, budgets(3 * CENT), posts(3, campaign="launch"))

    assert [text for text, _ in stage.network.live] == ["Number 0", "Number 1"]
    assert [one.verb for one in each] == [Verb.DONE, Verb.DONE, Verb.WAIT]
    assert each[2].code == BUDGET
    assert "it takes $0.015, and of the $0.03 " in each[2].reason
    assert "$0.03 are spent or promised" in each[2].reason


def test_the_reason_names_the_month_and_the_way_out() -> None:
    stage = Stage()
    of_month = run(stage, account(0), posts(1))[0]
    of_campaign = run(stage, campaign(0), posts(1, campaign="launch"))[0]

    assert of_month.reason.startswith(
        "it takes $0.015, and of the $0.00 on 'acme' in November 2026"
    )
    assert of_month.reason.endswith(
        "it waits for the next month, or under `budget` for a higher `wait`"
    )
    assert of_campaign.reason.endswith(
        "it waits in calendar/campaigns/launch.yaml for a higher `wait`"
    )
    assert of_month.until == datetime(2026, 12, 1, tzinfo=UTC)
    assert of_campaign.until is None


def test_a_higher_amount_lets_it_go() -> None:
    stage = Stage()
    run(stage, month(1), posts(1))
    run(stage, month(2 * CENT), posts(1))

    assert len(stage.network.live) == 1


def test_the_next_month_lets_it_go() -> None:
    stage = Stage()
    patient = posts(2, late="publish-within 30d")
    run(stage, month(2 * CENT), patient)
    stage.clock.at = datetime(2026, 12, 1, 0, 1, tzinfo=UTC)
    each = run(stage, month(2 * CENT), patient)

    assert [one.verb for one in each] == [Verb.DONE, Verb.DONE]


def test_what_waited_longer_than_it_may_be_late_is_missed_like_any_other() -> None:
    stage = Stage()
    run(stage, month(0), posts(1))
    stage.clock.sleep(timedelta(hours=3).total_seconds())
    (missed,) = run(stage, month(0), posts(1))

    assert missed.verb is Verb.MISSED


def test_a_thread_is_counted_whole_before_it_begins() -> None:
    stage = Stage()
    thread = target(text=..., thread=["One", "Two", "Three"])
    (each,) = run(stage, month(4 * CENT), [thread])

    assert stage.network.live == []
    assert each.code == BUDGET
    assert each.reason.startswith("it takes $0.045")


def test_a_thread_that_began_goes_on_over_any_budget() -> None:
    stage = Stage()
    thread = target(text=..., thread=["One", "Two"])
    began = publish(thread, world_of(stage, month(9 * CENT)))
    next(began)
    run(stage, month(0), [thread])

    assert [text for text, _ in stage.network.live] == ["One", "Two"]


def test_the_rest_of_a_thread_is_promised_to_it() -> None:
    stage = Stage()
    thread = target(text=..., thread=["One", "Two", "Three"])
    began = publish(thread, world_of(stage, month(9 * CENT)))
    next(began)
    money = purse(month(5 * CENT), stage.look(), DUE)
    (other,) = posts(1)
    world = replace(stage.world(), among=[thread, other], purse=money)
    found = judge(other, stage.look(), world)

    assert (found.verb, found.code) == (Verb.WAIT, BUDGET)
    assert "$0.045 are spent or promised" in found.reason


def test_a_part_in_flight_is_counted_once() -> None:
    stage = Stage()
    thread = target(text=..., thread=["One", "Two", "Three"])
    (other,) = posts(1)
    seen: list[str] = []

    def while_sending() -> None:
        view = stage.look()
        money = purse(month(5 * CENT), view, DUE)
        world = replace(stage.world(), among=[thread, other], purse=money)
        seen.append(judge(other, view, world).reason)

    stage.network.before = while_sending
    next(publish(thread, world_of(stage, month(9 * CENT))))

    assert "$0.045 are spent or promised" in seen[0]


def test_an_incident_and_a_retraction_wait_for_no_money() -> None:
    stage = Stage()
    run(stage, month(9 * CENT), posts(1))
    told = target(id="we-are-sorry", text="We are sorry.", incident="outage-1")
    (back,) = posts(1, retract="wrong")
    run(stage, month(0), [told, back])

    assert stage.network.live[-1][0] == "We are sorry."
    assert stage.network.deleted == ["1"]


def test_a_plan_lets_only_those_go_that_fit_together() -> None:
    stage = Stage()
    view, each = stage.look(), posts(4)
    money = purse(month(3 * CENT), view, DUE)
    rules = Rules(stage.approve, stage.world().publishing, DUE, purse=money)
    found = decisions(each, view, rules)

    assert [one.verb for one in found] == [
        *(Verb.PUBLISH, Verb.PUBLISH),
        *(Verb.WAIT, Verb.WAIT),
    ]


def test_what_waits_for_money_is_no_silence() -> None:
    stage = Stage()
    run(stage, month(0), posts(1))
    stage.clock.sleep(3600)
    view, now = stage.look(), stage.clock.now()
    money = purse(month(0), view, now)
    rules = Rules(stage.approve, stage.world().publishing, now, purse=money)

    assert (
        silence(decisions(posts(1), view, rules), view, rules, lambda _: None) is None
    )


def test_a_try_that_was_not_sent_gives_its_money_back() -> None:
    stage = Stage()
    stage.network.answers = [NotSent("busy")]
    run(stage, month(2 * CENT), posts(1))
    stage.clock.sleep(60)
    run(stage, month(2 * CENT), posts(1))

    assert len(stage.network.live) == 1


def test_two_runners_never_spend_the_same_money() -> None:
    stage = Stage()
    first, second = posts(2)
    world = world_of(stage, month(2 * CENT))
    view = stage.look()
    both = replace(world, among=[first, second], purse=purse(world.budgets, view, DUE))
    seen_too_early = stage.look()
    list(publish(first, both, view))
    list(publish(second, both, seen_too_early))

    assert [text for text, _ in stage.network.live] == ["Number 0"]


def test_the_month_begins_by_the_clock_that_is_set() -> None:
    at = datetime(2026, 11, 30, 17, tzinfo=UTC)

    assert month_of(at, "UTC").name == "November 2026"
    there = month_of(at, "Asia/Kuala_Lumpur")
    assert there.name == "December 2026"
    assert there.start == datetime(2026, 11, 30, 16, tzinfo=UTC)
    assert at in there
    assert there.end not in there


instants = st.datetimes(datetime(2020, 1, 1), datetime(2100, 1, 1))  # noqa: DTZ001 - made aware below
zones = st.sampled_from(["UTC", "Asia/Kuala_Lumpur", "America/Los_Angeles"])


@given(instants, zones)
@settings(max_examples=50)
def test_each_instant_is_in_one_month(at: datetime, place: str) -> None:
    now = at.replace(tzinfo=UTC)
    month = month_of(now, place)
    after = month_of(month.end, place)

    assert now in month
    assert (after.start, month_of(month.start, place)) == (month.end, month)
    assert timedelta(days=27) < month.end - month.start < timedelta(days=32)


def test_what_was_spent_at_the_edge_of_a_month_counts_by_the_clock_that_is_set() -> (
    None
):
    stage = Stage()
    edge = datetime(2026, 11, 30, 17, tzinfo=UTC)
    there = Budgets(Budget(Threshold(wait=2 * CENT), timezone="Asia/Kuala_Lumpur"), {})
    first, second = posts(2, late="publish-within 30d")
    stage.clock.at = edge
    run(stage, there, [first])
    stage.clock.at = edge + timedelta(days=1)
    (waits,) = run(stage, there, [second])

    assert (len(stage.network.live), waits.code) == (1, BUDGET)
    assert since(there, edge).tzinfo is UTC


def test_a_campaign_is_counted_from_its_first_day() -> None:
    space = Workspace(SETTINGS, campaigns=campaign(CENT).campaigns)
    found = budgets_of(space)

    assert found is not None
    assert since(found, DUE + timedelta(days=60)) == datetime(2026, 11, 1, tzinfo=UTC)
    assert budgets_of(Workspace(SETTINGS)) is None
    assert [each.name for each in allowances(found, DUE)] == ["campaign:launch"]


@given(
    st.lists(st.integers(min_value=1, max_value=5), max_size=6),
    st.integers(min_value=0, max_value=25),
)
@settings(max_examples=25, deadline=None)
def test_nothing_is_ever_spent_beyond_what_may_be(parts: list[int], most: int) -> None:
    stage = Stage()
    targets = [
        target(
            id=f"post-{number}",
            publish_at=f"2026-11-24 08:{50 + number}",
            lane="realtime",
            text=...,
            thread=[f"{number}: part {part}" for part in range(count)],
        )
        for number, count in enumerate(parts)
    ]
    run(stage, month(most * CENT), targets)

    assert len(stage.network.live) * 15_000 <= most * CENT
