"""Gaps of a template are filled with words, and with nothing but words."""

from __future__ import annotations

import pytest
from editing.any_yaml import VALUES, read, said
from hypothesis import given, settings
from hypothesis import strategies as st

from mergecast.editing.filling import filled, gaps
from mergecast.editing.proof import EditError

TEMPLATE = """\
# For {{product}}: filled in by hand.
id: {{id}}
accounts: [{{account}}, "x-{{account}}"]
text: |
  {{ product }} is out.

    {{words}}
alt: '{{words}} ({{product}})' # {{words}}
notes: >-
  {{product}} and
  {{words}}
plain: a {{words}} b
"""


@given(st.fixed_dictionaries(dict.fromkeys(["product", "words"], VALUES)))
@settings(max_examples=60)
def test_any_value_stays_in_its_place(values: dict[str, str]) -> None:
    known = {**values, "id": "a-b", "account": "acme"}
    product, words = known["product"], known["words"]

    new = filled(TEMPLATE, known)

    assert read(new) == {
        "id": "a-b",
        "accounts": ["acme", "x-acme"],
        "text": f"{product} is out.\n\n  {words}\n",
        "alt": f"{words} ({product})",
        "notes": f"{product} and {words}",
        "plain": f"a {words} b",
    }
    assert len(said(new)) == 2


def test_gaps_are_named_once_in_order() -> None:
    assert gaps(TEMPLATE) == ["product", "id", "account", "words"]
    assert gaps("{{A}} {{1}} {{ }} {x} {{a b}}") == []


def test_a_number_stays_a_number_and_a_word_stays_a_word() -> None:
    template = "minutes: {{a}}\nflag: {{b}}\nquoted: '{{a}}'\nword: {{c}}\n"

    new = filled(template, {"a": "60", "b": "true", "c": "null"})

    assert read(new) == {"minutes": 60, "flag": True, "quoted": "60", "word": "null"}


def test_a_key_can_be_a_gap() -> None:
    new = filled("variants:\n  {{a}}: {text: hi}\n", {"a": "x: y"})

    assert read(new) == {"variants": {"x: y": {"text": "hi"}}}


def test_what_looks_like_a_gap_in_a_value_is_left_alone() -> None:
    new = filled("a: {{x}}\nb: {{y}}\n", {"x": "{{y}}", "y": "gap0x gap1x"})

    assert read(new) == {"a": "{{y}}", "b": "gap0x gap1x"}


def test_words_like_the_marks_in_a_template_are_no_gaps() -> None:
    assert read(filled("a: gap0x {{x}}\n", {"x": "new"})) == {"a": "gap0x new"}


def test_a_comment_stays_one_line() -> None:
    assert filled("a: b # {{x}}\n", {"x": "one\ntwo: 2"}) == "a: b # one two: 2\n"


def test_a_gap_without_a_value_is_no_text() -> None:
    with pytest.raises(KeyError, match="words"):
        filled(TEMPLATE, {"product": "x", "id": "x", "account": "x"})


@pytest.mark.parametrize("value", ["a\u2028b", "a\x00b", "a\u202eb"])
def test_what_no_file_may_have_is_refused(value: str) -> None:
    with pytest.raises(EditError):
        filled("a: {{x}}\n", {"x": value})


def test_a_broken_template_is_refused_with_the_reason() -> None:
    with pytest.raises(EditError, match="cannot be edited as it is"):
        filled("a: [{{x}}\n", {"x": "y"})
