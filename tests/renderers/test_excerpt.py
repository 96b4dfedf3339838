"""The line that a finding points at, and the cells that its caret stands under."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from renderers.hostile import TEXTS

from mergecast.renderers.cells import width
from mergecast.renderers.encoders.terminal import encode_terminal
from mergecast.renderers.encoders.visible import number
from mergecast.renderers.excerpt import excerpt, lines_of

LINES = st.lists(TEXTS, max_size=6).map("".join)


def drawn(line: str, of: str, room: int = 40) -> tuple[str, str]:
    """An excerpt as it is printed: the line, and the carets under ``of``."""
    start = line.index(of)
    shown = excerpt(line, start, start + len(of), room)
    carets = " " * shown.offset + "^" * shown.length
    return shown.before + shown.marked + shown.after, carets


@pytest.mark.parametrize(
    ("line", "of", "shown", "carets"),
    [
        ("accounts: [acmee]", "acmee", "accounts: [acmee]", "           ^^^^^"),
        ("text: 审核就是批准", "就是", "text: 审核就是批准", "          ^^^^"),
        ("a 👨‍👩‍👧‍👦 b", "b", "a 👨‍👩‍👧‍👦 b", "     ^"),
        ("e\u0301e\u0301 x", "x", "e\u0301e\u0301 x", "   ^"),
        ("a\u202eb c", "c", "a<U+202E>b c", "           ^"),
        ("a\u200bb", "\u200b", "a<U+200B>b", " ^^^^^^^^"),
        ("\tx: 1", "\t", "→   x: 1", "^^^^"),
        ("ab\tx", "x", "ab→ x", "    ^"),
    ],
)
def test_the_caret_stands_under_exactly_what_is_meant(
    line: str, of: str, shown: str, carets: str
) -> None:
    assert drawn(line, of) == (shown, carets)


def test_part_of_an_emoji_family_marks_all_of_it() -> None:
    shown = excerpt("a 👨‍👩‍👧‍👦 b", 4, 5, 40)

    assert shown.marked == "👨‍👩‍👧‍👦"
    assert (shown.offset, shown.length) == (2, 2)


def test_a_long_line_is_cut_around_what_is_meant() -> None:
    line = "text: " + "before " * 10 + "HERE" + " after" * 10

    shown, carets = drawn(line, "HERE", 30)

    assert shown == "…fore before HERE after after…"
    assert shown[carets.index("^") :].startswith("HERE")


def test_a_long_chinese_line_is_cut_between_characters() -> None:
    line = "text: " + "审" * 40 + "错" + "核" * 40

    shown, carets = drawn(line, "错", 31)

    assert shown == "…" + "审" * 6 + "错" + "核" * 7 + "…"
    assert carets == " " * 13 + "^^"


def test_the_start_of_a_line_is_kept_while_it_fits() -> None:
    shown, _ = drawn("text: HERE" + " after" * 10, "HERE", 20)

    assert shown == "text: HERE after af…"


def test_behind_the_end_of_a_line_the_caret_stands_on_a_blank() -> None:
    shown = excerpt("abc", 3, 3, 40)

    assert shown == ("abc", " ", "", 3, 1)


def test_a_position_without_length_gets_one_caret() -> None:
    assert excerpt("abc", 1, 1, 40) == ("a", "b", "c", 1, 1)


def test_a_line_of_a_megabyte_is_not_a_problem() -> None:
    line = "审" * 350_000

    shown = excerpt(line, 200_000, 200_001, 40)

    assert width(shown.before + shown.marked + shown.after) <= 40


def test_piles_of_combining_marks_fit_too() -> None:
    shown = excerpt(("e" + "\u0301" * 15) * 100, 800, 801, 40)

    assert width(shown.before + shown.marked + shown.after) <= 40


@given(LINES, st.integers(0, 60), st.integers(0, 60), st.integers(20, 60))
def test_an_excerpt_fits_and_its_caret_is_inside(
    line: str, start: int, length: int, room: int
) -> None:
    shown = excerpt(line, start, start + length, room)

    whole = shown.before + shown.marked + shown.after
    assert width(whole) <= room
    assert shown.length >= 1
    assert shown.offset + shown.length <= room
    assert encode_terminal(whole) == whole


@given(LINES.filter(lambda line: "\t" not in line), st.integers(0, 30))
def test_a_line_that_fits_is_shown_whole(line: str, start: int) -> None:
    shown = excerpt(line, start, start, 10_000)

    whole = shown.before + shown.marked + shown.after
    assert whole.rstrip(" ") == encode_terminal(line).rstrip(" ")


@given(LINES, st.integers(0, 30), st.integers(0, 30))
def test_what_is_marked_is_what_was_meant(line: str, start: int, length: int) -> None:
    shown = excerpt(line, start, start + length, 10_000)

    for character in line[start : start + max(length, 1)]:
        as_number = number(character)
        shape = "→" if character == "\t" else character
        assert shape in shown.marked or as_number in shown.marked


@given(LINES)
def test_lines_are_counted_as_editors_do(text: str) -> None:
    unified = text.replace("\r\n", "\n").replace("\r", "\n")

    assert lines_of(text) == (unified.split("\n") if text else [])
