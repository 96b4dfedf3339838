"""Counting sentences, words and syllables, and computing with them."""

from __future__ import annotations

import doctest
import math
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mergecast.style import (
    affixes,
    emoji,
    formula,
    measures,
    scopes,
    score,
    scripts,
    sentences,
)
from mergecast.style.formula import FormulaError, check_formula, evaluate
from mergecast.style.kinds import base
from mergecast.style.measures import READABILITY, counts


@pytest.mark.parametrize(
    "module",
    [affixes, base, emoji, formula, measures, scopes, score, scripts, sentences],
)
def test_the_examples_of_a_style_module_are_true(module: ModuleType) -> None:
    result = doctest.testmod(module)
    assert result.attempted
    assert not result.failed


def _sentences(text: str) -> list[str]:
    return [text[slice(*each)] for each in sentences.sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("See e.g. this. And that", ["See e.g. this.", "And that"]),
        ("It costs 3.50. Yes", ["It costs 3.50.", "Yes"]),
        ("他说：“好。”然后走了。", ["他说：“好。”", "然后走了。"]),
        ("هل هذا؟ نعم.", ["هل هذا؟", "نعم."]),
        ("A line\nAnother", ["A line", "Another"]),
        ("Wait... what?", ["Wait... what?"]),
        ("", []),
    ],
)
def test_a_text_is_cut_in_sentences(text: str, expected: list[str]) -> None:
    assert _sentences(text) == expected


@given(st.text("aB. 。\n!合", max_size=30))
def test_sentences_leave_out_nothing_but_white_space(text: str) -> None:
    assert "".join("".join(_sentences(text)).split()) == "".join(text.split())


def test_counts_are_those_of_the_text() -> None:
    found = counts("Organizing publication.\n\nWe merge it.")
    assert found["words"] == 5
    assert found["sentences"] == 2
    assert found["paragraphs"] == 2
    assert found["long_words"] == 2
    assert found["polysyllabic_words"] == 2
    assert found["characters"] == 30


def test_a_chinese_character_counts_as_a_word() -> None:
    assert counts("合并即发布")["words"] == 5


def test_a_text_without_words_has_no_counts() -> None:
    assert counts("🎉 !") == {}


def test_measures_are_those_of_their_authors() -> None:
    n = {
        "words": 100.0,
        "sentences": 5.0,
        "characters": 480.0,
        "syllables": 150.0,
        "complex_words": 10.0,
        "polysyllabic_words": 12.0,
    }
    found = {name: round(measure(n), 2) for name, measure in READABILITY.items()}
    assert found == {
        "Gunning Fog": 12.0,
        "Coleman-Liau": 10.94,
        "Flesch-Kincaid": 9.91,
        "SMOG": 11.98,
        "Automated Readability": 11.18,
    }


def test_a_formula_may_compute() -> None:
    n = {"words": 100.0, "sentences": 4.0}
    assert evaluate("0.39 * (words / sentences) - 1", n) == pytest.approx(8.75)
    assert evaluate("math.sqrt(words) + -2 % 3", n) == math.sqrt(100) + 1
    assert evaluate("heading.h1 + pre", n) == 0
    assert evaluate("words > 10 && sentences < 3", n) == 0


@pytest.mark.parametrize(
    "written",
    [
        *("open('x')", "words.real", "[words]", "lambda: 1", "words if 1 else 2"),
        *("'a' * 9", "nobody", "", "(", "1" * 3_000, "__import__('os')", "words ** 9"),
    ],
)
def test_a_formula_can_do_nothing_else(written: str) -> None:
    with pytest.raises(FormulaError):
        check_formula(written)


def test_a_formula_without_a_value_is_no_trouble_of_the_text() -> None:
    with pytest.raises(ArithmeticError):
        evaluate("words / sentences", {"words": 1.0, "sentences": 0.0})
