"""Slots are wall clocks: found to the minute on every day that a zone has."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from planning.slot_model import NAMES, Counted, account, shown, written

from mergecast.planning.slots import Slot, odd_days, openings, said, slots_of
from mergecast.planning.timetable import (
    Pace,
    Timetable,
    chances,
    closed,
    kept_free,
    why_not,
)

ODD_DAYS = [
    ("Europe/London", date(2026, 3, 29)),
    ("Europe/London", date(2026, 10, 25)),
    ("America/Mexico_City", date(2022, 4, 3)),  # the last year with summer time
    ("America/Mexico_City", date(2022, 10, 30)),
    ("America/Mexico_City", date(2026, 4, 5)),
    ("Australia/Lord_Howe", date(2026, 10, 4)),  # by half an hour
    ("Australia/Lord_Howe", date(2026, 4, 5)),
    ("Asia/Kuala_Lumpur", date(2028, 2, 29)),
    ("America/Santiago", date(2026, 9, 6)),  # midnight is skipped
    ("America/Havana", date(2026, 11, 1)),  # midnight happens twice
    ("Pacific/Apia", date(2011, 12, 30)),  # no such day
]
TIMES = st.builds(
    "{:02}:{:02}".format, st.sampled_from([0, 1, 2, 3, 9, 12, 23]), st.integers(0, 59)
)
SLOTS = st.lists(
    st.builds(
        written,
        TIMES,
        days=st.none() | st.lists(st.sampled_from(NAMES), min_size=1, unique=True),
        reserved=st.booleans(),
    ),
    min_size=1,
    max_size=4,
)


@pytest.mark.parametrize(("place", "day"), ODD_DAYS)
@settings(max_examples=15)
@given(SLOTS)
def test_slots_are_those_that_a_clock_shows(
    place: str, day: date, slots: list[dict[str, object]]
) -> None:
    own, first = account(list(slots), place), day - timedelta(days=1)
    found = [
        (each.day, each.at)
        for number in range(3)
        for each in openings(own, first + timedelta(days=number))
    ]

    assert sorted(found) == shown(slots, place, first, 3)


@settings(max_examples=150)
@given(
    SLOTS,
    st.sampled_from(ODD_DAYS),
    st.lists(st.integers(0, 36 * 60), max_size=6),
    st.tuples(
        st.integers(-600, 900), st.sampled_from([0, 1, 20, 90]), st.integers(1, 4)
    ),
    st.booleans(),
)
def test_free_slots_are_those_that_counting_leaves(
    slots: list[dict[str, object]],
    odd: tuple[str, date],
    minutes: list[int],
    pace: tuple[int, int, int],
    planned: bool,  # noqa: FBT001 - drawn
) -> None:
    place, day = odd
    own = account(list(slots), place)
    start = datetime.combine(day, datetime.min.time(), UTC) - timedelta(hours=12)
    posts = [start + timedelta(minutes=each) for each in minutes]
    now = start + timedelta(minutes=pace[0])
    table = Timetable(own, Pace(now, timedelta(minutes=pace[1]), pace[2]))
    for each in posts:
        table.take(each, "x")

    counted = Counted(own, posts, now, pace[1], pace[2])
    for chance in chances([table], day, day):
        free = table.why_not(chance.at, planned=planned) is None
        assert free == counted.is_free(chance.at, planned=planned)


def test_a_slot_has_defaults() -> None:
    assert [each.label for each in slots_of(account(["09:00", written("18:30")]))] == [
        "09:00",
        "18:30",
    ]
    (named,) = slots_of(account([written("12:00", name="noon", days=["sat"])]))
    assert (named.label, named.days, named.reserved) == ("noon", frozenset({5}), False)
    assert slots_of(account([])) == ()
    assert Slot(datetime.min.time()).days == set(range(7))


def test_what_clocks_skip_or_show_twice_is_told() -> None:
    own = account(["01:30"], "Europe/London")
    spring, autumn = date(2026, 3, 29), date(2026, 10, 25)

    assert openings(own, spring) == ()
    (skipped,) = said(odd_days(own, spring, spring))
    assert skipped == (
        "there is no slot '01:30' of 'acme' on 2026-03-29: clocks are set forward "
        "over it"
    )
    (twice,) = openings(own, autumn)
    assert twice.twice
    assert twice.at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert said(odd_days(own, autumn, autumn)) == [
        "the slot '01:30' of 'acme' happens twice on 2026-10-25: the first is used"
    ]


NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)  # a Sunday
DAY = date(2026, 11, 24)


def at(clock: str, day: int = 24) -> datetime:
    return datetime.fromisoformat(f"2026-11-{day:02} {clock}+00:00")


def test_accounts_share_the_slots_that_all_of_them_have_at_that_instant() -> None:
    pace = Pace(NOW)
    near = Timetable(account(["09:00", "17:00"], "Asia/Kuala_Lumpur", "kl"), pace)
    far = Timetable(account(["09:00"], "Europe/London", "uk"), pace)
    none = Timetable(account([], "UTC", "none"), pace)

    assert [each.at for each in chances([near, far, none], DAY, DAY)] == [at("09:00")]
    assert [each.at for each in chances([none, far], DAY, DAY)] == [at("09:00")]
    assert list(chances([none], DAY, DAY)) == []


def test_why_a_slot_is_not_free_is_said() -> None:
    own = account(["09:00", written("12:00", name="now", reserved=True), "12:10"])
    table = Timetable(own, Pace(NOW, timedelta(minutes=20), per_day=3))
    table.take(at("09:10"), "'launch'")

    assert why_not([table], at("09:00")) == "'launch' goes out on 'acme' at 09:10"
    assert why_not([table], at("09:10")) == "'launch' goes out on 'acme' then"
    assert why_not([table], at("12:10")) == "the slot 'now' of 'acme' is kept free"
    assert why_not([table], at("12:10"), planned=False) is None
    assert why_not([table], at("11:00", 22)) == "it has passed"
    table.take(at("20:00"), "'late'")
    assert why_not([table], at("15:00")) == (
        "'acme' has 2 posts on 2026-11-24, and 1 kept free; 'per_day' is 3"
    )


def test_what_is_closed_says_so_by_bucket() -> None:
    pace = Pace(NOW, closed=lambda _account, _at, bucket: bucket and f"no {bucket}")
    table = Timetable(account(["09:00"]), pace)

    assert closed([table], at("09:00"), "evergreen") == "no evergreen"
    assert closed([table], at("09:00"), None) is None


def test_a_week_counts_the_reserved_slots_that_are_left() -> None:
    now = datetime(2026, 11, 25, 12, 30, tzinfo=UTC)  # Wednesday, after noon
    days = list(NAMES[:5])
    own = account([written("12:00", reserved=True, days=days), "09:00"])
    table = Timetable(own, Pace(now, timedelta(minutes=20)))
    table.take(at("12:15", 27), "'news'")

    left = kept_free(table, now)

    assert (left.account, left.free, left.of) == ("acme", 1, 5)
