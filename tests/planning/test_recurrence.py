"""On which days a rule falls: against a model that looks at every single day."""
# ruff: noqa: ANN401 - any field of a series

from __future__ import annotations

import calendar
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from time import process_time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mergecast.model.post import Part
from mergecast.model.series import Series
from mergecast.planning.day_rule import DayRule, DayRuleError, parse_rule
from mergecast.planning.recurrence import (
    MOST,
    Span,
    occurrences,
    rule_days,
    too_long,
    turns,
)

_FREQUENCIES = ("YEARLY", "MONTHLY", "WEEKLY", "DAILY")
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_A_DAY = timedelta(days=1)


def series(rule: str = "FREQ=DAILY", **changed: Any) -> Series:
    base = Series(
        "calendar/recurring/tips.yaml",
        "tips",
        ("acme",),
        rule,
        "2026-11-24 09:00",
        "Asia/Kuala_Lumpur",
        "2027-11-24",
        tuple((Part(("texts", n), f"Tip {n}."),) for n in range(3)),
    )
    return replace(base, **changed)


def falls(rule: str, **changed: Any) -> list[str]:
    return [turn.text for turn in rule_days(series(rule, **changed))]


@dataclass
class DayByDay:
    """RFC 5545, read day by day: periods, candidates in each, and a choice of them."""

    rule: DayRule
    starts: date
    until: date

    def days(self) -> Iterator[date]:
        day = self._begin(self.starts)
        number = 0
        while day <= self.until:
            following = self._following(day)
            if number % self.rule.interval == 0:
                yield from self._chosen(day, following)
            day, number = following, number + 1

    def _begin(self, day: date) -> date:
        """The first day of the period that a day is in."""
        name = _FREQUENCIES[self.rule.frequency]
        if name == "YEARLY":
            return day.replace(month=1, day=1)
        if name == "MONTHLY":
            return day.replace(day=1)
        while name == "WEEKLY" and day.weekday() != self.rule.week_start:
            day -= _A_DAY
        return day

    def _following(self, day: date) -> date:
        name = _FREQUENCIES[self.rule.frequency]
        if name == "YEARLY":
            return day.replace(year=day.year + 1)
        if name == "MONTHLY":
            return (day + timedelta(days=32)).replace(day=1)
        return day + timedelta(days=7 if name == "WEEKLY" else 1)

    def _chosen(self, first: date, end: date) -> Iterator[date]:
        span = [first + timedelta(days=n) for n in range((end - first).days)]
        fitting = [day for day in span if self._fits(day)]
        if self.rule.positions:
            places = {
                place - 1 if place > 0 else len(fitting) + place
                for place in self.rule.positions
            }
            fitting = [day for n, day in enumerate(fitting) if n in places]
        yield from (day for day in fitting if self.starts <= day <= self.until)

    def _fits(self, day: date) -> bool:
        rule = self.rule
        name = _FREQUENCIES[rule.frequency]
        months, month_days, days = rule.months, rule.month_days, rule.days
        if not month_days and not days:
            if name == "YEARLY":
                months = months or (self.starts.month,)
            if name in {"YEARLY", "MONTHLY"}:
                month_days = (self.starts.day,)
            if name == "WEEKLY":
                days = ((self.starts.weekday(), None),)
        last = calendar.monthrange(day.year, day.month)[1]
        return (
            (not months or day.month in months)
            and (
                not month_days
                or day.day in month_days
                or day.day - last - 1 in month_days
            )
            and (not days or any(self._is(day, *each) for each in days))
        )

    def _is(self, day: date, weekday: int, place: int | None) -> bool:
        if day.weekday() != weekday:
            return False
        if place is None:
            return True
        of_year = _FREQUENCIES[self.rule.frequency] == "YEARLY" and not self.rule.months
        if of_year:
            first, end = date(day.year, 1, 1), date(day.year + 1, 1, 1)
        else:
            first = day.replace(day=1)
            end = (first + timedelta(days=32)).replace(day=1)
        same = [
            first + timedelta(days=n)
            for n in range((end - first).days)
            if (first + timedelta(days=n)).weekday() == weekday
        ]
        index = same.index(day)
        return place in {index + 1, index - len(same)}


@st.composite
def rules(draw: st.DrawFn) -> str:
    name = draw(st.sampled_from(_FREQUENCIES))
    parts = [f"FREQ={name}"]
    if draw(st.booleans()):
        parts.append(f"INTERVAL={draw(st.integers(1, 5))}")
    if draw(st.booleans()):
        months = draw(st.lists(st.integers(1, 12), min_size=1, max_size=3))
        parts.append("BYMONTH=" + ",".join(map(str, months)))
    if name != "WEEKLY" and draw(st.booleans()):
        either = st.one_of(st.integers(1, 31), st.integers(-31, -1))
        days = draw(st.lists(either, min_size=1, max_size=3))
        parts.append("BYMONTHDAY=" + ",".join(map(str, days)))
    if draw(st.booleans()):
        plain = draw(st.lists(st.sampled_from(_DAYS), min_size=1, max_size=3))
        if name in {"MONTHLY", "YEARLY"} and draw(st.booleans()):
            place = draw(st.sampled_from([-5, -2, -1, 1, 2, 5]))
            plain = [f"{place}{day}" for day in plain]
        parts.append("BYDAY=" + ",".join(plain))
    chooses = any(part.startswith(("BYDAY", "BYMONTH")) for part in parts)
    if chooses and name != "WEEKLY" and draw(st.booleans()):
        places = draw(st.lists(st.sampled_from([-2, -1, 1, 2, 5]), min_size=1))
        parts.append("BYSETPOS=" + ",".join(map(str, dict.fromkeys(places))))
    if draw(st.booleans()):
        parts.append(f"WKST={draw(st.sampled_from(_DAYS))}")
    return ";".join(parts)


@given(
    rule=rules(),
    starts=st.dates(date(2023, 1, 1), date(2097, 12, 31)),
    length=st.integers(0, 1_500),
)
@settings(max_examples=120, deadline=None)
def test_a_rule_falls_on_the_days_that_a_look_at_every_day_finds(
    rule: str, starts: date, length: int
) -> None:
    until = starts + timedelta(days=length)
    found = falls(rule, starts=f"{starts} 09:00", until=str(until))

    expected = DayByDay(parse_rule(rule), starts, until).days()
    assert found == [str(day) for day in expected]


@given(
    rule=rules(),
    left_out=st.sets(st.integers(0, 40)),
    count=st.one_of(st.none(), st.integers(1, 50)),
)
@settings(max_examples=50, deadline=None)
def test_what_is_left_out_takes_its_number_and_its_text_with_it(
    rule: str, left_out: set[int], count: int | None
) -> None:
    whole = rule_days(series(rule, count=count))
    days = frozenset(turn.text for turn in whole if turn.number in left_out)
    own = series(rule, count=count, left_out=days)

    assert rule_days(own) == whole
    assert len(whole) <= (count or MOST)
    assert list(turns(own)) == [one for one in whole if one.number not in left_out]
    for post in occurrences(own, Span(date.min, date.max)):
        number = next(one.number for one in whole if one.text == post.date)
        assert post.parts == own.texts[number % 3]


def test_leap_days_come_in_leap_years_alone() -> None:
    starts, until = "2096-02-29 09:00", "2105-01-01"
    rule = "FREQ=YEARLY"

    # 2100 is none.
    assert falls(rule, starts=starts, until=until) == ["2096-02-29", "2104-02-29"]


def test_the_31st_leaves_out_short_months_and_the_last_workday_does_not() -> None:
    thirty_first = falls("FREQ=MONTHLY;BYMONTHDAY=31", until="2027-04-30")
    workday = falls("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", until="2027-03-01")

    assert thirty_first == ["2026-12-31", "2027-01-31", "2027-03-31"]
    assert workday == ["2026-11-30", "2026-12-31", "2027-01-29", "2027-02-26"]


def test_a_rule_that_never_falls_on_any_day_is_over_soon() -> None:
    before = process_time()

    assert falls("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30") == []
    assert falls("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=6") == []
    assert process_time() - before < 2


def test_nothing_comes_after_the_end_or_before_the_start() -> None:
    assert falls("FREQ=DAILY", until="2026-11-23") == []
    assert falls("FREQ=DAILY", until="2026-11-24") == ["2026-11-24"]
    assert len(falls("FREQ=DAILY", count=5)) == 5


def test_what_goes_on_for_more_than_ten_years_does_not_come_at_all() -> None:
    own = series("FREQ=YEARLY", until="2037-01-01")

    assert too_long(own)
    assert rule_days(own) == ()


@pytest.mark.parametrize(
    "changed",
    [
        {"until": "2026-11-25"},
        {"starts": "2026-12-01 09:00"},
        {"left_out": frozenset({"2026-11-26"})},
        {"rule": "FREQ=MONTHLY;BYMONTHDAY=1"},
        {"starts": "2026-11-27 09:00", "until": "2026-11-27"},
    ],
)
def test_a_day_that_is_taken_back_is_given_though_the_rule_names_it_no_more(
    changed: dict[str, Any],
) -> None:
    own = replace(
        series("FREQ=DAILY", until="2026-12-24", retracted={"2026-11-26": "wrong"}),
        **changed,
    )
    for first in (date(2026, 11, 1), date(2027, 2, 1)):
        posts = list(occurrences(own, Span(first, first)))
        assert [(one.name, one.text("retract")) for one in posts] == [
            ("tips~2026-11-26", "wrong")
        ]
        assert posts[0].parts


def test_only_the_days_that_are_asked_for_are_given() -> None:
    own = series("FREQ=DAILY", retracted={"2026-12-24": "the date was wrong"})
    asked = Span(
        date(2026, 11, 26),
        date(2026, 11, 27),
        {("tips", "2026-11-24"), ("tips", "2026-11-20"), ("other", "2026-12-01")},
    )

    posts = list(occurrences(own, asked))

    assert [post.name for post in posts] == [
        *("tips~2026-11-24", "tips~2026-11-26", "tips~2026-11-27"),
        "tips~2026-12-24",
    ]
    assert posts[0].publish_at == "2026-11-24 09:00"
    assert [post.parts[0].text for post in posts[1:3]] == ["Tip 2.", "Tip 0."]
    assert [post.text("retract") for post in posts[2:]] == [None, "the date was wrong"]


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=HOURLY", "says nothing of days"),
        ("BYDAY=MO", "says nothing of days"),
        ("FREQ=DAILY;COUNT=3", "'COUNT' does not stand in the rule"),
        ("FREQ=DAILY;UNTIL=20270101", "'UNTIL' does not stand in the rule"),
        ("FREQ=DAILY;BYHOUR=9,17", "once a day at most"),
        ("FREQ=YEARLY;BYWEEKNO=3", "is not understood"),
        ("FREQ=DAILY;FOO=1", "is no part of a rule"),
        ("FREQ=DAILY;FREQ=DAILY", "twice"),
        ("FREQ=DAILY;INTERVAL=0", "is no number for INTERVAL"),
        ("FREQ=MONTHLY;BYMONTHDAY=0", "is no number for BYMONTHDAY"),
        ("FREQ=MONTHLY;BYMONTHDAY=32", "is no number for BYMONTHDAY"),
        ("FREQ=YEARLY;BYMONTH=-1", "is no number for BYMONTH"),
        ("FREQ=WEEKLY;BYDAY=XX", "is no weekday"),
        ("FREQ=WEEKLY;BYDAY=1MO", "has no meaning"),
        ("FREQ=MONTHLY;BYDAY=6MO", "no month has six"),
        ("FREQ=MONTHLY;BYDAY=MO,1TU", "with a number and without one"),
        ("FREQ=WEEKLY;BYDAY=MO,SU;BYSETPOS=1", "is read in two ways"),
        ("FREQ=YEARLY;BYDAY=60MO", "no year has 54"),
        ("FREQ=WEEKLY;BYMONTHDAY=3", "has no meaning"),
        ("FREQ=MONTHLY;BYSETPOS=1", "picks among days"),
        ("FREQ=WEEKLY;WKST=XX", "is no day"),
        ("FREQ=DAILY;", "is no part of a rule"),
    ],
)
def test_what_a_series_cannot_do_is_refused_in_words(rule: str, words: str) -> None:
    with pytest.raises(DayRuleError, match=words) as caught:
        parse_rule(rule)

    assert caught.value.hint


@given(st.text(max_size=60))
def test_no_text_breaks_the_reader_of_rules(text: str) -> None:
    with suppress(DayRuleError):
        parse_rule(text)
