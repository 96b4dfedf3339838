"""The calendar on a terminal."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from planning.calendar_posts import post, shown

from mergecast.model.post import Post
from mergecast.planning.days import View, by_day, days
from mergecast.renderers.calendar_shown import CalendarReport, calendar_text
from mergecast.renderers.cells import width

ZONE = ZoneInfo("Asia/Kuala_Lumpur")
NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
_SGR = re.compile(r"\033\[[0-9]*m")


def _text(view: View, *posts: Post, columns: int = 100, colour: bool = False) -> str:
    span = days(view, date(2026, 11, 24))
    every = [shown(each) for each in posts]
    ideas = [each for each in every if each.at is None]
    report = CalendarReport(view, span, ZONE, NOW, by_day(every, span, ZONE), ideas)
    return calendar_text(report, columns=columns, colour=colour)


def test_a_month_has_a_column_for_each_weekday_and_says_whose_clock() -> None:
    text = _text(View.MONTH, post("launch", text="mergecast 1.0 is out"), columns=125)

    assert text.startswith("November 2026  times in Asia/Kuala_Lumpur\n")
    assert "Tue 24 today" in text
    assert " 09:00 mergecast…" in text


def test_a_full_day_says_how_many_more_there_are() -> None:
    posts = [post(f"post-{hour}", f"2026-11-24 {hour:02}:00") for hour in range(9, 15)]

    assert "+2 more" in _text(View.MONTH, *posts)
    assert "more" not in _text(View.MONTH, *posts[:5])


def test_a_week_shows_whole_first_lines() -> None:
    text = _text(View.WEEK, post("launch", text="one two three four five six seven"))

    assert "seven" in text


def test_an_agenda_names_the_post_and_leaves_empty_days_out() -> None:
    text = _text(View.AGENDA, post("launch", bucket="evergreen"), post("later", None))

    assert "Tue 2026-11-24" in text
    assert "09:00 launch  acme  (scheduled, evergreen)" in text
    assert "Wed" not in text
    assert "1 idea without a time: later" in text


def test_an_empty_calendar_says_so() -> None:
    assert "nothing is planned in these days" in _text(View.AGENDA)


def test_a_narrow_terminal_gets_the_list_instead_of_columns() -> None:
    text = _text(View.MONTH, post("launch"), columns=60)

    assert "|" not in text
    assert "launch" in text


def test_narrow_columns_give_the_words_a_row_of_their_own() -> None:
    lines = _text(View.MONTH, post("launch", text="It is out"), columns=80).splitlines()

    (row,) = [number for number, line in enumerate(lines) if " 09:00 " in line]
    assert " It is out" in lines[row + 1]
    assert "Tue 24 now" in lines[row - 1]


def test_days_of_other_months_step_back() -> None:
    text = _text(View.MONTH, post("launch"), colour=True)

    assert "\033[2mMon 26" in text
    assert "\033[1mSun 01" in text


def test_a_week_of_several_accounts_says_whose_a_post_is() -> None:
    two = [post("launch"), post("tea", accounts=["acme-uk"])]

    assert "[acme-uk]" in _text(View.WEEK, *two, columns=140)
    assert "[acme]" not in _text(View.WEEK, two[0], columns=140)


def test_what_goes_on_in_the_next_line_is_set_in() -> None:
    text = _text(View.AGENDA, post("a-rather-long-name-of-a-post"), columns=49)

    head, more, title = text.splitlines()[3:6]
    assert head.startswith(" 09:00 a-rather-long-name")
    assert more.startswith(" " * 9)
    assert title.startswith(" " * 9)


TEXTS = st.lists(
    st.text(st.characters(blacklist_categories=["Cs"]), min_size=1, max_size=60)
    | st.sampled_from(["维护已经完成", "مرحبا بالعالم", "👨‍👩‍👧‍👦🏳️‍🌈", "\x1b[31mred"]),
    min_size=1,
    max_size=4,
)


@settings(max_examples=60)
@given(TEXTS, st.integers(24, 160), st.sampled_from(list(View)))
def test_no_line_is_wider_than_the_terminal_and_columns_stay_straight(
    texts: list[str], columns: int, view: View
) -> None:
    posts = [post(f"post-{number}", text=text) for number, text in enumerate(texts)]

    lines = _text(view, *posts, columns=columns).splitlines()

    assert all(width(line) <= columns for line in lines)
    rows = [line for line in lines if line.count("|") >= 6 or line.startswith("----")]
    bars = {tuple(_bars(line)) for line in rows if "…" not in line and "|" in line}
    assert len({each[:6] for each in bars if len(each) == 6}) <= 1


def _bars(line: str) -> list[int]:
    return [width(line[: found.start()]) for found in re.finditer(r"\|", line)]


@pytest.mark.parametrize("view", list(View))
def test_colours_change_no_character(view: View) -> None:
    posts = [post("launch"), post("flood", "asap", until="2026-11-25 09:00")]

    coloured = _text(view, *posts, colour=True)

    assert "\033[" in coloured
    plain = [line.rstrip() for line in _SGR.sub("", coloured).splitlines()]
    assert plain == _text(view, *posts).splitlines()
