"""Times are read as people write them in three languages, and never guessed."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mergecast.intake.days import WEEKDAYS
from mergecast.intake.said import AskBackError
from mergecast.intake.when import When, when

KL = "Asia/Kuala_Lumpur"
NOW = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
"""A Sunday, noon in Kuala Lumpur."""


def _when(text: str, zones: Collection[str] = (KL,)) -> When:
    return when(text, zones, NOW, NOW)


def _asked(text: str, zones: Collection[str] = (KL,)) -> str:
    with pytest.raises(AskBackError) as error:
        _when(text, zones)
    return error.value.said.name


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-24 09:00",
        "2026-11-24T09:00",
        " 2026-11-24  9:00 ",
        "2026/11/24 9:00 am",
        "24/11/2026 9am",
        "24.11.2026 09.00",
        "24-11-2026 at 9 a.m.",
        "24 November 2026, 9am",
        "24 Nov 2026 9:00",
        "the 24th of November 2026 at 9 in the morning",
        "November 24, 2026 9 am",
        "Tuesday 24 November 2026, 09:00",
        "9am, 24/11/2026",
        "day after tomorrow 9am",
        "lusa pukul 9 pagi",
        "24 November 2026 jam 9.00 pagi",
        "Selasa, 24hb November 2026, 9 pagi",
        "2026年11月24日 上午9点",
        "2026年11月24日上午九点",
        "２０２６年１１月２４日　０９：００",
        "后天早上9点",
        "周二 2026-11-24 9:00",
    ],
)
def test_one_time_in_many_ways(text: str) -> None:
    assert _when(text).fields == {"publish_at": "2026-11-24 09:00"}


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("today 5pm", "2026-11-22 17:00"),
        ("tonight 8", "2026-11-22 20:00"),
        ("hari ini 5 petang", "2026-11-22 17:00"),
        ("malam ini 8.30", "2026-11-22 20:30"),
        ("今天下午3点15分", "2026-11-22 15:15"),
        ("今晚八点半", "2026-11-22 20:30"),
        ("tomorrow noon", "2026-11-23 12:00"),
        ("besok 9 pagi", "2026-11-23 09:00"),
        ("esok 12 tengah hari", "2026-11-23 12:00"),
        ("明天上午9点", "2026-11-23 09:00"),
        ("明早十一点", "2026-11-23 11:00"),
        ("明天21点", "2026-11-23 21:00"),
        ("tomorrow 12:05 am", "2026-11-23 00:05"),
        ("tomorrow 12pm", "2026-11-23 12:00"),
        ("tomorrow 09:00:30", "2026-11-23 09:00:30"),
        ("29/2/2028 23:59", "2028-02-29 23:59"),
        ("5/5/2027 10:00", "2027-05-05 10:00"),
        ("11/24/2026 9am", "2026-11-24 09:00"),
    ],
)
def test_the_day_and_the_half_of_it(text: str, clock: str) -> None:
    assert _when(text).fields == {"publish_at": clock}


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("3/4/2027 9am", "when-two-readings"),
        ("24/11 9am", "when-no-year"),
        ("24/11/26 9am", "when-no-year"),
        ("11月24日 9:00", "when-no-year"),
        ("24 November 9am", "when-no-year"),
        ("Friday 9am", "when-weekday"),
        ("next Friday at 9am", "when-weekday"),
        ("下周五上午9点", "when-weekday"),
        ("Jumaat 9 pagi", "when-weekday"),
        ("Wed 24 Nov 2026 9:00", "when-other-weekday"),
        ("tomorrow at 9", "when-which-half"),
        ("明天9点", "when-which-half"),
        ("esok pukul 9", "when-which-half"),
        ("tomorrow", "when-no-time"),
        ("2026-11-24", "when-no-time"),
        ("9am", "when-no-day"),
        ("soon", "when-no-day"),
        ("2026-02-30 09:00", "when-no-such-day"),
        ("31/13/2026 09:00", "when-no-such-day"),
        ("2026-11-24 24:00", "when-no-such-time"),
        ("2026-11-24 09:60", "when-no-such-time"),
        ("esok 12 malam", "when-odd-part"),
        ("tomorrow 0 am", "when-odd-part"),
        ("2026-11-24 15:00 am", "when-odd-part"),
        ("2026-11-21 09:00", "when-passed"),
        ("today 11am", "when-passed"),
        ("2026-11-24 09:00 GMT", "when-strange-zone"),
        ("2026-11-24 09:00Z", "when-strange-zone"),
        ("2026-11-24 09:00 +08:00", "when-strange-zone"),
        ("2026-11-24 9am PST", "when-strange-zone"),
        ("2026-11-24 09:00 Mars/Olympus", "when-unknown-zone"),
        ("tomorrow or today 9am", "when-two-days"),
        ("2026-11-24 or 2026-11-25 9am", "when-two-days"),
        ("tomorrow 9am 10am", "when-two-times"),
        ("tomorrow 9am or 10am", "when-unknown-words"),
        ("tomorrow 9am please $(reboot)", "when-unknown-words"),
        ("tomorrow midnight", "when-unknown-words"),
        ("asap", "when-asap-until"),
        ("尽快", "when-asap-until"),
        ("as soon as possible 2026-11-24 18:00", "when-asap-until"),
        ("x" * 201, "when-too-long"),
        ("9" * 190, "when-no-day"),
    ],
)
def test_what_has_no_one_meaning_is_asked_back(text: str, question: str) -> None:
    assert _asked(text) == question


def test_both_readings_are_offered() -> None:
    with pytest.raises(AskBackError) as error:
        _when("3/4/2027 9am")

    assert error.value.said.values == {"one": "2027-04-03", "other": "2027-03-04"}


@pytest.mark.parametrize(
    "text", ["", "  ", "queue", "Queue.", "待定", "belum", "later"]
)
def test_no_time_yet_is_an_answer(text: str) -> None:
    found = _when(text)

    assert (dict(found.fields), found.day) == ({}, None)


@pytest.mark.parametrize(
    "text",
    [
        "asap until 2026-11-24 18:00",
        "As soon as possible, until 24/11/2026 6pm",
        "now, not after 2026-11-24 18:00",
        "尽快，最晚 2026-11-24 18:00",
        "尽快，2026-11-24 18:00 之前",
        "马上，后天下午6点前",
        "secepat mungkin, sebelum 2026-11-24 18:00",
        "segera, sehingga lusa 6 petang",
    ],
)
def test_at_once_has_an_end(text: str) -> None:
    found = _when(text)

    assert found.fields == {"publish_at": "asap", "until": "2026-11-24 18:00"}
    assert found.day == "2026-11-24"


def test_tomorrow_is_the_day_after_it_was_written_where_the_account_is() -> None:
    late = datetime(2026, 11, 22, 17, 0, tzinfo=UTC)  # the 23rd in Kuala Lumpur

    assert when("tomorrow 9am", [KL], late, late).day == "2026-11-24"
    assert when("tomorrow 9am", ["UTC"], late, late).day == "2026-11-23"


def test_a_place_that_is_named_counts() -> None:
    found = _when("2026-11-24 09:00 Europe/London")

    assert found.fields == {
        "publish_at": "2026-11-24 09:00",
        "timezone": "Europe/London",
    }
    assert found.at == datetime(2026, 11, 24, 9, tzinfo=UTC)


def test_accounts_in_two_zones_need_a_place() -> None:
    zones = (KL, "Europe/London")

    assert _asked("2026-11-24 09:00", zones) == "when-zones-differ"
    found = _when(f"2026-11-24 09:00 ({KL})", zones)
    assert found.fields["timezone"] == KL


def test_times_that_clocks_skip_or_show_twice() -> None:
    london = ["Europe/London"]

    assert _asked("2027-03-28 01:30", london) == "when-skipped"
    assert _asked("2027-10-31 01:30", london) == "when-twice"
    found = _when("2027-10-31 01:30 second", london)
    assert found.fields == {"publish_at": "2027-10-31 01:30", "which": "second"}
    assert found.at == datetime(2027, 10, 31, 1, 30, tzinfo=UTC)


_PIECES = st.sampled_from(
    [
        *("tomorrow", "besok", "明天", "24/11/2026", "2026-11-24", "9am", "9", "pagi"),
        *("asap", "until", "最晚", "之前", "Asia/Tokyo", "first", "GMT", "上午", "点"),
        *("99:99", "Friday", "a/b", "31/12/2999", "23:59:59", "0", "١٢", "2026-2-31"),
    ]
)


@settings(max_examples=300, deadline=None)
@given(text=st.lists(_PIECES | st.text(max_size=6), max_size=7).map(" ".join))
def test_any_text_is_a_time_or_a_question(text: str) -> None:
    try:
        found = _when(text)
    except AskBackError:
        return
    assert found.at is None or found.at > NOW


@settings(max_examples=100, deadline=None)
@given(
    at=st.datetimes(
        NOW.replace(tzinfo=None) + timedelta(days=2),
        datetime(2999, 1, 1),  # noqa: DTZ001 - hypothesis wants naive ones
    ).map(lambda at: at.replace(second=0, microsecond=0))
)
def test_every_minute_is_read_in_every_form(at: datetime) -> None:
    wanted = f"{at:%Y-%m-%d %H:%M}"
    hour = f"{at.hour % 12 or 12}:{at:%M} {'pm' if at.hour >= 12 else 'am'}"
    weekday = next(name for name, number in WEEKDAYS.items() if number == at.weekday())

    for text in (
        wanted,
        f"{at.day} {at:%B} {at.year} {hour}",
        f"{at.year}年{at.month}月{at.day}日 {at:%H:%M}",
        f"{weekday}, {at:%B} {at.day}, {at.year}, {hour}",
    ):
        assert _when(text, ["UTC"]).fields == {"publish_at": wanted}, text


PAGE = Path(__file__).parents[2] / "docs/how-to/draft-without-git.md"


def test_what_the_page_says_is_understood_is_and_the_rest_is_asked_back() -> None:
    text = PAGE.read_text("utf-8").partition("## Times that are understood")[2]
    table, _, below = text.partition("*Tomorrow*")
    told = [
        each
        for row in re.findall(r"^\| (`.*) \|", table, re.MULTILINE)
        for each in re.findall(r"`([^`]+)`", row)
    ]
    asked = re.findall(r"`([^`]+)`", below.partition("is asked back")[0])

    assert (len(told), len(asked)) == (11, 3)
    for each in told:
        _when(each)
    for each in asked:
        _asked(each)
