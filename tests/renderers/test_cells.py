"""How wide text is on a terminal, and where it breaks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from renderers.hostile import TEXTS

from mergecast.renderers.cells import graphemes, width, wrap
from mergecast.renderers.encoders.terminal import encode_terminal


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("abc", 3),
        ("审核", 4),
        ("👨‍👩‍👧‍👦", 2),
        ("e\u0301", 1),
        ("ＡＢ", 4),
        ("👍🏽", 2),
        ("عيد", 3),
        ("", 0),
    ],
)
def test_a_reader_sees_so_many_cells(text: str, cells: int) -> None:
    assert width(text) == cells
    assert sum(each for _, each in graphemes(text)) == cells


@given(TEXTS)
def test_graphemes_put_together_are_the_text(text: str) -> None:
    assert "".join(piece for piece, _ in graphemes(text)) == text


@given(TEXTS.map(encode_terminal), st.integers(10, 60))
def test_no_wrapped_line_is_wider_than_its_room(text: str, room: int) -> None:
    assert all(width(line) <= room for line in wrap(text, room))


@given(TEXTS.map(encode_terminal), st.integers(10, 60))
def test_wrapping_loses_nothing_but_blanks(text: str, room: int) -> None:
    assert "".join(wrap(text, room)).replace(" ", "") == text.replace(" ", "")


def test_words_stay_whole_and_chinese_breaks_anywhere() -> None:
    assert wrap("one three five", 9) == ["one three", "five"]
    assert wrap("mergecast 审核就是批准", 14) == ["mergecast 审核", "就是批准"]


def test_a_word_longer_than_the_line_is_broken() -> None:
    assert wrap("see https://example.org/launch", 12) == [
        "see https://",
        "example.org/",
        "launch",
    ]
