"""What was kept back is spread out: within caps and spacing, whatever there is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from mergecast.crisis.triage import Fate, Item, Proposed, Room, propose
from mergecast.model.moments import zone

NOW = datetime(2026, 11, 24, 3, 2, tzinfo=UTC)
HOUR = timedelta(hours=1)
ZONES = {"acme": zone("Asia/Kuala_Lumpur"), "beta": zone("Europe/London")}
ROOM = Room(NOW + HOUR, timedelta(minutes=20), 6, ZONES)


def item(post: str, hours: float = 1, **more: object) -> Item:
    """A post that was due so many hours ago on the first account."""
    made: dict[str, object] = {"accounts": ("acme",), "due": NOW - hours * HOUR}
    return Item(post, **{**made, **more})  # type: ignore[arg-type] # fields by name


def clocks(found: tuple[Proposed, ...]) -> list[tuple[str, str, str]]:
    return [
        (one.item.post, one.fate.value, f"{one.at:%d %H:%M}" if one.at else "")
        for one in found
    ]


def test_each_gets_a_time_of_its_own_the_oldest_first() -> None:
    found = propose([item("new", 1), item("old", 5)], {}, ROOM)

    assert clocks(found) == [("old", "keep", "24 04:05"), ("new", "keep", "24 04:25")]


def test_a_thread_that_stands_half_sent_goes_before_all() -> None:
    found = propose([item("old", 5), item("half", 1, part=2)], {}, ROOM)

    assert [one.item.post for one in found] == ["half", "old"]


def test_what_is_planned_keeps_its_place() -> None:
    planned = {"acme": [NOW + HOUR + timedelta(minutes=20)]}

    assert clocks(propose([item("a")], planned, ROOM)) == [("a", "keep", "24 04:45")]


def test_a_full_day_moves_the_rest_to_the_next() -> None:
    today = {"acme": [NOW - n * HOUR for n in range(1, 7)]}

    (found,) = propose([item("a")], {**today}, Room(NOW, ROOM.spacing, 5, ZONES))
    assert (found.fate, found.at) == (
        Fate.MOVE,
        datetime(2026, 11, 24, 16, 0, tzinfo=UTC),
    )


def test_what_makes_no_sense_later_is_dropped() -> None:
    assert propose([item("a", until=NOW + HOUR)], {}, ROOM)[0].fate is Fate.DROP


def test_what_goes_as_soon_as_possible_only_needs_a_new_approval() -> None:
    late = item("a", due=None, until=NOW + 2 * HOUR, again=True)
    over = item("b", due=None, until=NOW, again=True)

    assert [one.fate for one in propose([late, over], {}, ROOM)] == [
        Fate.APPROVE,
        Fate.DROP,
    ]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(0, 72),
            st.sampled_from([("acme",), ("beta",), ("acme", "beta")]),
        ),
        max_size=25,
    ),
    st.lists(st.integers(-600, 3000), max_size=20),
    st.integers(1, 8),
)
def test_no_two_come_too_close_and_no_day_is_too_full(
    posts: list[tuple[int, tuple[str, ...]]], minutes: list[int], per_day: int
) -> None:
    items = [
        item(f"post-{number}", hours, accounts=accounts)
        for number, (hours, accounts) in enumerate(posts)
    ]
    before = [NOW + timedelta(minutes=each) for each in minutes]
    room = Room(NOW + HOUR, timedelta(minutes=20), per_day, ZONES)
    found = propose(items, {"acme": before, "beta": []}, room)

    assert len(found) == len(items)
    for account, own_zone in ZONES.items():
        mine = [one.at for one in found if account in one.item.accounts and one.at]
        others = before if account == "acme" else []
        for at in mine:
            close = [each for each in (*mine, *others) if abs(each - at) < room.spacing]
            day = at.astimezone(own_zone).date()
            same = [
                each
                for each in (*mine, *others)
                if each.astimezone(own_zone).date() == day
            ]
            assert len(close) == 1
            assert len(same) <= per_day
            assert at >= room.earliest
