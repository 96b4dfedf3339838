"""Two texts are the same words when no reader sees a difference."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mergecast.dispatch.words import digest_of, normal


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a  b\n\nc ", "a b c"),
        ("read https://example.org/x now", "read http://example.org/x/ now"),
        ("example.org", "https://example.org/"),
        ("caf\u00e9", "cafe\u0301"),
        ("家庭 👨‍👩‍👧", "家庭\u3000👨‍👩‍👧"),
    ],
)
def test_these_are_the_same(one: str, other: str) -> None:
    assert digest_of(one) == digest_of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("It is out", "it is out"), ("a b", "ab"), ("已经", "已經"), ("👍", "👍🏽")],
)
def test_these_are_not(one: str, other: str) -> None:
    assert digest_of(one) != digest_of(other)


@given(st.text())
def test_the_form_of_accents_and_a_second_time_change_nothing(text: str) -> None:
    assert normal(unicodedata.normalize("NFD", text)) == normal(text)
    assert normal(text + " ") == normal(text)
