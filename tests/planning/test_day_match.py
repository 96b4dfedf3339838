"""Asked day by day, a rule says what dateutil says of all its days."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from dateutil.rrule import rrule
from hypothesis import given, settings
from hypothesis import strategies as st

from mergecast.planning.day_match import falls_on
from mergecast.planning.day_rule import DayRule, DayRuleError, parse_rule

DAYS = st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"])
PLACED = st.builds(
    lambda place, day: f"{place or ''}{day}",
    st.sampled_from([0, 1, 2, 5, -1, -2]),
    DAYS,
)


@st.composite
def rules(draw: st.DrawFn) -> str:
    frequency = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    parts = [f"FREQ={frequency}", f"INTERVAL={draw(st.integers(1, 4))}"]
    if draw(st.booleans()):
        days = PLACED if frequency in {"MONTHLY", "YEARLY"} else DAYS
        parts.append(f"BYDAY={','.join(draw(st.lists(days, min_size=1, max_size=3)))}")
    numbers = st.lists(st.integers(1, 31).map(str), min_size=1, max_size=3)
    if draw(st.booleans()) and frequency != "WEEKLY":
        parts.append(f"BYMONTHDAY={','.join(draw(numbers))},-1")
    if draw(st.booleans()):
        months = st.lists(st.integers(1, 12).map(str), min_size=1, max_size=3)
        parts.append(f"BYMONTH={','.join(draw(months))}")
    if draw(st.booleans()):
        parts.append(f"BYSETPOS={draw(st.sampled_from(['1', '-1', '2', '1,-1']))}")
    if draw(st.booleans()):
        parts.append("WKST=SU")
    return ";".join(parts)


def by_dateutil(rule: DayRule, starts: date, last: date) -> set[date]:
    frequency: Any = rule.frequency
    found = rrule(
        frequency,
        dtstart=datetime.combine(starts, datetime.min.time()),
        until=datetime.combine(last, datetime.min.time()),
        interval=rule.interval,
        wkst=rule.week_start,
        bysetpos=rule.positions or None,
        bymonth=rule.months or None,
        bymonthday=rule.month_days or None,
        byweekday=rule.weekdays(),
    )
    # What never comes again would be looked for up to the year 9999.
    return {day.date() for day in found.between(*_ends(starts, last), inc=True)}


def _ends(starts: date, last: date) -> tuple[datetime, datetime]:
    noon = datetime.min.time()
    return datetime.combine(starts, noon), datetime.combine(last, noon)


@settings(deadline=None, max_examples=80)
@given(rules(), st.dates(date(2024, 1, 1), date(2025, 12, 31)))
def test_both_name_the_same_days(text: str, starts: date) -> None:
    try:
        rule = parse_rule(text)
    except DayRuleError:
        return
    each = (starts + timedelta(days=number) for number in range(401))
    found = {day for day in each if falls_on(rule, starts, day)}
    if found:
        expected = by_dateutil(rule, starts, max(found))
        # dateutil counts places in the first week from the beginning on, not from its
        # first day, which the standard does.
        late = starts + timedelta(days=7 if rule.positions else 0)
        assert {day for day in found if day >= late} == {
            day for day in expected if day >= late
        }


def test_what_never_falls_on_a_day_falls_on_none() -> None:
    rule = parse_rule("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")
    starts = date(2020, 1, 1)
    assert not any(falls_on(rule, starts, starts + timedelta(n)) for n in range(800))
