"""Hidden reading directions are found; honest right-to-left text is left alone."""

from __future__ import annotations

import pytest
from checks.made_posts import image, made, said, stretch

from mergecast.checks import text_bidi_controls as check
from mergecast.findings import Edit


@pytest.mark.parametrize(
    "control", [*"\u202a\u202b\u202c\u202d\u202e", *"\u2066\u2069"]
)
@pytest.mark.parametrize("text", ["a {} picture", "صورة {} جديدة"])
def test_a_character_that_turns_the_text_around_is_refused(
    control: str, text: str
) -> None:
    post = made(text.format(control))
    (remark,) = said(check, post)

    assert f"U+{ord(control):04X}" in remark.message
    assert stretch(post, remark) == control
    assert remark.fix is None


@pytest.mark.parametrize("mark", ["\u200e", "\u200f", "\u061c"])
def test_a_mark_is_fine_where_something_reads_from_right_to_left(mark: str) -> None:
    assert said(check, made(f"نسخة C++{mark} جديدة")) == []
    assert said(check, made(f"גרסה C++{mark} חדשה")) == []


@pytest.mark.parametrize("mark", ["\u200e", "\u200f", "\u061c"])
def test_a_mark_without_need_is_taken_out(mark: str) -> None:
    (remark,) = said(check, made(f"Good{mark} morning{mark}"))

    assert "and 1 more" in remark.message
    assert isinstance(remark.fix, Edit)
    assert remark.fix.value == "Good morning"


def test_a_mark_that_may_keep_a_name_from_working_is_left_to_a_person() -> None:
    (remark,) = said(check, made("Ask @\u200eacme"))

    assert remark.fix is None


def test_descriptions_are_looked_at() -> None:
    (remark,) = said(check, made(media=[image(alt="A \u202egpj.exe")]))

    assert remark.place.route == ("media", 0, "alt")
