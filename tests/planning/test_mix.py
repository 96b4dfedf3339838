"""How much is planned ahead, and of which kinds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from planning.calendar_posts import SETTINGS, post, shown

from mergecast.model.settings import Settings
from mergecast.planning.mix import Drift, Mix, Range, Share, goals, is_agreed, mixes

PERCENT = st.integers(0, 100)


def _mix(*buckets: str | None) -> Mix:
    posts = [
        post(f"post-{number}", **({"bucket": bucket} if bucket else {}))
        for number, bucket in enumerate(buckets)
    ]
    (found,) = mixes(map(shown, posts), goals(SETTINGS))
    return found


def _share(mix: Mix, name: str) -> Share:
    return next(each for each in mix.buckets if each.name == name)


def test_what_is_not_reactive_is_planned() -> None:
    mix = _mix("evergreen", "industry", "reactive", None)

    assert (mix.planned.count, mix.planned.of) == (3, 4)
    assert mix.planned.drift is Drift.FINE
    assert mix.unsorted == ("post-3",)


def test_too_much_of_a_kind_says_how_many_posts_too_much() -> None:
    mix = _mix(*["evergreen"] * 9, "industry")

    assert _share(mix, "evergreen").percent == 90
    assert _share(mix, "evergreen").posts == -3
    assert _share(mix, "industry").drift is Drift.LESS
    assert _share(mix, "industry").posts == 1
    assert _share(mix, "reactive").posts == 2


def test_the_usual_mix_is_fine() -> None:
    mix = _mix(*["evergreen"] * 6, *["industry"] * 2, *["reactive"] * 2)

    assert [each.drift for each in mix.buckets] == [Drift.FINE] * 3
    assert mix.planned.drift is Drift.FINE


def test_each_account_has_its_own_mix_and_ideas_do_not_count() -> None:
    both = post("both", accounts=["acme", "acme-uk"], bucket="evergreen")
    one = post("one", bucket="reactive")
    idea = post("idea", None, bucket="industry")

    found = mixes(map(shown, [both, one, idea]), goals(SETTINGS))

    assert [(each.account, each.planned.of) for each in found] == [
        ("acme", 2),
        ("acme-uk", 1),
    ]


def test_what_is_agreed_comes_from_the_settings() -> None:
    told = Settings(
        data={"planning": {"planned": [50, 60], "buckets": {"industry": 3}}}
    )

    assert goals(told).planned == Range(50, 60)
    assert goals(told).buckets == {"industry": Range(0, 8)}


@pytest.mark.parametrize(
    ("told", "agreed"),
    [
        ({}, False),
        ({"sites": ["example.org"]}, False),
        ({"calendars": [{"name": "events"}], "sites": ["example.org"]}, False),
        ({"planned": [50, 60]}, True),
        ({"buckets": {"industry": 3}}, True),
        ({"tolerance": 10}, True),
    ],
)
def test_sites_and_calendars_of_others_are_no_mix_that_was_agreed(
    told: dict[str, object], *, agreed: bool
) -> None:
    assert is_agreed(Settings(data={"planning": told})) is agreed


@given(st.integers(0, 60), st.integers(1, 60), PERCENT, PERCENT)
def test_so_many_posts_more_and_not_one_fewer_bring_it_into_order(
    count: int, of: int, one: int, other: int
) -> None:
    count, wanted = min(count, of), Range(min(one, other), max(one, other))
    share = Share("x", count, of, wanted)

    def fine(number: int) -> bool:
        return wanted.least * of <= 100 * number <= wanted.most * of

    if any(fine(number) for number in range(of + 1)):
        assert fine(count + share.posts)
        step = 1 if share.posts > 0 else -1
        assert not any(fine(count + less) for less in range(0, share.posts, step))
    else:
        # No whole number of posts is within: the next above is taken.
        assert abs(100 * (count + share.posts) - wanted.least * of) < 100
        assert Share("x", count + share.posts, of, wanted).drift is Drift.FINE
