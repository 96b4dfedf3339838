"""A new time with unchanged words needs less, unless it crosses something."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from approvals.made_cases import (
    DUE,
    FACTS,
    OTHER,
    evidence,
    member,
    reason,
    rules,
    yes,
)

from mergecast.approvals.timing import NO_TIME, Barrier, Timing, crossed

HOUR = timedelta(hours=1)
LATER = Timing(DUE + 2 * HOUR)
MOVED = replace(FACTS, timing=LATER)
STRATEGIST = {"reschedule": {"any_of": ["duty"]}}
DUTY = "its time was changed after it was approved; it needs duty (عبد الرحيم)"


def test_in_a_team_a_member_stands_behind_a_new_time() -> None:
    by = rules({})

    assert reason(by, evidence(yes("tom")), MOVED).startswith(
        "its time was changed after it was approved; it needs one member ("
    )
    assert not reason(by, evidence(yes("tom"), movers=(member("mei"),)), MOVED)
    assert not reason(by, evidence(yes("tom", timing=LATER)), MOVED)


def test_in_a_small_team_and_without_a_policy_times_may_change() -> None:
    assert not reason(rules({"profile": "small"}), evidence(yes("tom")), MOVED)
    assert not reason(rules(None), evidence(yes("tom")), MOVED)


def test_the_role_that_the_rule_names_makes_the_move_or_approves_it() -> None:
    by = rules(STRATEGIST)
    words = yes("tom")

    assert reason(by, evidence(words), MOVED).startswith(DUTY)
    assert DUTY in reason(by, evidence(words, movers=(member("mei"),)), MOVED)
    assert not reason(by, evidence(words, movers=(member("rahim"),)), MOVED)
    assert not reason(by, evidence(words, yes("rahim", timing=LATER)), MOVED)


def test_in_a_strict_team_nobody_moves_a_post_alone() -> None:
    by = rules({**STRATEGIST, "strict": True})

    assert DUTY in reason(by, evidence(yes("tom"), movers=(member("rahim"),)), MOVED)
    assert not reason(by, evidence(yes("tom"), yes("rahim", timing=LATER)), MOVED)


def test_the_author_of_the_words_may_approve_a_new_time() -> None:
    by = rules({"reschedule": {"any_of": ["creator"]}})

    assert not reason(by, evidence(yes("tom"), yes("mei", timing=LATER)), MOVED)
    assert reason(by, evidence(yes("mei", timing=LATER)), MOVED)


def test_who_is_not_on_the_team_moves_nothing() -> None:
    stranger = replace(member("mei"), name="Eve", mail="eve@example.net")

    assert reason(rules({}), evidence(yes("tom"), movers=(stranger,)), MOVED)


def test_a_new_time_never_mends_unapproved_words() -> None:
    by = rules({})
    found = evidence(yes("tom", OTHER, timing=LATER), movers=(member("rahim"),))

    assert "changed after Tom approved it" in reason(by, found, MOVED)


def test_all_who_are_needed_may_approve_the_new_time_instead() -> None:
    by = rules({**STRATEGIST, "rules": [{"all_of": ["legal", "brand"]}]})
    both = (yes("tom", timing=LATER), yes("aisyah", timing=LATER))

    assert not reason(by, evidence(*both), MOVED)
    assert DUTY in reason(by, evidence(both[0], yes("aisyah")), MOVED)


def test_an_unknown_time_of_an_approval_needs_all_approvals_again() -> None:
    found = evidence(yes("tom", timing=None), movers=(member("mei"),))

    assert reason(rules({}), found, MOVED) == (
        "for which time it was approved cannot be known; it needs all approvals again"
    )


CAMPAIGN = "the days of campaign 'launch'"
ENDS = (Barrier(CAMPAIGN, None, DUE + HOUR),)
SECRET = Timing(DUE, not_before=DUE)


def test_a_move_past_the_end_of_a_campaign_needs_all_approvals_again() -> None:
    facts = replace(MOVED, barriers=ENDS)
    by = rules(STRATEGIST)
    crossing = evidence(yes("tom"), movers=(member("rahim"),))

    assert reason(by, crossing, facts) == (
        "it was moved across the days of campaign 'launch' after it was approved; it "
        "needs all approvals again"
    )
    assert not reason(by, evidence(yes("tom", timing=LATER)), facts)
    assert reason(rules({"profile": "small"}), evidence(yes("tom")), facts)


@pytest.mark.parametrize(
    ("before", "now", "name"),
    [
        (Timing(DUE), Timing(DUE + HOUR / 2), None),
        (Timing(DUE), Timing(DUE + HOUR), CAMPAIGN),
        (Timing(DUE + HOUR), Timing(DUE), CAMPAIGN),
        (NO_TIME, Timing(DUE), None),
        (NO_TIME, Timing(DUE + HOUR), CAMPAIGN),
        (Timing(DUE), NO_TIME, None),
        (SECRET, SECRET, None),
        (SECRET, Timing(DUE), "its embargo"),
        (SECRET, Timing(DUE, not_before=DUE - HOUR), "its embargo"),
        (Timing(DUE), SECRET, None),
        (Timing(until=DUE), Timing(until=DUE + HOUR), CAMPAIGN),
    ],
)
def test_what_a_move_crosses(before: Timing, now: Timing, name: str | None) -> None:
    assert crossed(before, now, ENDS) == name


def test_a_draft_s_first_time_is_a_move() -> None:
    by = rules(STRATEGIST)
    draft = yes("tom", timing=NO_TIME)

    assert DUTY in reason(by, evidence(draft), MOVED)
    assert not reason(by, evidence(draft, movers=(member("rahim"),)), MOVED)


SHUT = Barrier("blackout 'Mourning' (mourning)", DUE, DUE + HOUR, shut=True)


@pytest.mark.parametrize(
    ("before", "now", "crosses"),
    [
        (DUE - HOUR, DUE, True),
        (DUE, DUE + HOUR, True),
        (DUE - HOUR, DUE + HOUR, False),
        (None, DUE, True),
        (None, DUE + HOUR, False),
    ],
)
def test_a_move_into_or_out_of_a_blackout_crosses_it(
    before: datetime | None, now: datetime, *, crosses: bool
) -> None:
    found = crossed(Timing(before), Timing(now), (SHUT,))

    assert found == (SHUT.name if crosses else None)
