"""Text in another form than NFC is found and rewritten."""

from __future__ import annotations

import unicodedata

import pytest
from checks.made_posts import image, made, said, stretch
from hypothesis import given, settings
from hypothesis import strategies as st

from mergecast.checks import text_not_nfc as check
from mergecast.findings import Edit


@pytest.mark.parametrize(
    ("text", "seen", "fixed"),
    [
        ("The cafe\u0301 is open", "e\u0301", "The café is open"),
        ("Vie\u0323\u0302t Nam", "e\u0323\u0302", "Việt Nam"),
        ("\u1112\u1161\u11ab국", "\u1112\u1161\u11ab", "한국"),
        ("10 k\u2126", "\u2126", "10 kΩ"),
        ("\ufa19社", "\ufa19", "神社"),
    ],
)
def test_another_form_is_shown_and_rewritten(text: str, seen: str, fixed: str) -> None:
    post = made(text)
    (remark,) = said(check, post)

    assert stretch(post, remark) == seen
    assert " ".join(f"U+{ord(c):04X}" for c in seen) in remark.message
    assert isinstance(remark.fix, Edit)
    assert remark.fix.value == fixed


@pytest.mark.parametrize("text", ["مُحَمَّد", "שָׁלוֹם", "café", "ﬁne", "한국"])
def test_normal_form_and_mere_order_of_typing_are_fine(text: str) -> None:
    assert said(check, made(text)) == []


def test_vowel_signs_in_the_order_of_typing_really_are_not_normal() -> None:
    typed = "\u0645\u0651\u064e"

    assert unicodedata.normalize("NFC", typed) != typed
    assert said(check, made(typed)) == []


def test_descriptions_are_rewritten_too() -> None:
    (remark,) = said(check, made(media=[image(alt="A cafe\u0301 at night")]))

    assert isinstance(remark.fix, Edit)
    assert remark.fix.place.route == ("media", 0, "alt")
    assert remark.fix.value == "A café at night"


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from([*"aeoé \u0301\u0323\u0302\u1112\u1161\u11abΩ\u2126"])))
def test_the_fix_is_the_normal_form(text: str) -> None:
    for remark in said(check, made(text)):
        assert isinstance(remark.fix, Edit)
        assert remark.fix.value == unicodedata.normalize("NFC", text)
        assert said(check, made(remark.fix.value)) == []
