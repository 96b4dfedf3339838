"""The queue into slots: nothing where it may not be, and no slot empty for nothing."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from planning.slot_model import DAY, account, written

from mergecast.model.settings import Settings
from mergecast.planning.filling import Draft, Placed, Window, fill
from mergecast.planning.kinds import Kinds
from mergecast.planning.mix import goals
from mergecast.planning.timetable import Pace, Timetable, Timetables, chances, why_not

NOW = datetime(2026, 3, 26, 12, tzinfo=UTC)  # clocks in London change on the 29th
FIRST, LAST = date(2026, 3, 27), date(2026, 3, 31)
ACCOUNTS = (
    account(["01:30", "09:00", written("12:00", reserved=True), "12:30"], key="a"),
    account(["09:00", "18:30"], "Europe/London", key="b"),
    account([], key="c"),
)
MINUTES = st.integers(0, 6 * 24 * 60)


def instant(minutes: int) -> datetime:
    return NOW + timedelta(minutes=minutes)


POSTS = st.lists(st.tuples(st.sampled_from("abc"), MINUTES), max_size=5)
DRAFTS = st.lists(
    st.tuples(
        st.sets(st.sampled_from("abc"), min_size=1),
        st.sampled_from([None, "evergreen", "industry", "reactive"]),
        st.none() | MINUTES,
        st.none() | MINUTES,
    ),
    max_size=12,
)


def tables(posts: list[tuple[str, int]], per_day: int | None = 3) -> Timetables:
    pace = Pace(NOW, timedelta(minutes=45), per_day)
    found = {each.key: Timetable(each, pace) for each in ACCOUNTS}
    for key, minutes in posts:
        found[key].take(instant(minutes), "x")
    return found


def drafts(
    drawn: list[tuple[set[str], str | None, int | None, int | None]],
) -> list[Draft]:
    return [
        Draft(
            f"d{number:02}",
            f"calendar/queue/{number:02}.yaml",
            tuple(sorted(accounts)),
            number,
            bucket,
            None if start is None else instant(start),
            None if end is None else instant(end),
        )
        for number, (accounts, bucket, start, end) in enumerate(drawn)
    ]


def may(draft: Draft, at: datetime) -> bool:
    after = draft.start is None or draft.start <= at
    return after and (draft.end is None or at < draft.end)


@settings(max_examples=120)
@given(POSTS, DRAFTS, st.randoms())
def test_whatever_the_queue_the_slots_are_filled_as_agreed(
    posts: list[tuple[str, int]],
    drawn: list[tuple[set[str], str | None, int | None, int | None]],
    random: object,
) -> None:
    waiting = drafts(drawn)
    filled, window = tables(posts), Window(FIRST, LAST)

    placed, left = fill(waiting, filled, Kinds(goals(Settings())), window)

    done = {each.draft.id: each for each in placed}
    assert sorted([*done, *(each.id for each in left)]) == [d.id for d in waiting]
    _assert_free_one_by_one(placed, posts)
    assert all(may(each.draft, each.chance.at) for each in placed)
    assert not any(each.chance.is_kept for each in placed)
    # Nothing stays, or goes later, for which an instant is free that all its accounts
    # share.
    for draft in waiting:
        own = [filled[key] for key in draft.accounts]
        got = done[draft.id].chance.at if draft.id in done else instant(10**6)
        free = [
            each.at
            for each in chances(own, FIRST, LAST)
            if each.at < got and may(draft, each.at) and why_not(own, each.at) is None
        ]
        assert free == []
    random.shuffle(waiting)  # type: ignore[attr-defined]  # hypothesis gives a Random
    again, _ = fill(waiting, tables(posts), Kinds(goals(Settings())), window)
    assert [(each.draft.id, each.chance.at) for each in again] == [
        (each.draft.id, each.chance.at) for each in placed
    ]


def _assert_free_one_by_one(placed: list[Placed], posts: list[tuple[str, int]]) -> None:
    """Each slot was free when it was given away."""
    anew = tables(posts)
    for each in placed:
        own = [anew[key] for key in each.draft.accounts]
        assert why_not(own, each.chance.at) is None
        assert all(slot.at == each.chance.at for _, slot in each.chance.openings)
        for table in own:
            table.take(each.chance.at, each.draft.id)
    for one, other in pairwise(placed):
        assert one.chance.at <= other.chance.at


def one(number: int, **fields: object) -> Draft:
    path = f"calendar/queue/{number:05}.yaml"
    return Draft(f"d{number}", path, ("b",), number, **fields)  # type: ignore[arg-type]  # as a test has it


def order(*waiting: Draft) -> list[str]:
    kinds = Kinds(goals(Settings()))
    placed, _ = fill(waiting, tables([], per_day=None), kinds, Window(FIRST, LAST))
    return [each.draft.id for each in placed]


def test_what_would_come_too_late_goes_before_the_bucket_that_lacks() -> None:
    soon = datetime(2026, 3, 27, 12, tzinfo=UTC)
    reactive = one(2, bucket="reactive", end=soon)

    assert order(one(1, bucket="evergreen"), reactive) == ["d2", "d1"]
    later = one(2, bucket="reactive", end=soon + 9 * DAY)
    assert order(one(1, bucket="evergreen"), later) == ["d1", "d2"]


def test_of_one_bucket_what_ends_goes_before_what_is_older() -> None:
    end = datetime(2026, 3, 31, 12, tzinfo=UTC)

    assert order(one(1), one(2, end=end), one(3)) == ["d2", "d1", "d3"]


def test_buckets_take_turns_as_was_agreed() -> None:
    """60 % evergreen, 20 % industry, 20 % reactive, from the first slots on."""
    kinds = ("evergreen", "industry", "reactive")
    waiting = [one(number, bucket=kinds[number // 10 % 3]) for number in range(30)]
    by_id = {each.id: each.bucket for each in waiting}

    got = [by_id[each] for each in order(*waiting)]

    assert sorted(got[:5], key=str) == [*["evergreen"] * 3, "industry", "reactive"]


def test_a_long_queue_takes_no_longer_for_each_draft() -> None:
    """Time grows with drafts and slots, not with one times the other."""
    own = tables([], per_day=None)
    waiting = [one(number, end=instant(number + 10**6)) for number in range(10_000)]
    window = Window(FIRST, FIRST + 200 * DAY)
    began = time.process_time()

    placed, left = fill(waiting, own, Kinds(goals(Settings())), window)

    assert (len(placed), len(left)) == (402, 9598)
    assert time.process_time() - began < 5
