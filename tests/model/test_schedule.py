"""What a post's times mean, and what is said when they mean nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mergecast.model.post import Part, Post
from mergecast.model.schedule import (
    LATE_AFTER,
    Schedule,
    TimeTrouble,
    last_moment,
    parse_late,
    schedule,
    zone_of,
)
from mergecast.model.settings import Account, Late, Publishing, Settings

ACCOUNTS = {
    "acme": Account("acme", "x", "acme_hq", timezone="Asia/Kuala_Lumpur"),
    "acme-sg": Account("acme-sg", "x", "acme_sg", timezone="Asia/Kuala_Lumpur"),
    "acme-us": Account("acme-us", "x", "acme_us", timezone="America/New_York"),
    "acme-odd": Account("acme-odd", "x", "acme_odd", timezone="CST"),
}
SETTINGS = Settings(accounts=ACCOUNTS)


def post(*accounts: str, **fields: str) -> Post:
    publish_at, timezone = fields.get("publish_at"), fields.get("timezone")
    parts = (Part(("text",), "It is out."),)
    path = "calendar/2026/11/24-launch.yaml"
    return Post(path, "launch", accounts, parts, publish_at, timezone, data={**fields})


def test_a_post_goes_out_by_the_clock_that_its_accounts_share() -> None:
    found = schedule(post("acme", "acme-sg", publish_at="2026-11-24 09:00"), SETTINGS)

    assert found == Schedule("Asia/Kuala_Lumpur", datetime(2026, 11, 24, 1, tzinfo=UTC))


def test_its_own_zone_wins_over_the_account_s() -> None:
    found = schedule(
        post("acme", publish_at="2026-11-24 09:00", timezone="Europe/Berlin"), SETTINGS
    )

    assert found.at == datetime(2026, 11, 24, 8, tzinfo=UTC)


def test_until_and_embargo_are_read_in_the_same_zone() -> None:
    found = schedule(
        post(
            "acme",
            publish_at="asap",
            until="2026-11-24 18:00",
            not_before="2026-11-24 08:00",
        ),
        SETTINGS,
    )

    assert found.at is None
    assert found.until == datetime(2026, 11, 24, 10, tzinfo=UTC)
    assert found.not_before == datetime(2026, 11, 24, 0, tzinfo=UTC)
    assert found.trouble is None


@pytest.mark.parametrize(
    ("accounts", "fields", "trouble", "field", "detail"),
    [
        ([], {"publish_at": "2026-11-24 09:00"}, TimeTrouble.NO_ACCOUNT, "", ""),
        (["who"], {"publish_at": "2026-11-24 09:00"}, TimeTrouble.NO_ACCOUNT, "", ""),
        (
            ["acme", "acme-us"],
            {"publish_at": "2026-11-24 09:00"},
            TimeTrouble.ZONES_DIFFER,
            "",
            "",
        ),
        (
            ["acme-us", "who", "acme"],
            {"publish_at": "asap", "until": "2026-11-24 09:00"},
            TimeTrouble.ZONES_DIFFER,
            "",
            "",
        ),
        (["acme"], {"timezone": "CST"}, TimeTrouble.UNKNOWN_ZONE, "timezone", "CST"),
        (
            ["acme-odd"],
            {"publish_at": "2026-11-24 09:00"},
            TimeTrouble.UNKNOWN_ZONE,
            "timezone",
            "CST",
        ),
        (
            ["acme-us"],
            {"publish_at": "2026-03-08 02:30"},
            TimeTrouble.SKIPPED,
            "publish_at",
            "2026-03-08 03:30",
        ),
        (
            ["acme-us"],
            {"publish_at": "2026-03-01 02:30", "until": "2026-03-08 02:30"},
            TimeTrouble.SKIPPED,
            "until",
            "2026-03-08 03:30",
        ),
        (
            ["acme-us"],
            {"publish_at": "2026-11-01 01:30"},
            TimeTrouble.TWICE,
            "publish_at",
            "",
        ),
        (
            ["acme"],
            {"publish_at": "2026-02-30 09:00"},
            TimeTrouble.NOT_A_TIME,
            "publish_at",
            "",
        ),
        (
            ["acme"],
            {"publish_at": "2026-02-28 09:00", "not_before": "soon"},
            TimeTrouble.NOT_A_TIME,
            "not_before",
            "",
        ),
    ],
)
def test_a_time_that_means_nothing_is_named_with_its_field(
    accounts: list[str],
    fields: dict[str, str],
    trouble: TimeTrouble,
    field: str,
    detail: str,
) -> None:
    found = schedule(post(*accounts, **fields), SETTINGS)

    assert (found.trouble, found.detail) == (trouble, detail)
    assert found.field == (field or "publish_at")
    assert (found.at, found.until, found.not_before) == (None, None, None)


def test_a_draft_needs_no_zone_yet() -> None:
    assert schedule(post("acme", "acme-us"), SETTINGS) == Schedule()


def test_which_says_which_of_two() -> None:
    twice = {"publish_at": "2026-11-01 01:30"}

    first = schedule(post("acme-us", **twice, which="first"), SETTINGS)
    second = schedule(post("acme-us", **twice, which="second"), SETTINGS)

    assert first.at == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)
    assert second.at == datetime(2026, 11, 1, 6, 30, tzinfo=UTC)


def test_an_end_or_embargo_that_happens_twice_is_the_later_one() -> None:
    found = schedule(
        post(
            "acme-us",
            publish_at="asap",
            until="2026-11-01 01:30",
            not_before="2026-11-01 01:10",
            which="first",
        ),
        SETTINGS,
    )

    assert found.until == datetime(2026, 11, 1, 6, 30, tzinfo=UTC)
    assert found.not_before == datetime(2026, 11, 1, 6, 10, tzinfo=UTC)


def test_the_zone_is_the_post_s_then_the_accounts_then_a_trouble() -> None:
    assert zone_of(post("acme", timezone="UTC"), SETTINGS) == "UTC"
    assert zone_of(post("who", "acme"), SETTINGS) == "Asia/Kuala_Lumpur"
    assert zone_of(post("acme", "acme-us"), SETTINGS) is TimeTrouble.ZONES_DIFFER


@pytest.mark.parametrize(
    ("fields", "minutes"),
    [
        ({}, 120),
        ({"late": "publish-within 30m"}, 30),
        ({"late": "hold"}, 10),
        ({"late": "skip"}, 10),
        ({"until": "2026-11-24 09:45"}, 45),
        ({"until": "2026-11-24 23:00"}, 120),
        ({"late": "publish-within 30m", "until": "2026-11-24 09:45"}, 30),
    ],
)
def test_the_last_moment_is_the_end_of_the_window_or_until(
    fields: dict[str, str], minutes: int
) -> None:
    timed = post("acme", publish_at="2026-11-24 09:00", **fields)
    when = schedule(timed, SETTINGS)

    assert when.at is not None
    assert last_moment(timed, when, SETTINGS) == when.at + timedelta(minutes=minutes)


def test_the_last_moment_of_an_asap_post_is_its_until() -> None:
    asap = post("acme", publish_at="asap", until="2026-11-24 18:00")
    open_ended = post("acme", publish_at="asap")

    assert last_moment(asap, schedule(asap, SETTINGS), SETTINGS) == datetime(
        2026, 11, 24, 10, tzinfo=UTC
    )
    assert last_moment(open_ended, Schedule(), SETTINGS) is None


def test_the_workspace_s_late_counts_where_the_post_has_none() -> None:
    strict = Settings(accounts=ACCOUNTS, publishing=Publishing(late=Late("hold")))
    timed = post("acme", publish_at="2026-11-24 09:00")
    when = schedule(timed, strict)

    assert when.at is not None
    assert last_moment(timed, when, strict) == when.at + LATE_AFTER


@given(st.integers(1, 9999), st.sampled_from("mhd"))
def test_a_late_window_is_read(number: int, unit: str) -> None:
    late = parse_late(f"publish-within {number}{unit}")

    assert late.action == "publish-within"
    assert (
        late.window
        == number
        * {
            "m": timedelta(minutes=1),
            "h": timedelta(hours=1),
            "d": timedelta(days=1),
        }[unit]
    )
    assert parse_late("hold") == Late("hold")
