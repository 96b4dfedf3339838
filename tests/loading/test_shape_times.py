"""Times as people write them, and how they are written here."""

from __future__ import annotations

import re
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mergecast.loading.shape_repairs import REPAIRS, repair
from mergecast.schemas import schema

DEFINITIONS = {
    **schema("settings")["$defs"],
    **schema("campaign")["$defs"],
    **schema("post")["$defs"],
}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-11-24T09:00", "2026-11-24 09:00"),
        ("2026-11-24t09:00:30", "2026-11-24 09:00:30"),
        ("2026-11-24  09:00", "2026-11-24 09:00"),
        ("2026-11-24, 09:00", "2026-11-24 09:00"),
        ("2026-11-24 9:00", "2026-11-24 09:00"),
        ("2026-1-4 9:00", "2026-01-04 09:00"),
        ("2026/11/24 09:00", "2026-11-24 09:00"),
        ("2026.11.24 09.00", "2026-11-24 09:00"),
        ("2026-11-24 9am", "2026-11-24 09:00"),
        ("2026-11-24 12:15 AM", "2026-11-24 00:15"),
        ("2026-11-24 12:15 p.m.", "2026-11-24 12:15"),
        ("2026-11-24 9:30PM", "2026-11-24 21:30"),
        ("2026年11月24日 9时30分", "2026-11-24 09:30"),
        ("２０２６－１１－２４　０９：００", "2026-11-24 09:00"),
        ("2026-11-24 14h30", "2026-11-24 14:30"),
        ("ASAP", "asap"),
    ],
)
def test_what_can_mean_one_thing_only_is_corrected(written: str, meant: str) -> None:
    found = repair("publishAt", DEFINITIONS["publishAt"]["pattern"], written)

    assert found.text == meant
    assert found.sure


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("24/11/2026 09:00", "2026-11-24 09:00"),
        ("11/24/2026 09:00", "2026-11-24 09:00"),
        ("11.11.2026 09:00", "2026-11-11 09:00"),
        ("2026-11-30 24:00", "2026-12-01 00:00"),
        ("2026-12-31 24:00", "2027-01-01 00:00"),
        ("2026-11-24 09:00:00.500", "2026-11-24 09:00:00"),
        ("now", "asap"),
    ],
)
def test_what_is_likely_is_offered_and_not_applied(written: str, meant: str) -> None:
    found = repair("publishAt", DEFINITIONS["publishAt"]["pattern"], written)

    assert found.text == meant
    assert not found.sure


@pytest.mark.parametrize(
    ("written", "why", "hint"),
    [
        (
            "2026-11-24T09:00:00Z",
            "zone",
            "2026-11-24 09:00:00, and on a line of its own",
        ),
        ("2026-11-24 09:00 UTC", "zone", "timezone: UTC"),
        ("2026-11-24 09:00+08:00", "zone", "its place in 'timezone'"),
        ("2026-11-24 09:00 GMT+8", "zone", "its place in 'timezone'"),
        ("2026-11-24 09:00 Asia/Tokyo", "zone", "timezone: Asia/Tokyo"),
        ("11/12/2026 09:00", "month", "2026-MM-DD"),
        ("2026-02-30 09:00", "February 2026 has 28 days", ""),
        ("2028-02-30 09:00", "February 2028 has 29 days", ""),
        ("2026-13-01 09:00", "there is no month 13", ""),
        ("2026-11-24", "no time", "2026-11-24 09:00"),
        ("09:00", "no day", ""),
        ("2026-11-24 25:00", "'25:00' is no time of day", ""),
        ("2026-11-24 13pm", "no time of day", ""),
        ("2026-11-24 09:60", "no time of day", ""),
        ("2026-11-24 24:01", "no time of day", ""),
        ("1999-11-24 09:00", "1999", ""),
    ],
)
def test_what_stays_unclear_is_said(written: str, why: str, hint: str) -> None:
    found = repair("wallClock", DEFINITIONS["wallClock"]["pattern"], written)

    assert found.text is None
    assert why in found.why
    assert hint in found.hint


def test_a_last_moment_cannot_be_asap() -> None:
    assert repair("wallClock", DEFINITIONS["wallClock"]["pattern"], "ASAP").text is None


@pytest.mark.parametrize(
    ("name", "written", "meant"),
    [
        ("date", "24.11.2026", "2026-11-24"),
        ("date", "2026/1/4", "2026-01-04"),
        ("date", "2026-11-24 09:00", "2026-11-24"),
        ("timeOfDay", "9:00", "09:00"),
        ("timeOfDay", "9pm", "21:00"),
        ("timeOfDay", "24:00", None),
        ("timeOfDay", "09:00:30", None),
        ("duration", "20 minutes", "20m"),
        ("duration", "2 Hours", "2h"),
        ("duration", "1w", "7d"),
        ("duration", "soon", None),
        ("late", "publish within 2 hours", "publish-within 2h"),
        ("late", "2h", "publish-within 2h"),
        ("late", "HOLD", "hold"),
        ("late", "ask", None),
        ("locale", "zh_hans_cn", "zh-Hans-CN"),
        ("locale", "English", None),
        ("zone", "Asia/Kuala Lumpur", "Asia/Kuala_Lumpur"),
        ("line", "  two words\n", "two words"),
        ("line", "two\nlines", None),
        ("key", "Mei Lín", "mei-lin"),
        ("key", "陈美玲", None),
        ("postId", "Launch 2026!", "launch-2026"),
        ("postId", "ab", None),
        ("postReference", "http://x.com/a/status/1", "https://x.com/a/status/1"),
        ("postReference", "x.com/a/status/1", "https://x.com/a/status/1"),
        ("link", "example.org/consent", "https://example.org/consent"),
    ],
)
def test_other_values_are_corrected_where_they_can_be(
    name: str, written: str, meant: str | None
) -> None:
    assert repair(name, DEFINITIONS[name]["pattern"], written).text == meant


@given(
    when=st.datetimes(datetime(2000, 1, 1), datetime(2999, 12, 31)),  # noqa: DTZ001 - wall clocks have no zone
    form=st.sampled_from(
        ["%Y-%m-%dT%H:%M:%S", "%Y/%m/%d %H:%M:%S", "%Y年%m月%d日 %I:%M:%S %p"]
    ),
)
@settings(max_examples=200, deadline=None)
def test_any_moment_in_any_of_these_forms_is_understood(
    when: datetime, form: str
) -> None:
    found = repair(
        "wallClock", DEFINITIONS["wallClock"]["pattern"], when.strftime(form)
    )

    assert found.text == when.strftime("%Y-%m-%d %H:%M:%S")


@given(name=st.sampled_from(sorted(REPAIRS)), text=st.text(max_size=40))
@settings(max_examples=300, deadline=None)
def test_no_text_is_too_strange_and_every_offer_is_valid(name: str, text: str) -> None:
    pattern = DEFINITIONS.get(name, {"pattern": "^[a-z]+$"})["pattern"]

    found = repair(name, pattern, text)

    assert found.text is None or re.search(pattern, found.text)
