"""The mix of weeks and months against a model that counts by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest
from dateutil.tz import gettz
from hypothesis import given, settings
from hypothesis import strategies as st
from planning.calendar_posts import post

from mergecast.model.periods import Span, period, period_of
from mergecast.model.settings import Account, Settings
from mergecast.planning.agenda import Entry, Stage, entry
from mergecast.planning.days import Days
from mergecast.planning.measuring import measured
from mergecast.planning.mix import Range, Share

ZONES = ("Asia/Kuala_Lumpur", "Europe/London", "America/New_York", "Pacific/Apia")
BUCKETS = ("evergreen", "industry", "reactive", None)
BORDERS = [
    datetime.fromisoformat(day).replace(tzinfo=UTC)
    for day in (
        *("2026-03-29", "2026-10-25", "2026-11-01", "2026-12-28", "2027-01-01"),
        *("2027-01-04", "2028-02-28", "2028-02-29", "2028-03-01", "2026-03-08"),
    )
]
"""Changes of clocks, ends of weeks, months and years, and a leap day."""
SOON = datetime(2020, 1, 1, tzinfo=UTC)
PLANNING = {
    "planned": [60, 80],
    "tolerance": 7,
    "buckets": {"evergreen": 60, "reactive": 20},
}


def accounts(slots: object = ()) -> Settings:
    return Settings(
        accounts={
            f"a{number}": Account(
                *(f"a{number}", "x", "acme_hq"), timezone=name, data={"slots": slots}
            )
            for number, name in enumerate(ZONES)
        },
        data={"planning": PLANNING},
    )


@st.composite
def calendars(draw: st.DrawFn) -> tuple[list[Entry], Days]:
    border = draw(st.sampled_from(BORDERS))
    minutes = st.integers(-40 * 60, 40 * 60)
    own = accounts()
    found = []
    for number, minute in enumerate(draw(st.lists(minutes, max_size=12))):
        at = border + timedelta(minutes=minute)
        bucket = draw(st.sampled_from(BUCKETS))
        keys = draw(st.sets(st.sampled_from(sorted(own.accounts)), min_size=1))
        fields = {"bucket": bucket} if bucket else {}
        made = post(
            f"post-{number}",
            f"{at:%Y-%m-%d %H:%M}",
            accounts=sorted(keys),
            timezone="UTC",
            **fields,
        )
        stage = draw(st.sampled_from([Stage.SCHEDULED, Stage.LIVE, Stage.CANCELLED]))
        found.append(replace(entry(made, own, {}), stage=stage))
    span = draw(st.sampled_from([Span.WEEK, Span.MONTH, Span.QUARTER]))
    chosen = period_of(span, border.date())
    return found, Days(chosen.first, chosen.last)


def by_hand(entries: list[Entry], days: Days, account: Account) -> list[Entry]:
    """The entries whose local day, by another library's clocks, is one of the days."""
    wanted = {date.fromordinal(n) for n in _ordinals(days)}
    place = gettz(account.timezone)
    return [
        each
        for each in entries
        if each.at is not None
        and account.key in each.post.accounts
        and datetime.fromtimestamp(each.at.timestamp(), place).date() in wanted
    ]


def _ordinals(days: Days) -> range:
    return range(days.first.toordinal(), days.last.toordinal() + 1)


@given(calendar=calendars())
@settings(max_examples=120, deadline=None)
def test_shares_are_those_that_one_counts_by_hand(
    calendar: tuple[list[Entry], Days],
) -> None:
    entries, days = calendar
    found = {
        each.mix.account: each for each in measured(entries, days, accounts(), SOON)
    }

    for key, account in accounts().accounts.items():
        mine = by_hand(entries, days, account)
        own = [each for each in mine if each.stage is not Stage.CANCELLED]
        live = [each for each in own if each.stage is Stage.LIVE]
        assert (key in found) == bool(own)
        if own:
            here = found[key]
            reactive = [each.post.text("bucket") == "reactive" for each in own]
            assert here.mix.planned.count == len(own) - sum(reactive)
            assert here.mix.planned.of == len(own)
            evergreen, answers = here.mix.buckets
            assert answers.count == sum(reactive)
            buckets = [each.post.text("bucket") for each in own]
            assert evergreen.count == buckets.count("evergreen")
            assert (here.live is not None) == bool(live)
            assert here.live is None or here.live.planned.of == len(live)


@given(
    count=st.integers(0, 12),
    of=st.integers(1, 12),
    least=st.integers(0, 100),
    wide=st.integers(0, 100),
)
@settings(max_examples=300, deadline=None)
def test_what_would_be_in_order_is_the_nearest_whole_number_that_is(
    count: int, of: int, least: int, wide: int
) -> None:
    agreed = Range(least, min(100, least + wide))
    number = min(count, of)
    fine = [
        each
        for each in range(of + 1)
        if agreed.least <= Fraction(100 * each, of) <= agreed.most
    ] or [min(each for each in range(of + 1) if 100 * each >= agreed.least * of)]

    nearest = min(fine, key=lambda each: abs(each - number))
    assert number + Share("x", number, of, agreed).posts == nearest


@pytest.mark.parametrize(
    ("name", "days"),
    [
        ("2026-W13", 7),
        ("2026-W43", 7),
        ("2026-W53", 7),
        ("2028-02", 29),
        ("2026-02", 28),
    ],
)
def test_a_slot_that_is_kept_free_every_day_is_there_once_a_day(
    name: str, days: int
) -> None:
    slots = [{"at": "12:00", "reserved": True}, "18:00"]
    chosen = period(name)
    assert chosen is not None

    found = measured([], Days(chosen.first, chosen.last), accounts(slots), SOON)

    assert [each.mix.room for each in found] == [days] * len(ZONES)
    assert {each.mix.planned.count for each in found} == {0}


def test_a_slot_that_clocks_skip_is_no_room() -> None:
    slots = [{"at": "01:30", "reserved": True}]
    chosen = period("2026-W13")
    assert chosen is not None

    found = measured([], Days(chosen.first, chosen.last), accounts(slots), SOON)

    rooms = {each.mix.account: each.mix.room for each in found}
    assert rooms["a1"] == 6  # London goes from 01:00 to 02:00 on the 29th of March
    assert rooms["a0"] == 7


def test_room_that_is_over_or_taken_is_none() -> None:
    slots = [{"at": "12:00", "reserved": True}]
    own = accounts(slots)
    chosen = period("2026-W48")
    assert chosen is not None
    taken = post("now", "2026-11-26 12:05", accounts=["a0"], bucket="reactive")
    now = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)  # 11:00 on Wednesday there

    found = measured([entry(taken, own, {})], Days(chosen.first, chosen.last), own, now)

    (mine,) = (each.mix for each in found if each.mix.account == "a0")
    assert mine.room == 4  # Wednesday, Friday and the weekend
    assert (mine.planned.count, mine.planned.of) == (0, 5)
    assert mine.buckets[1].count == 5  # one that answers, and room for four
