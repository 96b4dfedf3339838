"""Coverage and overlap are what one finds by looking at every minute."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from people.made_team import rota as made_rota
from people.made_team import team as made_team
from people.minute_by_minute import (
    DAY,
    EPOCH,
    MINUTE,
    WEEK,
    peaks,
    wanted,
    week_of,
    who,
)

from mergecast.model.rota import Hours, Rota, Shift
from mergecast.model.team import Leave, Team
from mergecast.people.coverage import covered, gaps, relays
from mergecast.people.duty import on_duty
from mergecast.people.shifts import instant_of, minute_of
from mergecast.people.staffing import Staffed, staffing
from mergecast.people.stretches import within

ZONES = ("Asia/Kuala_Lumpur", "Europe/London", "America/Mexico_City")
BOTH_HEMISPHERES = (*ZONES, "America/New_York", "Australia/Lord_Howe", "Africa/Cairo")
CHANGES = (
    *("2027-03-13", "2027-03-27", "2027-04-03", "2027-04-29"),
    *("2027-10-01", "2027-10-28", "2027-10-30", "2027-11-06"),
)
"""Days just before clocks change somewhere, and a calm one would look the same."""

Shown = list[dict[tuple[str, int], frozenset[str]]]


def flags(stretches: list[tuple[int, int]], start: datetime, count: int) -> list[bool]:
    first = minute_of(start)
    found = [False] * count
    for low, high in within(stretches, first, first + count):
        found[low - first : high - first] = [True] * (high - low)
    return found


def compare(team: Team, rota: Rota, start: datetime, count: int) -> Shown:
    """Coverage and gaps of the span are those of its minutes."""
    end = start + count * MINUTE
    shifts = staffing(team, rota, start, end)
    truth = who(team, rota, start, count)
    there = [any(on.values()) for on in truth]

    assert flags(covered(shifts), start, count) == there

    asked = wanted(rota, start, count)
    missing = [need and not have for need, have in zip(asked, there, strict=True)]

    assert flags(gaps(rota, shifts, start, end), start, count) == missing
    return truth


def compare_relays(
    team: Team, rota: Rota, start: datetime, count: int, truth: Shown
) -> int:
    """Overlaps are those of the minutes, for shifts that lie inside the span whole."""
    found = {
        name(each.before): each.minutes
        for each in relays(staffing(team, rota, start, start + count * MINUTE))
    }
    expected = overlaps(truth)
    inside = {key for key in expected if whole(key, start, count)}
    both = {key: found.get(key) for key in inside}

    assert both == {key: expected[key] for key in inside}
    return sum(1 for each in both.values() if each is not None)


def name(staffed: Staffed) -> tuple[str, int]:
    return staffed.worked.shift.key, (staffed.worked.day - date(1970, 1, 1)).days


def whole(key: tuple[str, int], start: datetime, count: int) -> bool:
    """Whether a shift, and any that goes on from it, ends well inside the span."""
    day = EPOCH + timedelta(days=key[1])
    return start + timedelta(days=2) < day < start + (count - 4 * DAY) * MINUTE


def overlaps(truth: Shown) -> dict[tuple[str, int], int | None]:
    """For each shift the longest overlap with one that goes on from it, or None."""
    minutes: dict[tuple[str, int], set[int]] = {}
    people: dict[tuple[str, int], set[str]] = {}
    for number, on in enumerate(truth):
        for key, there in on.items():
            if there:
                minutes.setdefault(key, set()).add(number)
            people.setdefault(key, set()).update(there)
    found: dict[tuple[str, int], int | None] = dict.fromkeys(minutes)
    for key, own in minutes.items():
        after = max(own) + 1
        if after >= len(truth):
            continue
        others = [each for each, there in truth[after].items() if each != key and there]
        if others and not any(people[key] & people[each] for each in others):
            found[key] = max(len(own & minutes[each]) for each in others)
    return found


@pytest.mark.parametrize(
    ("hours", "first", "days"),
    [
        (("08:00", "18:00"), datetime(2027, 1, 1, tzinfo=UTC), 365),
        (("22:00", "07:30"), datetime(2027, 3, 1, tzinfo=UTC), 60),
        (("22:00", "07:30"), datetime(2027, 10, 1, tzinfo=UTC), 60),
    ],
)
def test_a_year_of_three_zones(
    hours: tuple[str, str], first: datetime, days: int
) -> None:
    start, end = hours
    shifts = {
        zone.rpartition("/")[2].lower().replace("_", "-"): {
            "timezone": zone,
            "from": start,
            "to": end,
            "members": [member],
        }
        for zone, member in zip(ZONES, ("mei", "tom", "diego"), strict=True)
    }
    rota = made_rota(shifts=shifts, around_the_clock=True)
    people = made_team(
        ("tom", "2027-03-27", "2027-03-28"), ("mei", "2027-06-01", "2027-06-14", "tom")
    )

    truth = compare(people, rota, first, days * DAY)

    assert compare_relays(people, rota, first, days * DAY, truth) > days // 2


@pytest.mark.parametrize(
    ("zone", "week"),
    [
        ("Europe/London", "2027-03-26"),
        ("Europe/London", "2027-10-29"),
        ("America/New_York", "2027-03-12"),
        ("America/New_York", "2027-11-05"),
        ("Australia/Lord_Howe", "2027-10-01"),
        ("Australia/Lord_Howe", "2027-04-02"),
        ("Africa/Cairo", "2027-04-28"),
        ("Africa/Cairo", "2027-10-27"),
        ("Pacific/Apia", "2011-12-28"),
    ],
)
def test_shifts_that_begin_or_end_while_clocks_change(zone: str, week: str) -> None:
    start = datetime.fromisoformat(f"{week}T00:00+00:00")
    for begin in range(0, 210, 30):
        for length in (15, 60, 600):
            hours = Hours(zone, begin, begin + length)
            rota = Rota({"only": Shift("only", hours, ("mei",))}, (hours,))

            compare_quickly(rota, start, 4 * DAY)


def compare_quickly(rota: Rota, start: datetime, count: int) -> None:
    """As ``compare``, for one shift that is always staffed."""
    (shift,) = rota.shifts.values()
    week = week_of(shift.hours)
    there = [bool(week[at % WEEK]) for at in peaks(shift.hours.timezone, start, count)]
    shifts = staffing(made_team(), rota, start, start + count * MINUTE)

    assert flags(covered(shifts), start, count) == there
    assert gaps(rota, shifts, start, start + count * MINUTE) == []


zones = st.sampled_from(BOTH_HEMISPHERES)
times = st.integers(0, DAY - 1) | st.sampled_from([0, 60, 90, 120, 150, 180])
weekdays = st.frozensets(st.integers(0, 6), min_size=1) | st.just(frozenset(range(7)))


@st.composite
def spans(draw: st.DrawFn) -> Hours:
    start, end = draw(times), draw(times)
    return Hours(draw(zones), start, end if end > start else end + DAY, draw(weekdays))


@st.composite
def rotas(draw: st.DrawFn) -> Rota:
    members = st.lists(
        st.sampled_from(["mei", "aisyah", "tom", "diego", "gone"]),
        min_size=1,
        max_size=2,
        unique=True,
    )
    shifts = {
        key: Shift(key, draw(spans()), tuple(draw(members)))
        for key in ("one", "two", "three")[: draw(st.integers(1, 3))]
    }
    return Rota(shifts, tuple(draw(st.lists(spans(), max_size=2))))


@st.composite
def leaves(draw: st.DrawFn, week: str) -> tuple[Leave, ...]:
    names = st.sampled_from(["mei", "aisyah", "tom", "diego"])
    first = date.fromisoformat(week) + timedelta(days=draw(st.integers(-1, 4)))
    last = first + timedelta(days=draw(st.integers(0, 3)))
    count = draw(st.integers(0, 3))
    return tuple(
        Leave(
            draw(names),
            first.isoformat(),
            last.isoformat(),
            draw(st.none() | names),
        )
        for _ in range(count)
    )


@given(data=st.data(), week=st.sampled_from(CHANGES), rota=rotas())
@settings(max_examples=18, deadline=None)
def test_any_rota_in_weeks_in_which_clocks_change(
    data: st.DataObject, week: str, rota: Rota
) -> None:
    people = replace(made_team(), leaves=data.draw(leaves(week)))
    start = datetime.fromisoformat(f"{week}T00:00+00:00")
    count = 4 * DAY

    compare(people, rota, start, count)


@given(data=st.data(), week=st.sampled_from(CHANGES), rota=rotas())
@settings(max_examples=12, deadline=None)
def test_who_is_on_duty_at_an_instant_is_who_is_there_in_its_minute(
    data: st.DataObject, week: str, rota: Rota
) -> None:
    people = replace(made_team(), leaves=data.draw(leaves(week)))
    start = datetime.fromisoformat(f"{week}T00:00+00:00")
    truth = who(people, rota, start, 3 * DAY)

    for number in range(0, 3 * DAY, 37):
        there = on_duty(people, rota, start + number * MINUTE)
        backups = {key.key for each in there for key in each.backups}
        expected = frozenset().union(*truth[number].values())

        assert {each.member.key for each in there} == expected
        assert backups <= people.members.keys()


@given(data=st.data(), week=st.sampled_from(CHANGES), rota=rotas())
@settings(max_examples=12, deadline=None)
def test_any_overlap_in_weeks_in_which_clocks_change(
    data: st.DataObject, week: str, rota: Rota
) -> None:
    people = replace(made_team(), leaves=data.draw(leaves(week)))
    start = datetime.fromisoformat(f"{week}T00:00+00:00") - timedelta(days=3)
    count = 9 * DAY

    compare_relays(people, rota, start, count, who(people, rota, start, count))


def test_minutes_and_instants_are_the_same() -> None:
    at = datetime(2027, 3, 28, 1, 30, tzinfo=UTC)

    assert instant_of(minute_of(at)) == at
