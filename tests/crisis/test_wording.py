"""Statements filled in: nothing gets in that nobody approved."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mergecast.crisis.wording import fault, faults, filled, names, stray, wordings
from mergecast.model.statement import Statement, Variable, VariableKind

WORDS = Variable("what", "What is down?", VariableKind.WORDS, 20)
TIME = Variable("next", "When?", VariableKind.TIME)
LINK = Variable("page", "Where?", VariableKind.LINK, hosts=("status.example.org",))
CHOICE = Variable("kind", "Which?", VariableKind.CHOICE, choices=("sign-in", "uploads"))
DAY = Variable("day", "Which day?", VariableKind.DAY)
NUMBER = Variable("many", "How many?", VariableKind.NUMBER)
STATEMENT = Statement(
    "outage",
    "playbooks/statements/outage.yaml",
    "Down",
    {
        "en": "{what} is down. More by {next}.",
        "zh-Hans": "{what}无法使用，{next}再报。",
    },
    {"what": WORDS, "next": TIME},
)


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        (WORDS, "Sign-in"),
        (WORDS, "登录服务"),
        (WORDS, "e.g. v1.2"),
        (WORDS, "تسجيل الدخول"),
        (TIME, "23:59"),
        (LINK, "https://status.example.org/"),
        (LINK, "https://status.example.org"),
        (CHOICE, "uploads"),
        (DAY, "2028-02-29"),
        (NUMBER, "0"),
    ],
)
def test_a_value_of_its_kind_fits(variable: Variable, value: str) -> None:
    assert fault(variable, value) is None


@pytest.mark.parametrize(
    ("variable", "value", "hint"),
    [
        *((WORDS, bad, "links, mentions") for bad in ("see x.com", "@acme", "#down")),
        *((WORDS, bad, "links, mentions") for bad in ("a://b", "＠acme", "例.中国")),
        (WORDS, "$TSLA", "links, mentions"),
        (WORDS, "x" * 21, "at most 20 characters; these are 21"),
        (WORDS, " x", "without spaces around"),
        (WORDS, "", "write some words"),
        (WORDS, "a\nb", "one line"),
        (WORDS, "a\u202eb", "nobody sees"),
        (WORDS, "a\u2028b", "one line"),
        *(
            (TIME, bad, "14:30")
            for bad in ("24:00", "9:00", "soon", "٠٩:٠٠", "09:00\n")
        ),
        (LINK, "https://status.example.org.evil.net/", "under status.example.org"),
        (LINK, "http://status.example.org/", "https://"),
        (LINK, "https://status.example.org@evil.net/", "https://"),
        (LINK, "https://status.example.org/ x", "https://"),
        (CHOICE, "all", "one of: sign-in, uploads"),
        (DAY, "2027-02-29", "2026-11-24"),
        (NUMBER, "-1", "whole number"),
        (NUMBER, "1\n", "whole number"),
    ],
)
def test_a_value_of_another_kind_is_refused_with_what_to_write(
    variable: Variable, value: str, hint: str
) -> None:
    assert hint in (fault(variable, value) or "")


def test_a_value_that_is_missing_or_too_much_is_named() -> None:
    found = list(faults(STATEMENT, {"what": "Sign-in", "who": "us"}))

    assert found == [
        ("who", "the statement has no variable 'who'", "it has: what, next"),
        ("next", "variable 'next' has no value", "answer: When?"),
    ]


def test_every_language_is_filled_in() -> None:
    assert wordings(STATEMENT, {"what": "API", "next": "14:30"}) == {
        "en": "API is down. More by 14:30.",
        "zh-Hans": "API无法使用，14:30再报。",
    }
    assert wordings(STATEMENT, {"what": "API"}) == {}


def test_a_value_is_not_filled_in_itself() -> None:
    assert filled("{a} {b}", {"a": "{b}", "b": "x"}) == "{b} x"


def test_two_braces_are_one_and_a_lonely_one_is_found() -> None:
    assert filled("{{a}} {a}", {"a": "x"}) == "{a} x"
    assert names("{b} {{c}} {a} {b}") == ("b", "a")
    assert stray("{{a}}") is None
    assert stray("see {a b}") == (4, 5)
    assert stray("odd }") == (4, 5)


@given(text=st.text(alphabet="{}ab c", max_size=20))
@settings(max_examples=200, deadline=None)
def test_what_has_no_stray_brace_comes_out_as_it_was_written(text: str) -> None:
    if stray(text) is None:
        same = {name: f"{{{name}}}" for name in names(text)}

        assert filled(text, same) == text.replace("{{", "{").replace("}}", "}")


@given(value=st.text(max_size=30))
@settings(max_examples=300, deadline=None)
def test_words_that_fit_are_one_line_without_anything_that_acts(value: str) -> None:
    if fault(WORDS, value) is None:
        assert value.splitlines() == [value]
        assert not set(value) & set("@#$")
        assert "://" not in value
