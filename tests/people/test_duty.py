"""Who is on duty, and who is there instead."""

from __future__ import annotations

import pytest
from people.made_team import at, rota, team

from mergecast.people import Duty, OnDuty, on_duty, reach

NIGHT_IN_KUALA_LUMPUR = at("2026-11-23 18:00")
"""02:00 on Tuesday in Kuala Lumpur, 18:00 in London, noon in Mexico City."""


def keys(found: tuple[OnDuty, ...]) -> list[str]:
    return [each.member.key for each in found]


def test_the_shift_comes_first_and_then_who_is_on_call() -> None:
    found = on_duty(team(), rota(), at("2026-11-24 03:00"))

    assert keys(found) == ["mei", "aisyah", "diego"]
    assert [each.duty for each in found] == [Duty.SHIFT, Duty.SHIFT, Duty.ON_CALL]
    assert found[0].shift == "kuala-lumpur"
    assert found[0].until == at("2026-11-24 10:00")
    assert found[0].local.isoformat() == "2026-11-24T11:00:00+08:00"


def test_two_shifts_are_there_while_they_hand_over() -> None:
    assert keys(on_duty(team(), rota(), at("2026-11-24 09:30")))[:3] == [
        "mei",
        "aisyah",
        "tom",
    ]


def test_backups_come_in_the_order_in_which_they_stand_in() -> None:
    (first, *_) = on_duty(team(), rota(), at("2026-11-24 03:00"))

    assert [each.key for each in first.backups] == ["aisyah", "tom", "diego"]


def test_who_is_away_is_replaced_by_the_stand_in_of_the_leave() -> None:
    people = team(("mei", "2026-11-24", "2026-11-24", "diego"))

    (first, *_) = on_duty(people, rota(), at("2026-11-24 03:00"))

    assert (first.member.key, first.instead_of and first.instead_of.key) == (
        "diego",
        "mei",
    )
    assert keys(on_duty(people, rota(), at("2026-11-25 03:00")))[0] == "mei"


def test_without_a_stand_in_of_the_leave_the_backup_is_there() -> None:
    people = team(("tom", "2026-11-24", "2026-11-30"))

    (first, *_) = on_duty(people, rota(), at("2026-11-24 12:00"))

    assert first.member.key == "diego"


def test_a_stand_in_who_is_away_too_is_replaced_by_theirs() -> None:
    people = team(
        ("mei", "2026-11-24", "2026-11-24"), ("aisyah", "2026-11-23", "2026-11-25")
    )

    assert keys(on_duty(people, rota(), at("2026-11-24 03:00"))) == ["tom", "diego"]


def test_backups_in_a_circle_who_are_all_away_leave_nobody() -> None:
    people = team(
        ("tom", "2026-11-24", "2026-11-24"), ("diego", "2026-11-24", "2026-11-24")
    )

    assert keys(on_duty(people, rota(), at("2026-11-24 12:00"))) == []


def test_leave_goes_by_the_calendar_of_who_is_away() -> None:
    people = team(("mei", "2026-11-25", "2026-11-25", "tom"))

    before, after = at("2026-11-24 15:59"), at("2026-11-24 16:00")

    assert "mei" in keys(reach(people, None, ["creator"], before))
    assert keys(reach(people, None, ["creator"], after)) == ["tom"]


def test_turns_change_at_their_hour_and_come_round() -> None:
    turns = rota(shifts={})
    hours = ("2026-11-09 09:00", "2026-11-16 08:59", "2026-11-16 09:00")
    later = ("2026-11-23 09:00", "2026-11-30 09:00")

    who = [keys(on_duty(team(), turns, at(each)))[0] for each in (*hours, *later)]

    assert who == ["mei", "mei", "tom", "diego", "mei"]


def test_nobody_is_on_call_before_the_first_turn() -> None:
    assert on_duty(team(), rota(shifts={}), at("2026-11-09 08:59")) == ()


def test_on_a_public_holiday_nobody_works_the_shift() -> None:
    holidays = {"MY-14": {"2026-11-24": "A holiday"}}

    found = on_duty(team(), rota(), at("2026-11-24 03:00"), holidays)

    assert keys(found) == ["diego"]


def test_without_a_rota_it_is_who_is_at_work_by_their_own_hours() -> None:
    assert keys(on_duty(team(), None, at("2026-11-24 09:00"))) == ["tom"]
    assert on_duty(team(), None, at("2026-11-24 17:30")) == ()
    assert on_duty(team(), None, at("2026-11-28 12:00")) == ()


def test_at_two_in_the_night_the_awake_are_called_before_the_asleep() -> None:
    roles = ["creator", "crisis-manager"]

    found = reach(team(), None, roles, NIGHT_IN_KUALA_LUMPUR)

    assert [(each.member.key, each.duty) for each in found] == [
        ("tom", Duty.AWAKE),
        ("mei", Duty.ASLEEP),
    ]


def test_who_is_on_shift_is_called_first() -> None:
    found = reach(
        team(), rota(), ["creator", "community-manager"], at("2026-11-24 17:00")
    )

    assert [(each.member.key, each.duty) for each in found] == [
        ("diego", Duty.SHIFT),
        ("mei", Duty.ASLEEP),
    ]


@pytest.mark.parametrize("zone", ["Asia/Kuala_Lumpu", None])
def test_a_zone_that_nobody_knows_stops_nothing(zone: str | None) -> None:
    people = team(("mei", "2026-11-24", "2026-11-24"), mei={"timezone": zone})

    assert keys(on_duty(people, rota(), at("2026-11-24 12:00")))[0] == "tom"
