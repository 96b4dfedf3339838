"""Wall clocks against instants found by trial, above all where clocks jump."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from model.clock_changes import ZONES, changes, instants

from mergecast.model.moments import (
    NoSuchTimeError,
    TimeHappensTwiceError,
    UnknownZoneError,
    instant,
    parse_duration,
    parse_wall_clock,
    zone,
    zone_names,
)

WALL_CLOCKS = st.datetimes(datetime(2000, 1, 1), datetime(2999, 12, 31))  # noqa: DTZ001 - wall clocks have no zone


@st.composite
def around_a_change(draw: st.DrawFn) -> tuple[datetime, str]:
    """A wall clock within a day and a half of a jump, and its zone."""
    name = draw(st.sampled_from([name for name in ZONES if changes(name)]))
    change = draw(st.sampled_from(changes(name)))
    seconds = draw(st.integers(-36 * 3600, 36 * 3600) | st.integers(-7200, 7200))
    shown = change.astimezone(zone(name)) + timedelta(seconds=seconds)
    return shown.replace(tzinfo=None, fold=0), name


def agrees_with_trial(naive: datetime, name: str) -> None:
    found = instants(naive, name)
    text = naive.isoformat(" ")

    match found:
        case []:
            with pytest.raises(NoSuchTimeError) as skipped:
                instant(text, name)
            after = parse_wall_clock(skipped.value.after)
            assert after > naive
            assert len(instants(after, name)) == 1
        case [only]:
            assert instant(text, name) == only
            assert instant(text, name, "second") == only
        case [first, second]:
            with pytest.raises(TimeHappensTwiceError) as twice:
                instant(text, name)
            assert (twice.value.first, twice.value.second) == (first, second)
            assert instant(text, name, "first") == first
            assert instant(text, name, "second") == second
        case _:
            pytest.fail(f"{text} in {name} happens {len(found)} times")


@settings(max_examples=150, deadline=None)
@given(WALL_CLOCKS, st.sampled_from(sorted(zone_names())))
def test_a_wall_clock_has_the_instants_that_trial_finds(
    naive: datetime, name: str
) -> None:
    agrees_with_trial(naive.replace(microsecond=0), name)


@settings(max_examples=300, deadline=None)
@given(around_a_change())
def test_near_a_jump_a_wall_clock_has_the_instants_that_trial_finds(
    near: tuple[datetime, str],
) -> None:
    agrees_with_trial(*near)


@pytest.mark.parametrize(
    ("wall_clock", "name", "after"),
    [
        ("2026-03-08 02:30", "America/New_York", "2026-03-08 03:30"),
        ("2026-03-29 02:30", "Europe/Berlin", "2026-03-29 03:30"),
        ("2026-03-29 02:30:15", "Europe/Berlin", "2026-03-29 03:30:15"),
        ("2026-10-04 02:10", "Australia/Lord_Howe", "2026-10-04 02:40"),
        ("2011-12-30 10:00", "Pacific/Apia", "2011-12-31 10:00"),
    ],
)
def test_a_skipped_time_names_what_clocks_show_instead(
    wall_clock: str, name: str, after: str
) -> None:
    with pytest.raises(NoSuchTimeError) as skipped:
        instant(wall_clock, name)

    assert skipped.value.after == after


@pytest.mark.parametrize(
    ("wall_clock", "name", "first", "second"),
    [
        ("2026-11-01 01:30", "America/New_York", "05:30", "06:30"),
        ("2026-04-05 01:45", "Australia/Lord_Howe", "14:45", "15:15"),
    ],
)
def test_a_time_that_happens_twice_names_both_instants(
    wall_clock: str, name: str, first: str, second: str
) -> None:
    with pytest.raises(TimeHappensTwiceError) as twice:
        instant(wall_clock, name)

    assert f"{twice.value.first:%H:%M}" == first
    assert f"{twice.value.second:%H:%M}" == second


@pytest.mark.parametrize(
    "name",
    [
        *("CST", "EST", "GMT", "Etc/GMT+8", "Etc/UCT", "localtime", "Factory"),
        *("posixrules", "Asia/Kuala_Lumpur2", "asia/kuala_lumpur", "Asia", "zones"),
        *("", "/", "../etc/passwd", "Asia/../Asia/Tokyo", "Asia/Tokyo\n", "东京"),
    ],
)
def test_a_zone_that_names_no_place_is_refused(name: str) -> None:
    with pytest.raises(UnknownZoneError):
        zone(name)


def test_every_name_that_is_suggested_is_accepted() -> None:
    names = list(zone_names())

    assert names == sorted(set(names))
    assert {"UTC", "Asia/Kuala_Lumpur", "Europe/London"} <= set(names)
    assert all(zone(name).key == name for name in names)


@given(WALL_CLOCKS)
def test_a_wall_clock_is_read_as_it_is_written(naive: datetime) -> None:
    naive = naive.replace(microsecond=0)

    assert parse_wall_clock(naive.isoformat(" ")) == naive


@pytest.mark.parametrize(
    "text",
    [
        *("2026-02-30 09:00", "2026-13-01 09:00", "2025-02-29 09:00"),
        *("2026-11-24 24:00", "2026-11-24 09:60", "2026-11-24T09:00"),
        *("2026-11-24 9:00", "2026-11-24 09:00Z", "2026-11-24 09:00+08:00"),
        *("2026-11-24 09:00\n", "2026-11-24", "asap", "", "1999-11-24 09:00"),
        *("0001-01-01 00:00", "9999-12-31 23:59", "٢٠٢٦-١١-٢٤ ٠٩:٠٠"),
    ],
)
def test_what_is_not_a_wall_clock_is_refused(text: str) -> None:
    with pytest.raises(ValueError) as refused:  # noqa: PT011 - the type is checked below
        instant(text, "Asia/Kuala_Lumpur")

    assert type(refused.value) is ValueError


@given(st.from_regex(r"2\d{3}-\d\d-\d\d \d\d:\d\d(:\d\d)?", fullmatch=True))
def test_only_ascii_digits_of_a_real_date_make_a_wall_clock(text: str) -> None:
    try:
        parsed = parse_wall_clock(text)
    except ValueError:
        return
    assert parsed.isoformat(" ")[: len(text)] == text


@given(st.integers(0, 99999), st.sampled_from("smhd"))
def test_a_duration_is_a_number_and_a_unit(number: int, unit: str) -> None:
    seconds = {"s": 1, "m": 60, "h": 3600, "d": 86400}[unit]

    assert parse_duration(f"{number}{unit}") == timedelta(seconds=number * seconds)


@pytest.mark.parametrize("text", ["", "2", "h", "-2h", "2.5h", "2w", "٢h", "2h\n"])
def test_what_is_not_a_duration_is_refused(text: str) -> None:
    with pytest.raises(ValueError) as refused:  # noqa: PT011 - the value is checked below
        parse_duration(text)

    assert refused.value.args == (text,)


def test_the_first_and_last_year_have_instants_everywhere() -> None:
    for name in zone_names():
        assert instant("2000-01-01 12:00", name) < instant("2999-12-31 23:59", name)
        assert instant("2000-01-01 12:00", name).tzinfo is UTC
