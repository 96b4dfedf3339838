"""Where timelines stop: never before what fits, and told by words one can find."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mergecast.networks.x import measure
from mergecast.review.cutoff import cut
from mergecast.review.report import Cut


def x_length(text: str) -> int:
    return measure(text, "premium").weighted_length


def test_what_fits_is_not_cut() -> None:
    assert cut("a" * 280, 280, x_length) is None


def test_the_end_of_what_is_shown_is_told_in_whole_words() -> None:
    text = "one two three " * 30

    assert cut(text, 280, x_length) == Cut(280, "… one two three one two three")


def test_words_without_blanks_are_cut_between_letters() -> None:
    found = cut("审核即批准" * 60, 280, x_length)

    assert found is not None
    assert found.words == "… " + ("审核即批准" * 28)[-30:]


@given(st.text(max_size=60), st.integers(1, 40))
def test_the_cut_is_told_wherever_something_is_left_out(text: str, after: int) -> None:
    found = cut(text, after, len)

    assert (found is None) == (len(text) <= after)
