"""Spacing, caps and repeated words against a slow model that compares everything."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import combinations, pairwise

import pytest
from checks.asking import of_calendar, of_rows
from checks.example_workspace import workspace
from hypothesis import given, settings
from hypothesis import strategies as st

from mergecast.checks import (
    day_too_full,
    id_duplicate,
    reference_unknown,
    spacing_too_close,
    text_repeated,
    text_same_on_accounts,
)
from mergecast.checks.base import CalendarCheck, Context, Row
from mergecast.checks.basis.rows import NO_WORDS
from mergecast.checks.table import CALENDAR_CHECKS
from mergecast.findings import Remark
from mergecast.model.moments import zone, zone_names
from mergecast.model.settings import Account, Publishing, Settings
from mergecast.model.workspace import Workspace

ZONES = {
    "acme": "Asia/Kuala_Lumpur",
    "acme-us": "America/New_York",
    "acme-au": "Australia/Lord_Howe",
    "acme-ws": "Pacific/Apia",
    "blue": "Europe/Berlin",
}
NETWORKS = {key: "bluesky" if key == "blue" else "x" for key in ZONES}
ACCOUNTS = {
    key: Account(key, NETWORKS[key], key, timezone=name) for key, name in ZONES.items()
}
# Days on which some of these zones jump, and one on which none does.
DAYS = [
    *("2026-03-08", "2026-03-29", "2026-04-05", "2026-10-04", "2026-10-25"),
    *("2026-11-01", "2026-07-01", "2011-12-29", "2011-12-31"),
]


def space(publishing: Publishing, **options: object) -> Context:
    settings = Settings(accounts=ACCOUNTS, publishing=publishing)
    return Context(Workspace(settings), options=options)


def at(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


@st.composite
def calendars(draw: st.DrawFn, minutes: int = 3 * 1440) -> list[Row]:
    """Posts around a day on which clocks jump; some have no time, some no words."""
    start = at(draw(st.sampled_from(DAYS))) - minutes * 30
    rows = []
    for number in range(draw(st.integers(0, 14))):
        keys = draw(st.lists(st.sampled_from(sorted(ZONES)), min_size=1, unique=True))
        minute = draw(st.none() | st.integers(0, minutes))
        words = draw(
            st.lists(st.integers(0, 3), min_size=len(keys), max_size=len(keys))
        )
        rows.append(
            Row(
                f"calendar/{number:02}.yaml",
                f"post-{number}",
                tuple(keys),
                None if minute is None else start + minute * 60,
                tuple(words),
            )
        )
    return rows


def places(found: list[Remark]) -> set[str]:
    return {remark.place.path for remark in found}


def _said(row: Row) -> set[tuple[str, int]]:
    return {*zip(row.accounts, row.texts, strict=True)}


def close(one: Row, other: Row, seconds: float) -> bool:
    if one.at is None or other.at is None:
        return False
    return abs(one.at - other.at) < seconds


@settings(deadline=None)
@given(calendars(600), st.integers(0, 90))
def test_every_post_with_a_neighbour_too_close_is_told(
    rows: list[Row], minutes: int
) -> None:
    spacing = timedelta(minutes=minutes)
    expected = {
        row.path
        for pair in combinations(rows, 2)
        if set(pair[0].accounts) & set(pair[1].accounts)
        and close(*pair, spacing.total_seconds())
        for row in pair
    }

    found = of_rows(spacing_too_close, rows, space(Publishing(spacing=spacing)))

    assert places(found) == expected


@st.composite
def busy_accounts(draw: st.DrawFn) -> list[Row]:
    """Many posts on one account within a few days around a jump of clocks."""
    key = draw(st.sampled_from(sorted(ZONES)))
    start = at(draw(st.sampled_from(DAYS))) - 2 * 86400
    minutes = draw(st.lists(st.integers(0, 5 * 1440), min_size=3, max_size=25))
    return [
        Row(f"{number:02}.yaml", f"post-{number}", (key,), start + minute * 60, (1,))
        for number, minute in enumerate(minutes)
    ]


@settings(deadline=None)
@given(calendars() | busy_accounts(), st.none() | st.integers(0, 6))
def test_every_post_of_a_day_over_the_cap_is_told(
    rows: list[Row], most: int | None
) -> None:
    days = Counter(
        (key, datetime.fromtimestamp(row.at, zone(ZONES[key])).date(), row.path)
        for row in rows
        if row.at is not None
        for key in row.accounts
    )
    sizes = Counter((key, day) for key, day, _ in days)
    expected = {
        path for key, day, path in days if most is not None and sizes[key, day] > most
    }

    found = of_rows(day_too_full, rows, space(Publishing(per_day=most)))

    assert places(found) == expected


@pytest.mark.parametrize("full", [0, 1, 2])
def test_a_full_day_is_found_between_others(full: int) -> None:
    hours = [day * 48 + hour for day in range(3) for hour in range(2 + (day == full))]
    start = at("2026-07-01")
    rows = [
        Row(f"{hour}.yaml", f"post-{hour}", ("blue",), start + hour * 3600, (1,))
        for hour in hours
    ]

    found = of_rows(day_too_full, rows, space(Publishing(per_day=2)))

    assert places(found) == {f"{full * 48 + hour}.yaml" for hour in range(3)}
    others = " and ".join(f"'post-{full * 48 + hour}'" for hour in (1, 2))
    assert (
        f"with {others.replace(' and ', ', ')}; 'per_day' allows 2" in found[0].message
    )


def test_no_day_since_2000_is_longer_than_the_cap_s_window() -> None:
    week = 7 * 86400
    for name in zone_names():
        place = zone(name)
        offsets = [
            datetime.fromtimestamp(when, place).utcoffset() or timedelta()
            for when in range(at("2000-01-01"), at("2038-01-01"), week)
        ]
        back = max(a - b for a, b in pairwise(offsets))

        assert timedelta(hours=24) + back <= timedelta(
            seconds=day_too_full._LONGEST_DAY
        )


@settings(deadline=None)
@given(calendars(), st.integers(0, 3))
def test_every_post_that_repeats_its_account_is_told(
    rows: list[Row], days: int
) -> None:
    expected = {
        row.path
        for one, other in combinations(rows, 2)
        if close(one, other, days * 86400)
        and any(words != NO_WORDS for _, words in _said(one) & _said(other))
        for row in (one, other)
    }

    found = of_rows(text_repeated, rows, space(Publishing(), days=days))

    assert places(found) == expected


@settings(deadline=None)
@given(calendars(), st.integers(0, 3))
def test_the_same_words_on_two_accounts_of_a_network_are_told(
    rows: list[Row], days: int
) -> None:
    said = [
        (row, key, words)
        for row in rows
        for key, words in zip(row.accounts, row.texts, strict=True)
        if words != NO_WORDS
    ]
    expected = {
        row.path
        for (one, key, words), (other, elsewhere, same) in combinations(said, 2)
        if words == same and key != elsewhere and NETWORKS[key] == NETWORKS[elsewhere]
        if one is other or close(one, other, days * 86400)
        for row in (one, other)
    }

    found = of_rows(text_same_on_accounts, rows, space(Publishing(), days=days))

    # Of many posts alike each is compared with the one before it only.
    assert places(found) <= expected
    assert bool(found) == bool(expected)


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(["a", "b", "c"]), max_size=6),
    st.lists(st.sampled_from(["a", "b", "nowhere"]), max_size=6),
)
def test_ids_are_unique_and_references_lead_somewhere(
    ids: list[str], named: list[str]
) -> None:
    rows = [
        Row(f"{number}.yaml", name, (), None, (), refers=(("quote", other),))
        for number, (name, other) in enumerate(zip(ids, named, strict=False))
    ]
    names = [row.id for row in rows]

    twice = {row.path for row in rows if names.count(row.id) > 1}
    lost = {
        row.path
        for row in rows
        if row.refers[0][1] not in names or row.refers[0][1] == row.id
    }

    assert places(of_rows(id_duplicate, rows)) == twice
    assert places(of_rows(reference_unknown, rows)) == lost


def rows_of(*ids: str) -> list[Row]:
    return [Row(f"calendar/{n}.yaml", name, (), None, ()) for n, name in enumerate(ids)]


def test_an_id_names_another_file_that_has_it() -> None:
    found = of_rows(id_duplicate, rows_of("a", "b", "a", "a"))

    assert [(remark.place.path, remark.message) for remark in found] == [
        ("calendar/0.yaml", "id 'a' is also the id of calendar/2.yaml and 1 more"),
        ("calendar/2.yaml", "id 'a' is also the id of calendar/0.yaml and 1 more"),
        ("calendar/3.yaml", "id 'a' is also the id of calendar/0.yaml and 1 more"),
    ]


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("lauch-2026", "did you mean 'launch-2026'?"),
        ("launch-2O26", "did you mean 'launch-2026'?"),
        ("zzz", "write the id of a post"),
    ],
)
def test_a_reference_names_the_post_that_was_meant(name: str, hint: str) -> None:
    rows = [
        *rows_of("launch-2026", *(f"other-{number}" for number in range(300))),
        Row("calendar/x.yaml", "x", (), None, (), refers=(("reply_to", name),)),
    ]

    (found,) = of_rows(reference_unknown, rows)

    assert found.place.route == ("reply_to",)
    assert found.message == f"there is no post '{name}'"
    assert found.hint == hint


def test_a_post_cannot_answer_itself() -> None:
    row = Row("calendar/x.yaml", "x", (), None, (), refers=(("quote", "x"),))

    (found,) = of_rows(reference_unknown, [row])

    assert found.message == "a post cannot refer to itself"


TWO = """
# calendar/2026/11/24-a.yaml
{{id: first, accounts: {one}, publish_at: {at}, text: "{text}"}}
# calendar/2026/11/24-b.yaml
{{id: second, accounts: {other}, publish_at: {later}, text: "{text} "}}
"""


def two(**fields: str) -> str:
    known = {"one": "[acme]", "other": "[acme]", "text": "合并即发布 🎉"}
    times = {"at": "2026-11-24 09:00", "later": "2026-11-24 09:12"}
    return TWO.format(**{**known, **times, **fields})


def test_posts_too_close_name_each_other_and_the_distance() -> None:
    first, second = of_calendar(spacing_too_close, two())

    assert first.message == (
        "on 'acme' it goes out 12 min before 'second' (calendar/2026/11/24-b.yaml)"
    )
    assert second.message == (
        "on 'acme' it goes out 12 min after 'first' (calendar/2026/11/24-a.yaml)"
    )
    assert first.hint == "leave 20 min between them"


def test_posts_at_one_minute_are_said_to_be_so() -> None:
    first, _ = of_calendar(spacing_too_close, two(later="2026-11-24 09:00"))

    assert "at the same time as 'second'" in first.message


def test_words_repeated_name_the_other_post() -> None:
    first, second = of_calendar(text_repeated, two(later="2026-11-26 10:00"))

    assert first.message == (
        "'acme' says the same in 'second', 2 d 1 h after it "
        "(calendar/2026/11/24-b.yaml)"
    )
    assert "2 d 1 h before it" in second.message


@pytest.mark.parametrize(
    ("later", "told"), [("2026-12-01 08:59", 2), ("2026-12-01 09:00", 0)]
)
def test_words_may_return_after_seven_days(later: str, told: int) -> None:
    assert len(of_calendar(text_repeated, two(later=later))) == told
    elsewhere = two(later=later, other="[acme-my]")
    assert len(of_calendar(text_same_on_accounts, elsewhere)) == told


def test_words_on_two_accounts_name_both() -> None:
    first, second = of_calendar(text_same_on_accounts, two(other="[acme-my]"))

    assert "'acme-my' says the same words here as 'acme' in 'first'" in first.message
    assert "'acme' says the same words here as 'acme-my' in 'second'" in second.message


@pytest.mark.parametrize("check", CALENDAR_CHECKS, ids=lambda check: check.ID)
def test_a_large_calendar_of_clashes_is_told_in_a_few_remarks_a_post(
    check: CalendarCheck,
) -> None:
    """Every post clashes with every other: anything quadratic would take minutes."""
    refers = (("reply_to", "somebody-else"),)
    rows = [
        Row(
            f"calendar/{number}.yaml",
            "same",
            ("acme", "acme-my"),
            0,
            (7, 7),
            refers=refers,
        )
        for number in range(20_000)
    ]
    context = Context(workspace(), options=check.OPTIONS)

    assert len(list(check.check(rows, context))) <= 4 * len(rows)


@pytest.mark.parametrize("days", ["seven", -1, True, None, 1.5])
def test_an_option_that_is_no_number_of_days_counts_as_unset(days: object) -> None:
    rows = [
        Row(f"{day}.yaml", f"post-{day}", ("acme",), day * 86400, (7,))
        for day in (0, 6)
    ]

    found = of_rows(text_repeated, rows, space(Publishing(), days=days))

    assert len(found) == 2
