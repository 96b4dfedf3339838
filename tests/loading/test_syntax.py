"""libyaml's complaints, in plain words and at the place where the mistake was made."""

from __future__ import annotations

import pytest

from mergecast.loading.front_door import read


def only(text: str) -> tuple[str, int, int, str, str]:
    ((hazard, remark),) = read("post.yaml", text.encode()).remarks
    assert remark.place.span is not None
    span = remark.place.span
    return hazard, span.line, span.column, remark.message, remark.hint


@pytest.mark.parametrize(
    ("text", "hazard", "line", "column"),
    [
        ("text: Note: hi\n", "colon-in-text", 1, 11),
        ("id: x\ntext: 优惠: 八折\n", "colon-in-text", 2, 9),
        ("thread:\n  - text: a: b\n", "colon-in-text", 2, 12),
        ("'text': see: this\n", "colon-in-text", 1, 12),
        ("text: “a: b”\n", "curly-quotes", 1, 7),
        ("text: @acme hi\n", "special-start", 1, 7),
        ("thread:\n  - @acme hi\n", "special-start", 2, 5),
        ("text: `code`\n", "special-start", 1, 7),
        ("text: %5 off\n", "special-start", 1, 7),
        ("text: *bold* x\n", "special-start", 1, 7),
        ("text: & so on\n", "special-start", 1, 7),
        ("text: !<x b\n", "special-start", 1, 7),
        ("text: [Sale] now\n", "special-start", 1, 7),
        ("text: {Sale} now\n", "special-start", 1, 7),
        ("text: - hello\n", "special-start", 1, 7),
        ("text: ]\n", "special-start", 1, 7),
        ("text: > so\n", "text-beside-bar", 1, 9),
        ("text: | so\n", "text-beside-bar", 1, 9),
        ('text: "a" b\n', "text-after-quote", 1, 11),
        ("text: 'It's here'\n", "text-after-quote", 1, 11),
        ("text: 'a' 'b'\n", "text-after-quote", 1, 11),
        ('text: "hi\nid: x\n', "unclosed-quote", 1, 7),
        ('text: "hi\nid: "x"\n', "unclosed-quote", 1, 7),
        ("text: 'hi\n---\n'\n", "unclosed-quote", 1, 7),
        ('text: "hi”\nid: x\n', "curly-quotes", 1, 10),
        ("accounts: [a, b\nid: x\n", "unclosed-bracket", 1, 11),
        ("accounts: [a, b", "unclosed-bracket", 1, 11),
        ("media: {file: x\nid: x\n", "unclosed-bracket", 1, 8),
        ('a: {b: "c" d}\n', "unclosed-bracket", 1, 4),
        ('text: "\\d"\n', "bad-escape", 1, 8),
        ('text: "ab\\u12"\n', "bad-escape", 1, 10),
        ("id: x\ntext:hello\n", "missing-space", 2, 5),
        ("text:hello\nid: x\n", "missing-space", 1, 5),
        ("thread:\n- a\n-b\n", "missing-space", 3, 1),
        ("id: x\nhello\n", "missing-colon", 2, 1),
        ("hello there\nid: x\n", "missing-colon", 1, 1),
        ("text: |\n    a\n  b\n", "wrong-indentation", 3, 3),
        ("a:\n  b: c\n d: e\n", "wrong-indentation", 3, 2),
        ("a:\n b: c\n  d: e\n", "wrong-indentation", 3, 1),
        ("id: x\n- a\n", "wrong-indentation", 2, 1),
        ("- a\nid: x\n", "wrong-indentation", 2, 1),
        ("text: a # b\n  c\n", "wrong-indentation", 2, 3),
        ("text: |\n\tx\n", "tab-indentation", 2, 1),
        ("a:\n\tb: c\n", "tab-indentation", 2, 1),
        ("a:\n  \t- b\n", "tab-indentation", 2, 3),
        ("\ttext: x\n", "tab-indentation", 1, 1),
        ("media:\n  -\tfile: a\n", "tab-indentation", 2, 4),
        ("id: x\ntext：你好\n", "full-width-syntax", 2, 5),
        ("text：你好\nid: x\n", "full-width-syntax", 1, 5),
        ("media:\n  - file: a\n    alt：猫\n", "full-width-syntax", 3, 8),
        ("id: x\n“text”: a: b\n", "curly-quotes", 2, 1),
        ("text:\u3000你好\nid: x\n", "odd-space", 1, 6),
        ("%FOO\n---\nid: x\n", "yaml-directive", 1, 1),
        ("id: x\n...\ntext: y\n", "second-document", 2, 1),
        ("id: x\n%YAML 1.1\n", "second-document", 2, 1),
        (": x\n", "empty-key", 1, 1),
        ("a: |0\n x\n", "text-beside-bar", 1, 5),
        ("k" * 1100 + ": v\n", "yaml-syntax", 1, 1),
    ],
)
def test_a_mistake_is_named_where_it_was_made(
    text: str, hazard: str, line: int, column: int
) -> None:
    assert only(text)[:3] == (hazard, line, column)


def test_the_hint_names_the_key_whose_value_it_is() -> None:
    *_, hint = only("media:\n  - alt: A cat: asleep\n")
    assert hint == "put the text in quotes, or write it on the lines under `alt: |`"


def test_the_line_where_a_swallowed_quote_closes_is_named() -> None:
    *_, message, _ = only('text: "hi\nid: x\nowner: "mei"\n')
    assert message == 'the quote " that opens here is closed only in line 3'
