"""Sets of minutes as pairs are what sets of minutes are."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from mergecast.people.stretches import Stretch, common, minutes, union, without

pairs = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda p: (min(p), max(p))),
    max_size=6,
)


def flat(stretches: list[Stretch]) -> set[int]:
    return {minute for start, end in stretches for minute in range(start, end)}


@given(one=pairs, other=pairs)
@settings(max_examples=200, deadline=None)
def test_union_difference_and_intersection_are_those_of_sets(
    one: list[Stretch], other: list[Stretch]
) -> None:
    assert flat(union([*one, *other])) == flat(one) | flat(other)
    assert flat(without(one, other)) == flat(one) - flat(other)
    assert flat(common(one, other)) == flat(one) & flat(other)


@given(one=pairs, other=pairs)
@settings(max_examples=100, deadline=None)
def test_what_comes_out_is_sorted_and_does_not_touch(
    one: list[Stretch], other: list[Stretch]
) -> None:
    for found in (union(one), without(one, other), common(one, other)):
        edges = [edge for pair in found for edge in pair]
        assert edges == sorted(set(edges))
        assert minutes(found) == len(flat(found))
