"""What other departments do on a day, as clocks somewhere have it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from mergecast.model.departments import Busy, DepartmentCalendar
from mergecast.planning.days import Days
from mergecast.planning.notes import Note, events_by_day

EVENTS = DepartmentCalendar("events", "calendar/departments/events.ics")
KL = ZoneInfo("Asia/Kuala_Lumpur")
LONDON = ZoneInfo("Europe/London")
SHOWN = Days(date(2026, 11, 23), date(2026, 11, 29))
DAY = timedelta(days=1)


def _notes(start: datetime, end: datetime, place: ZoneInfo = KL) -> dict[int, str]:
    found = events_by_day([Busy(EVENTS, "Fair", start, end)], SHOWN, place, KL)
    return {day.day: note.hours for day, (note,) in found.items()}


def test_an_event_stands_on_its_day_with_its_hours() -> None:
    begun = datetime(2026, 11, 24, 10, tzinfo=KL)

    assert _notes(begun, begun + timedelta(hours=2)) == {24: "10:00-12:00"}
    assert _notes(begun, begun) == {24: "10:00"}


def test_a_night_is_of_two_days_and_a_whole_day_of_one() -> None:
    night = datetime(2026, 11, 24, 22, tzinfo=KL)
    day = datetime(2026, 11, 25)  # noqa: DTZ001 - a whole day has no zone

    assert _notes(night, night + timedelta(hours=3)) == {
        24: "22:00-24:00",
        25: "00:00-01:00",
    }
    assert _notes(day, day + DAY) == {25: ""}


def test_the_clocks_that_are_asked_for_decide_the_day() -> None:
    early = datetime(2026, 11, 24, 2, tzinfo=KL)
    nowhere = datetime(2026, 11, 24, 2)  # noqa: DTZ001 - by the clocks of the account

    assert _notes(early, early + DAY / 24, LONDON) == {23: "18:00-19:00"}
    assert _notes(nowhere, nowhere + DAY / 24, LONDON) == {23: "18:00-19:00"}


def test_the_earliest_comes_first_and_the_same_twice_is_said_once() -> None:
    nine = datetime(2026, 11, 24, 9, tzinfo=KL)
    each = [
        Busy(EVENTS, title, nine + timedelta(hours=after), nine + timedelta(hours=9))
        for title, after in (("b", 3), ("c", 0), ("b", 3), ("a", 3))
    ]

    said = events_by_day(each, SHOWN, KL, KL)[date(2026, 11, 24)]

    assert [note.text for note in said] == ["c", "a", "b"]
    assert said[0] == Note("c", "09:00-18:00", "events")


@given(
    st.integers(-5 * 24 * 60, 8 * 24 * 60),
    st.integers(0, 5 * 24 * 60),
)
def test_it_stands_on_each_day_that_has_a_minute_of_it(
    after: int, minutes: int
) -> None:
    begun = datetime(2026, 11, 23, tzinfo=UTC) + timedelta(minutes=after)
    over = begun + timedelta(minutes=minutes)
    wanted = {
        day.day
        for day in SHOWN
        for first in [datetime.combine(day, time(), KL)]
        if max(begun, first) < min(over, first + DAY)
        or (begun == over and first <= begun < first + DAY)
    }

    assert set(_notes(begun, over)) == wanted
