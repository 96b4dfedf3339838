"""What is late gives way to posts of its account that keep their own minute."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from dispatch.test_pace import MINUTE, SPACING, run, waiting, world
from dispatch.world import DUE, Stage, target
from hypothesis import given
from hypothesis import strategies as st

from mergecast.approvals.policy import Approved, NotApproved
from mergecast.dispatch.decision import Verb
from mergecast.dispatch.pace import decisions, rules_of
from mergecast.dispatch.room import Neighbour, free_from
from mergecast.dispatch.silence import silence
from mergecast.dispatch.target import Target
from mergecast.model.settings import Publishing

HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)


def late(name: str = "late", **more: object) -> Target:
    """It was due at nine, and may come a whole day late."""
    return target(id=name, text=name, **{"late": "publish-within 1d", **more})


def planned(at: str, name: str = "planned", **more: object) -> Target:
    return target(id=name, text=name, publish_at=f"2026-11-24 {at}", **more)


def at_work(stage: Stage, targets: list[Target], until: datetime) -> None:
    """A run every minute."""
    while stage.clock.at < until:
        run(stage, targets)
        stage.clock.at += MINUTE


def sent(stage: Stage, targets: list[Target], until: datetime) -> dict[str, datetime]:
    times: list[datetime] = []
    stage.network.before = lambda: times.append(stage.clock.at)
    at_work(stage, targets, until)
    words = [text for text, _ in stage.network.live]
    return dict(zip(words, times, strict=True))


@pytest.mark.parametrize("given_first", ["late", "planned"])
def test_what_keeps_its_minute_goes_and_what_is_late_comes_after_it(
    given_first: str,
) -> None:
    stage = Stage()
    stage.clock.at = now = DUE + HOUR
    targets = [late(), planned("10:00")]
    report = run(stage, targets[:: 1 if given_first == "late" else -1])

    assert stage.network.live == [("planned", None)]
    assert [each.until for each in waiting(report)] == [now + SPACING]


def test_what_is_late_does_not_go_out_just_before() -> None:
    stage = Stage()
    stage.clock.at = DUE + HOUR - SECOND
    report = run(stage, [late(), planned("10:00")])
    (first, second) = report.decisions

    assert stage.network.live == []
    assert (first.verb, first.until) == (Verb.WAIT, DUE + HOUR + SPACING)
    assert first.reason == (
        "late; 'planned' goes out at 2026-11-24 02:00 UTC, and `spacing` keeps 20 min "
        "between them"
    )
    assert second.until == DUE + HOUR


def test_the_distance_holds_all_the_way() -> None:
    stage = Stage()
    stage.clock.at = DUE + HOUR
    two = [late("first"), late("second")]
    times = sent(stage, [*two, planned("10:00")], DUE + 3 * HOUR)

    assert times == {
        "planned": DUE + HOUR,
        "first": DUE + HOUR + SPACING,
        "second": DUE + HOUR + 2 * SPACING,
    }


@pytest.mark.parametrize(
    "other",
    [
        planned("10:00", manual=True),
        replace(planned("10:00"), trouble="it cannot be read"),
        replace(planned("10:00"), payload=None),
    ],
    ids=["by hand", "broken", "no payload"],
)
def test_it_does_not_give_way_to_what_will_not_go_out(other: Target) -> None:
    stage = Stage()
    stage.clock.at = DUE + HOUR - SECOND
    run(stage, [late(), other])

    assert stage.network.live == [("late", None)]


def test_nor_to_what_is_due_and_not_approved() -> None:
    stage = Stage()
    stage.clock.at = DUE + HOUR
    now = rules_of(world(stage))

    def approve(each: Target) -> Approved | NotApproved:
        stage.approved = each.post.id == "late"
        return stage.approve(each)

    rules = replace(now, approve=approve)
    found = decisions([late(), planned("10:00")], stage.look(), rules)

    assert [each.verb for each in found] == [Verb.PUBLISH, Verb.WAIT]


def test_nor_to_another_account() -> None:
    stage = Stage()
    stage.clock.at = DUE + HOUR
    other = planned("10:00")
    other = replace(other, account=replace(other.account, key="b"))
    found = decisions([late(), other], stage.look(), rules_of(world(stage)))

    assert [each.verb for each in found] == [Verb.PUBLISH, Verb.PUBLISH]


def test_further_ahead_nothing_is_left_to_others() -> None:
    stage = Stage()
    stage.clock.at = DUE + HOUR - MINUTE
    early = decisions([late(), planned("10:00")], stage.look(), rules_of(world(stage)))
    stage.clock.at += SECOND
    close = decisions([late(), planned("10:00")], stage.look(), rules_of(world(stage)))

    assert (early[0].verb, close[0].verb) == (Verb.PUBLISH, Verb.WAIT)


@pytest.mark.parametrize(("minutes", "verb"), [(60, Verb.WAIT), (61, Verb.PUBLISH)])
def test_after_half_its_time_it_is_more_important_that_it_goes_at_all(
    minutes: int, verb: Verb
) -> None:
    stage = Stage()
    stage.clock.at = DUE + minutes * MINUTE
    targets = [late(late="publish-within 2h"), planned("10:00")]
    found = decisions(targets, stage.look(), rules_of(world(stage)))

    assert [each.verb for each in found] == [verb, Verb.PUBLISH]


def test_what_goes_as_soon_as_possible_gives_way_too() -> None:
    stage = Stage()
    stage.clock.at = DUE + HOUR
    soon = late(publish_at="asap", until="2026-11-24 23:00", late=...)
    run(stage, [soon, planned("10:00")])

    assert stage.network.live == [("planned", None)]


def test_a_plan_says_what_a_tick_then_does_where_it_gives_way() -> None:
    stage = Stage()
    stage.clock.at = DUE + HOUR - SECOND
    targets = [late(), planned("10:00")]
    asked = replace(rules_of(world(stage)), ask_ahead=True)
    plan = decisions(targets, stage.look(), asked)
    report = run(stage, targets)

    assert plan[0] == report.decisions[0]


def test_what_gives_way_now_was_due_before() -> None:
    stage = Stage()
    stage.clock.at = DUE - HOUR
    targets = [late(), planned("09:15")]
    run(stage, targets)
    stage.clock.at = DUE + 20 * MINUTE
    rules = rules_of(world(stage))
    found = decisions(targets, stage.look(), rules)

    assert [each.verb for each in found] == [Verb.WAIT, Verb.PUBLISH]
    assert silence(found, stage.look(), rules, lambda _: None) == 20 * MINUTE


def test_what_a_run_told_to_give_way_is_not_silent() -> None:
    stage = Stage()
    stage.clock.at = DUE + 12 * MINUTE - 2 * SECOND
    targets = [late(), planned("09:12")]
    run(stage, targets)
    stage.clock.at += SECOND
    rules = rules_of(world(stage))
    found = decisions(targets, stage.look(), rules)

    assert [each.verb for each in found] == [Verb.WAIT, Verb.WAIT]
    assert silence(found, stage.look(), rules, lambda _: None) is None


def test_without_spacing_nothing_gives_way() -> None:
    stage = Stage()
    stage.clock.at = DUE + HOUR
    none = Publishing(spacing=timedelta(0), per_day=None)
    rules = replace(rules_of(world(stage)), publishing=none)
    found = decisions([late(), planned("10:00")], stage.look(), rules)

    assert [each.verb for each in found] == [Verb.PUBLISH, Verb.PUBLISH]


@given(st.lists(st.integers(0, 600), max_size=12), st.integers(1, 90))
def test_it_is_behind_all_that_go_and_in_nobodys_minute(
    minutes: list[int], spacing: int
) -> None:
    length = spacing * MINUTE
    others = [Neighbour(DUE + each * MINUTE, late()) for each in sorted(minutes)]
    at, after = free_from(DUE, others, length, lambda _: True)

    assert (after is None) == (at == DUE)
    for each in others:
        assert at >= each.at + length or at <= each.at - MINUTE
    if after is not None:
        assert at == after.at + length


def test_others_are_asked_about_only_where_it_matters() -> None:
    asked: list[str] = []
    others = [
        Neighbour(DUE + minute * MINUTE, late(f"at-{minute}")) for minute in (0, 40, 90)
    ]

    def going(each: Target) -> bool:
        asked.append(each.post.id)
        return True

    at, _ = free_from(DUE, others, SPACING, going)

    assert (at, asked) == (DUE + SPACING, ["at-0"])
