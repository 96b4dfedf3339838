"""What a change does to the days of a series, as reviewers are told."""
# ruff: noqa: ANN401 - any field of a series

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from mergecast.loading.build_series import series as build
from mergecast.model.schedule import Schedule
from mergecast.model.series import Series
from mergecast.planning.recurrence import turns
from mergecast.renderers.review_series import series_markdown
from mergecast.review.difference import Kind, Side, compare
from mergecast.review.report import SeriesView
from mergecast.review.series import DayKind, counted, day_changes, said

DATA: dict[str, Any] = {
    "id": "tips",
    "accounts": ["acme"],
    "rule": "FREQ=WEEKLY;BYDAY=TU",
    "starts": "2026-11-24 09:00",
    "timezone": "Asia/Kuala_Lumpur",
    "until": "2026-12-22",
    "texts": ["one", "two"],
}


def series(**changed: Any) -> Series:
    return build("calendar/recurring/tips.yaml", DATA | changed)


def told(before: Series | None, after: Series | None) -> list[str]:
    return [
        " ".join(
            filter(None, (str(each.day), each.kind, str(each.text or ""), each.was))
        )
        for each in day_changes(before, after)
    ]


def side(own: Series, digest: str = "a") -> Side:
    return Side(own.whole(), Schedule(), (), {"acme": digest}, own)


def test_of_a_new_series_every_day_is_told_with_its_text() -> None:
    assert told(None, series()) == [
        *("2026-11-24 new 1", "2026-12-01 new 2", "2026-12-08 new 1"),
        *("2026-12-15 new 2", "2026-12-22 new 1"),
    ]


def test_of_a_series_that_goes_every_day_is_dropped() -> None:
    assert {each.kind for each in day_changes(series(), None)} == {DayKind.DROPPED}
    assert compare(side(series()), None).said == ("dropped: a series of 5 days",)


def test_another_weekday_moves_each_turn() -> None:
    changed = series(rule="FREQ=WEEKLY;BYDAY=WE", until="2026-12-09")

    assert told(series(), changed) == [
        *("2026-11-25 moved 1 2026-11-24", "2026-12-02 moved 2 2026-12-01"),
        *("2026-12-09 moved 1 2026-12-08", "2026-12-15 dropped", "2026-12-22 dropped"),
    ]


def test_a_text_more_changes_the_words_of_later_days_alone() -> None:
    assert told(series(), series(texts=["one", "two", "three"])) == [
        *(
            "2026-12-08 with other words 3 text 1",
            "2026-12-15 with other words 1 text 2",
        ),
        "2026-12-22 with other words 2 text 1",
    ]


def test_another_time_of_day_is_told_with_what_it_was() -> None:
    changed = series(starts="2026-11-24 10:00", until="2026-11-24")

    assert told(series(until="2026-11-24"), changed) == [
        "2026-11-24 at another time 1 09:00 Asia/Kuala_Lumpur"
    ]


def test_a_day_that_is_left_out_changes_no_other() -> None:
    assert told(series(), series(**{"except": ["2026-12-08"]})) == [
        "2026-12-08 dropped"
    ]


def test_what_readers_do_not_get_changes_no_day_and_needs_no_approval() -> None:
    changed = series(owner="mei", notes="new", min_gap=7)

    assert told(series(), changed) == []
    found = compare(side(series()), side(changed))
    assert found.kind is Kind.QUIET


def test_every_field_that_binds_is_named() -> None:
    changed = series(
        rule="FREQ=DAILY", count=3, texts=["two", "one"], **{"except": ["2026-11-25"]}
    )
    found = compare(side(series()), side(changed, "b"))

    assert found.kind is Kind.CHANGED
    assert found.said[:4] == (
        "rule: FREQ=WEEKLY;BYDAY=TU → FREQ=DAILY",
        "count: none → 3",
        "left out as well: 2026-11-25",
        "the texts come in another order",
    )


def test_a_day_that_is_taken_back_is_told() -> None:
    changed = series(retract={"2026-11-24": "it was wrong"})
    found = compare(side(series()), side(changed))

    assert found.kind is Kind.CHANGED
    assert found.said == ("2026-11-24 is to be taken back",)


def test_days_before_today_are_over() -> None:
    found = day_changes(None, series(), date(2026, 12, 8))

    assert [str(each.day) for each in found] == [
        *("2026-12-08", "2026-12-15", "2026-12-22"),
    ]


DAYS = st.sampled_from(
    ["FREQ=DAILY", "FREQ=DAILY;INTERVAL=2", "FREQ=WEEKLY;BYDAY=TU,FR"]
)
TEXTS = st.lists(st.sampled_from(["one", "two", "three"]), min_size=1, max_size=4)
LEFT_OUT = st.lists(
    st.dates(date(2026, 11, 24), date(2026, 12, 5)).map(str), unique=True
)


@st.composite
def any_series(draw: st.DrawFn) -> Series:
    return series(
        rule=draw(DAYS),
        texts=draw(TEXTS),
        until=str(draw(st.dates(date(2026, 11, 24), date(2026, 12, 10)))),
        starts=f"2026-11-{draw(st.integers(22, 26))} 09:00",
        **{"except": draw(LEFT_OUT)},
    )


def by_day(own: Series) -> dict[date, tuple[object, ...]]:
    return {turn.day: said(own.texts[own.index(turn.number)]) for turn in turns(own)}


@given(before=any_series(), after=any_series())
@settings(max_examples=150, deadline=None)
def test_exactly_the_days_with_other_words_are_told(
    before: Series, after: Series
) -> None:
    old, new = by_day(before), by_day(after)
    found = day_changes(before, after)

    differ = {day for day in {*old, *new} if old.get(day) != new.get(day)}
    covered = {each.day for each in found} | {
        date.fromisoformat(each.was) for each in found if each.kind is DayKind.MOVED
    }
    assert covered == differ
    for each in found:
        if each.text is not None:
            assert new[each.day] == said(after.texts[each.text - 1])


def test_many_days_are_folded_and_bounded_and_texts_cannot_break_out() -> None:
    own = series(rule="FREQ=DAILY", until="2027-11-24")
    view = SeriesView("<script>`", day_changes(None, own), 366, 5_490_000)
    text = series_markdown(view)

    assert "366 days to come, $5.49 in all" in text
    assert "<details><summary>day by day</summary>" in text
    assert "and 216 more, the last on 2027-11-24" in text
    assert "<script>" not in text.replace("`` <script>` ``", "")
    few = series_markdown(replace(view, days=view.days[:3]))
    assert "<details>" not in few
    assert counted(view.days) == "366 days: 366 new"
