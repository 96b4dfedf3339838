"""What a rule would write in place of a hit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from style.ruling import engine_of, rule, said

from mergecast.style.engine import Said


def _said(tokens: str, action: str, text: str) -> Said:
    written = (
        "{extends: existence, nonword: true, message: '%s', "
        f"tokens: ['{tokens}'], action: {action}}}"
    )
    return said(engine_of(rule(written)), text)[0]


def _mended(tokens: str, action: str, text: str) -> str | None:
    fix = _said(tokens, action, text).fix
    if fix is None or fix.value is None:
        return None
    start, end = fix.place.within or (0, 0)
    return text[:start] + fix.value + text[end:]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a very good post", "a good post"),
        ("very good", "good"),
        ("not very", "not"),
        ("so very, very", "so, very"),
        ("很very好", "很好"),
    ],
)
def test_a_word_goes_with_one_of_its_spaces(text: str, expected: str) -> None:
    assert _mended("very", "{name: remove}", text) == expected


@pytest.mark.parametrize(
    ("tokens", "action", "text", "expected"),
    [
        ("colour", "{name: replace, params: [color]}", "a colour", "a color"),
        (r"\w+!+", "{name: edit, params: [trim_right, '!']}", "No!!", "No"),
        (r" +b", "{name: edit, params: [trim_left, ' ']}", "a  b", "ab"),
        (r"[—–]\s", "{name: edit, params: [remove, ' ']}", "a— b", "a—b"),
        (r"a\.b", "{name: edit, params: [truncate, '.']}", "a.b", "a"),
        (r"a-b", "{name: edit, params: [split, '-', '1']}", "a-b", "b"),
        (
            r"[A-Z]\w+[A-Z]\w+",
            "{name: edit, params: [regex, '([A-Z][a-z]+)([A-Z])', '$1-$2']}",
            "MergeCast",
            "Merge-Cast",
        ),
    ],
)
def test_an_action_has_one_right_answer(
    tokens: str, action: str, text: str, expected: str
) -> None:
    assert _mended(tokens, action, text) == expected


@pytest.mark.parametrize(
    "action",
    [
        "{name: replace, params: [a, b]}",
        "{name: suggest, params: [spellings]}",
        "{name: edit, params: [split, '-', '7']}",
        "{name: edit, params: [regex, '(']}",
        "{name: replace, params: [so]}",
    ],
)
def test_an_action_without_one_right_answer_mends_nothing(action: str) -> None:
    assert _mended("so", action, "so") is None


def test_a_substitution_with_an_action_mends() -> None:
    written = """
        extends: substitution
        message: 'Use %s, not %s'
        action: {name: replace}
        swap: {utilize: use, leverage: use|apply, 'really ': ''}
        nonword: true
    """
    found = said(engine_of(rule(written)), "utilize, leverage, really")
    assert [each.fix and each.fix.value for each in found] == ["use", None]
    (out,) = said(engine_of(rule(written)), "is really good")
    assert out.fix is not None
    assert (out.fix.value, out.fix.place.within) == ("", (3, 10))


def test_a_message_shows_a_long_hit_short_and_on_one_line() -> None:
    found = _said("a[^z]*z", "{name: remove}", "a\n" + "b" * 90 + "z")
    assert found.message == "a " + "b" * 57 + "…"


def test_a_rule_with_an_address_points_there() -> None:
    written = "{extends: existence, message: x, link: https://e.org, tokens: [so]}"
    (found,) = said(engine_of(rule(written)), "so")
    assert found.hint == "see https://e.org"


@given(st.text("very .,合\n", max_size=20))
def test_taking_a_word_out_takes_at_most_one_space_with_it(text: str) -> None:
    if "very" not in text:
        return
    mended = _mended("very", "{name: remove}", text)
    assert mended is not None
    assert len(text) - len(mended) in {4, 5}


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("'%s' and '%s'", "'so' and 'so'"),
        ("%[1]s, 100%%", "so, 100%"),
        ("%[7]s", "so"),
    ],
)
def test_every_placeholder_of_a_message_is_filled(message: str, expected: str) -> None:
    made = engine_of(
        rule(f'{{extends: existence, message: "{message}", tokens: [so]}}')
    )
    assert said(made, "so")[0].message == expected


def test_a_placeholder_in_the_words_of_a_post_is_no_placeholder() -> None:
    written = "{extends: existence, nonword: true, message: '%s', tokens: ['%+']}"
    assert said(engine_of(rule(written)), "100%%")[0].message == "%%"
