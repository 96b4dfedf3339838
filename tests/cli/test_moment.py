"""Days and instants on the command line: read, or refused with words; never a crash."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mergecast.cli.times.moment import Instant, Moment

TYPES = [Instant(), Moment(), Moment(end=True)]
FAR = [
    "0001-01-01T00:00Z",
    "0001-01-01T00:00+05:00",
    "1999-12-31T23:59:59-10:00",
    "3000-01-01T00:00Z",
    "9999-12-31T23:59-10:00",
    "9999-12-31T23:59:59.999999Z",
]
NONSENSE = [
    "",
    " ",
    "noon",
    "明天",
    "غدا",
    "２０２６-11-24T01:00Z",
    "2026-02-30T01:00Z",
    "2026-11-24T25:00Z",
    "2026-11-24T01:00+24:00",
    "10000-01-01T00:00Z",
    "-2026-11-24T01:00Z",
]


def refused(kind: Instant | Moment, text: str) -> str:
    with pytest.raises(click.BadParameter) as caught:
        kind.convert(text, None, None)
    return caught.value.message


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2026-11-24T01:00Z", datetime(2026, 11, 24, 1, tzinfo=UTC)),
        ("2026-11-24T09:00+08:00", datetime(2026, 11, 24, 1, tzinfo=UTC)),
        ("2026-11-24 09:00:30+08:00", datetime(2026, 11, 24, 1, 0, 30, tzinfo=UTC)),
        ("2000-01-01T00:00+14:00", datetime(1999, 12, 31, 10, tzinfo=UTC)),
        ("2999-12-31T23:59-10:00", datetime(3000, 1, 1, 9, 59, tzinfo=UTC)),
    ],
)
def test_an_instant_is_read_with_its_offset(text: str, at: datetime) -> None:
    for kind in TYPES:
        found = kind.convert(text, None, None)

        assert (found, found.tzinfo) == (at, UTC)
        assert kind.convert(found, None, None) is found


def test_a_day_is_its_first_instant_or_its_end() -> None:
    first = datetime(2026, 11, 24, tzinfo=UTC)

    assert Moment().convert("2026-11-24", None, None) == first
    assert Moment(end=True).convert("2026-11-24", None, None) == first + timedelta(1)
    assert Moment(end=True).convert("2999-12-31", None, None) == datetime(
        3000, 1, 1, tzinfo=UTC
    )


def test_a_day_is_no_instant() -> None:
    assert refused(Instant(), "2026-11-24").startswith("'2026-11-24' is not an instant")


@pytest.mark.parametrize("text", ["2026-11-24T01:00", "2026-11-24 01:00:30"])
@pytest.mark.parametrize("kind", TYPES, ids=repr)
def test_a_time_without_an_offset_is_refused(kind: Instant | Moment, text: str) -> None:
    assert refused(kind, text).startswith(f"'{text}' is not a")


@pytest.mark.parametrize("text", FAR)
@pytest.mark.parametrize("kind", TYPES, ids=repr)
def test_years_that_no_time_can_be_counted_with_are_refused(
    kind: Instant | Moment, text: str
) -> None:
    assert refused(kind, text) == f"'{text}' is not in the years 2000 to 2999"


@pytest.mark.parametrize("text", ["0001-01-01", "1999-12-31", "9999-12-31"])
@pytest.mark.parametrize("kind", TYPES[1:], ids=repr)
def test_so_are_such_days(kind: Moment, text: str) -> None:
    assert refused(kind, text) == f"'{text}' is not in the years 2000 to 2999"


@pytest.mark.parametrize("text", NONSENSE)
@pytest.mark.parametrize("kind", TYPES, ids=repr)
def test_nonsense_is_refused_and_shown(kind: Instant | Moment, text: str) -> None:
    assert refused(kind, text).startswith(f"'{text}' is not a")


_PIECES = st.from_regex(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}([+-][0-9]{2}:[0-9]{2}|Z)?)?",
    fullmatch=True,
)


@given(_PIECES | st.datetimes(timezones=st.timezones()).map(str) | st.text())
def test_whatever_is_typed_is_an_instant_or_refused(text: str) -> None:
    for kind in TYPES:
        try:
            found = kind.convert(text, None, None)
        except click.BadParameter:
            continue
        assert found.tzinfo is UTC
        assert found - timedelta(days=400) < found < found + timedelta(days=400)
