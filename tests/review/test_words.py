"""A comparison shows both texts whole, and marks only what differs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mergecast.review.words import Fate, stretches

TEXTS = st.text(
    st.sampled_from(list("ab é文é🎉\n .,#@")) | st.characters(codec="utf-8"),
    max_size=60,
)


def _without(lines: list[list[tuple[Fate, str]]], fate: Fate) -> str:
    return "\n".join(
        "".join(text for each, text in line if each is not fate) for line in lines
    )


def _plain(before: str, after: str) -> list[list[tuple[Fate, str]]]:
    return [
        [(each.fate, each.text) for each in line] for line in stretches(before, after)
    ]


@given(TEXTS, TEXTS)
def test_what_is_not_gone_is_the_new_text(before: str, after: str) -> None:
    assert _without(_plain(before, after), Fate.GONE) == after


@given(TEXTS)
def test_a_text_that_stayed_has_no_marks(text: str) -> None:
    fates = {each.fate for line in stretches(text, text) for each in line}

    assert fates <= {Fate.SAME}


def test_only_the_word_that_differs_is_marked() -> None:
    assert _plain("We ship on Monday", "We ship on Tuesday") == [
        [(Fate.SAME, "We ship on "), (Fate.GONE, "Monday"), (Fate.NEW, "Tuesday")]
    ]


def test_scripts_without_spaces_are_compared_by_character() -> None:
    assert _plain("我们明天发布", "我们今天发布") == [
        [
            (Fate.SAME, "我们"),
            (Fate.GONE, "明"),
            (Fate.NEW, "今"),
            (Fate.SAME, "天发布"),
        ]
    ]


def test_two_long_texts_are_not_compared_for_seconds() -> None:
    before, after = "文" * 5_000, "字" * 5_000

    assert _plain(before, after) == [[(Fate.GONE, before), (Fate.NEW, after)]]
