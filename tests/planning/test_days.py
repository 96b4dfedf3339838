"""Days of a month or a week, in somebody's zone."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st
from planning.calendar_posts import post, shown

from mergecast.planning.days import View, by_day, days

DAYS = st.dates(date(2024, 1, 1), date(2032, 12, 31))
ZONES = st.sampled_from(
    ["Asia/Kuala_Lumpur", "Europe/London", "America/Mexico_City", "Pacific/Apia"]
)


@given(DAYS)
def test_a_month_is_whole_weeks_from_monday_that_hold_all_of_it(day: date) -> None:
    shown_days = days(View.MONTH, day)
    every = list(shown_days)

    assert every[0].weekday() == 0
    assert every[-1].weekday() == 6
    assert {each for each in every if each.month == day.month} == {
        each
        for number in range(31)
        if (each := day.replace(day=1) + timedelta(number)).month == day.month
    }
    assert 28 <= len(every) <= 42
    assert all(len(week) == 7 for week in shown_days.weeks)


@given(DAYS)
def test_a_week_is_the_one_that_has_the_day(day: date) -> None:
    every = list(days(View.WEEK, day))

    assert len(every) == 7
    assert day in every
    assert every[0].weekday() == 0


def test_an_agenda_begins_with_the_day_itself() -> None:
    every = list(days(View.AGENDA, date(2026, 11, 25)))

    assert every[0] == date(2026, 11, 25)
    assert len(every) == 14


@settings(max_examples=60)
@given(st.lists(st.integers(0, 60 * 24 * 40), max_size=12), ZONES)
def test_each_post_is_under_one_day_the_one_that_clocks_show_there(
    minutes: list[int], name: str
) -> None:
    zone = ZoneInfo(name)
    start = datetime(2026, 3, 8, tzinfo=UTC)
    times = [f"{start + timedelta(minutes=each):%Y-%m-%d %H:%M}" for each in minutes]
    every = [shown(post(f"post-{at}", time)) for at, time in enumerate(times)]
    span = days(View.MONTH, date(2026, 3, 20))

    found = by_day(every, span, zone)

    seen = Counter(each.post.id for on in found.values() for each in on)
    for each in every:
        assert each.at is not None
        local = each.at.astimezone(zone).date()
        assert seen[each.post.id] == (span.first <= local <= span.last)
        if local in found:
            assert each in found[local]


def test_the_ends_of_days_are_those_of_the_zone() -> None:
    zone = ZoneInfo("Europe/London")
    week = days(View.WEEK, date(2026, 3, 29))

    length = week.end(zone).astimezone(UTC) - week.begin(zone).astimezone(UTC)

    assert length == timedelta(days=7, hours=-1)
