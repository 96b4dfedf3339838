"""The map of hours goes by clocks, also on days on which they change."""

from __future__ import annotations

from datetime import timedelta

from people.made_team import at, rota, team

from mergecast.model.moments import zone
from mergecast.people.coverage import Cell, DayRow, heat_map
from mergecast.people.staffing import staffing

LONDON = zone("Europe/London")


def one_day(day: str, start: str, end: str) -> DayRow:
    """A day in London with one shift there, which is to cover all of it."""
    shift = {"timezone": "Europe/London", "from": start, "to": end, "members": ["tom"]}
    made = rota(shifts={"only": shift}, around_the_clock=True)
    noon = at(f"{day} 12:00")
    around = timedelta(days=3)
    shifts = staffing(team(), made, noon - around, noon + around)
    (row,) = heat_map(made, shifts, noon, LONDON, 1)
    return row


def test_a_quiet_day_has_an_hour_for_each_hour() -> None:
    row = one_day("2027-01-15", "08:00", "10:30")

    assert (row.day, row.weekday) == ("2027-01-15", "Fri")
    assert [each.there for each in row.cells] == [0] * 8 + [1, 1] + [0] * 14
    assert [each.missing for each in row.cells] == [True] * 8 + [False] * 2 + [
        True
    ] * 14


def test_an_hour_that_clocks_skip_is_nobody_s() -> None:
    row = one_day("2027-03-28", "00:00", "05:00")

    assert row.cells[1] == Cell(None, missing=False)
    assert [each.there for each in row.cells[:6]] == [1, None, 1, 1, 1, 0]


def test_an_hour_that_clocks_show_twice_is_covered_only_if_both_are() -> None:
    whole = one_day("2027-10-31", "00:00", "02:00")
    half = one_day("2027-10-31", "00:00", "01:30")

    assert [each.there for each in whole.cells[:3]] == [1, 1, 0]
    assert [each.there for each in half.cells[:3]] == [1, 0, 0]
    assert half.cells[1].missing


def test_an_hour_in_which_nobody_is_there_for_a_while_is_missing() -> None:
    row = one_day("2027-01-15", "08:15", "10:00")

    assert row.cells[8] == Cell(0, missing=True)
    assert row.cells[9] == Cell(1, missing=False)
