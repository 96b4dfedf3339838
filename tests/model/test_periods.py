"""Years, quarters, months and ISO weeks by name, against the calendar of Python."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mergecast.model.periods import Span, period, period_of

DAYS = st.dates(date(2000, 1, 3), date(2990, 12, 31))


@given(day=DAYS, span=st.sampled_from(Span))
def test_a_day_lies_in_its_period_which_has_its_name(day: date, span: Span) -> None:
    found = period_of(span, day)

    assert found.holds(day)
    assert found.span is span
    assert period(found.name) == found


@given(day=DAYS, span=st.sampled_from(Span))
def test_periods_follow_each_other_without_a_gap(day: date, span: Span) -> None:
    found = period_of(span, day)

    assert found.next.first == found.last + timedelta(days=1)
    assert not found.next.meets(found)


@given(day=DAYS)
def test_a_week_has_the_name_that_iso_8601_gives_it(day: date) -> None:
    found = period_of(Span.WEEK, day)
    year, week, _ = day.isocalendar()

    assert found.name == f"{year}-W{week:02}"
    assert (found.last - found.first).days == 6
    assert found.first.weekday() == 0


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("2026", "2026-01-01", "2026-12-31"),
        ("2026-Q4", "2026-10-01", "2026-12-31"),
        ("2028-02", "2028-02-01", "2028-02-29"),
        ("2026-W48", "2026-11-23", "2026-11-29"),
        ("2026-W53", "2026-12-28", "2027-01-03"),
        ("2027-W01", "2027-01-04", "2027-01-10"),
    ],
)
def test_known_periods(name: str, first: str, last: str) -> None:
    found = period(name)

    assert found is not None
    assert (found.first, found.last) == (
        date.fromisoformat(first),
        date.fromisoformat(last),
    )


@pytest.mark.parametrize(
    "name",
    [
        *("2026-W54", "2027-W53", "2026-W00", "2026-Q5", "2026-13", "2026-00", "1999"),
        *("2026-W4", "2026-w48", "2026-W48 ", "", "２０２６", "plan", "2026-11-24"),
    ],
)
def test_what_is_no_period_has_none(name: str) -> None:
    assert period(name) is None


@given(name=st.text(max_size=12))
def test_any_other_text_is_no_period(name: str) -> None:
    found = period(name)

    assert found is None or found.name == name
