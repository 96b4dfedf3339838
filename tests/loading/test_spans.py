"""Places become positions: of values, keys, and words inside a text of any style."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from loading.written_yaml import SCALARS, Written, documents

from mergecast.loading.front_door import read
from mergecast.loading.nodes import Node, compose, walk
from mergecast.loading.scalar_map import pieces
from mergecast.loading.spans import key_span, locate, node_span, raw_scalar
from mergecast.source import TOP, Place, Route, Span

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
FILE = """\
# 说明
id: launch-2026
text: |
  第一行 one
  第二行 two

media:
  - file: a.png   # why
    alt: "a \\u201ctree\\u201d"
  - {file: b.png, alt: 猫}
notes:
owner: 2026
"""


def cut(text: str, span: Span) -> str:
    """What stands at a span."""
    lines = text.splitlines(keepends=True)
    before = [0]
    for line in lines:
        before.append(before[-1] + len(line))
    start = before[span.line - 1] + span.column - 1
    end = before[span.end_line - 1] + span.end_column - 1
    return text[start:end]


def at(
    *route: str | int,
    text: str = FILE,
    within: tuple[int, int] | None = None,
    on_key: bool = False,
) -> str:
    return cut(text, locate(text, Place("f.yaml", route, within, on_key)))


@pytest.mark.parametrize(
    ("route", "written"),
    [
        (("id",), "launch-2026"),
        (("text",), "|\n  第一行 one\n  第二行 two"),
        (("media", 0, "file"), "a.png"),
        (("media", 0, "alt"), '"a \\u201ctree\\u201d"'),
        (("media", 1), "{file: b.png, alt: 猫}"),
        (("media", 1, "alt"), "猫"),
        (("owner",), "2026"),
    ],
)
def test_a_value_is_found_by_its_route(route: Route, written: str) -> None:
    assert at(*route) == written


@pytest.mark.parametrize(
    ("route", "shown"),
    [
        (("text", "nothing"), "text"),
        (("media", 0, "nothing"), "file"),
        (("media", 7, "alt"), "media"),
        (("media", 1, "nothing"), "file"),
        (("notes",), "notes"),
        (("notes", 3), "notes"),
    ],
)
def test_what_is_not_there_is_shown_at_what_stands_above(
    route: Route, shown: str
) -> None:
    assert at(*route) == shown


def test_a_missing_key_of_the_file_is_shown_at_the_top() -> None:
    assert locate(FILE, Place("f.yaml", ("accounts",))) == TOP
    assert locate(FILE, Place("f.yaml")) == TOP
    assert locate("", Place("f.yaml", ("text",))) == TOP
    assert locate("a: [", Place("f.yaml", ("a",))) == TOP


def test_a_key_is_shown_instead_of_its_value() -> None:
    assert at("media", 0, "alt", on_key=True) == "alt"
    assert at("media", 1, on_key=True) == "file"


def test_a_known_span_is_kept() -> None:
    assert locate(FILE, Place("f.yaml", ("id",), span=Span(3, 1, 3, 2))) == Span(
        3, 1, 3, 2
    )


def test_columns_are_code_points_and_ends_are_exclusive() -> None:
    text = "文: 👩‍👩‍👧 猫 x\n"
    assert locate(text, Place("f.yaml", ("文",), within=(6, 7))) == Span(1, 10, 1, 11)
    assert at("文", text=text, within=(6, 7)) == "猫"


def test_words_inside_a_text_are_found_in_every_line() -> None:
    assert at("text", within=(4, 7)) == "one"
    assert at("text", within=(8, 11)) == "第二行"
    assert at("text", within=(7, 8)) == "\n"
    assert at("media", 0, "alt", within=(2, 8)) == "\\u201ctree\\u201d"


@pytest.mark.parametrize("within", [(0, 0), (99, 120), (-5, 2), (5, 3), (0, 10**9)])
def test_a_stretch_beyond_the_text_stays_in_the_scalar(within: tuple[int, int]) -> None:
    span = locate(FILE, Place("f.yaml", ("id",), within=within))
    assert (
        (2, 5)
        <= (span.line, span.column)
        <= (span.end_line, span.end_column)
        <= (2, 16)
    )


@pytest.mark.parametrize(
    ("written", "value", "word"),
    [
        ("|\n  a b\n  c\n", "a b\nc\n", "c"),
        ("|-\n\n\n  a\n   b\n  c\n", "\n\na\n b\nc", "b"),
        ("|+\n  a\n\n  b\n\n\n", "a\n\nb\n\n\n", "b"),
        ("|2\n    a\n  b\n", "  a\nb\n", "b"),
        ("|1\n   \n b\n", "  \nb\n", "b"),
        (">\n  a\n  b\n\n  c\n   d\n  e\n", "a b\nc\n d\ne\n", "e"),
        (">-\n\n  a\n\n\n  b\n", "\na\n\nb", "b"),
        (">+\n  a\n   b\n\n  c\n\n", "a\n b\n\nc\n\n", "c"),
        ('"a\\tb \\\n   c\\x41\\"\n\n\n  d"', 'a\tb cA"\n\nd', "d"),
        ('"\n  a\n"', " a ", "a"),
        ('"a\\\n\n  b"', "a\nb", "b"),
        ("'it''s\n   b\n\n   c'", "it's b\nc", "c"),
        ("a b  \n   c\n\n  d", "a b c\nd", "d"),
    ],
)
def test_each_style_is_mapped(written: str, value: str, word: str) -> None:
    for text in (f"k: {written}", f"k: {written}".replace("\n", "\r\n")):
        document = read("f.yaml", text.encode()).document
        assert document is not None
        assert document.data == {"k": value}
        start = value.rindex(word)
        assert at("k", text=text, within=(start, start + 1)) == word
        assert pieces(text, node(text)) is not None


def node(text: str) -> Node:
    root = compose(text)
    assert root is not None
    return root.items[0]


@settings(max_examples=100, suppress_health_check=SLOW)
@given(SCALARS, st.booleans())
def test_cutting_by_the_span_of_each_word_gives_that_word(
    written: Written,
    windows: bool,  # noqa: FBT001 - hypothesis calls it by name
) -> None:
    text = f"first: 1\nkey: {written.under(2)}\n# end\n"
    if windows:
        text = text.replace("\n", "\r\n")
    document = read("f.yaml", text.encode()).document
    if document is None:
        return
    value = node_value(text, "key")
    for word in re.finditer(r"\S+", value):
        found = at("key", text=text, within=word.span())
        assert unescaped(found, written.style) == word[0]


def node_value(text: str, key: str) -> str:
    root = compose(text)
    assert root is not None
    (value,) = (
        item.value
        for name, item in zip(root.keys, root.items, strict=True)
        if name.value == key
    )
    return value


def unescaped(found: str, style: str) -> str:
    if style == "'":
        return found.replace("''", "'")
    if style == '"':
        found = re.sub(r"\\\r?\n[ \t]*", "", found)
        found = re.sub(
            r"\\(?:x(..)|u(.{4})|U(.{8}))",
            lambda code: chr(int(code[1] or code[2] or code[3], 16)),
            found,
        )
        return re.sub(r'\\(["\\])', r"\1", found)
    return found


@settings(max_examples=60, suppress_health_check=SLOW)
@given(documents())
def test_every_code_point_of_every_scalar_is_mapped(text: str) -> None:
    if read("f.yaml", text.encode()).document is None:
        return
    root = compose(text)
    for route, found in walk(root) if root else ():
        if not found.is_scalar:
            continue
        known = pieces(text, found)
        # Blank lines alone say nothing about their indentation.
        assert known is not None or not found.value.strip(), (route, found)
        ends = [found.start, *(each for piece in known or () for each in piece[1:])]
        assert ends == sorted(ends)


@settings(max_examples=60, suppress_health_check=SLOW)
@given(documents())
def test_a_value_is_replaced_by_replacing_what_stands_at_its_span(text: str) -> None:
    document = read("f.yaml", text.encode()).document
    if document is None or not isinstance(document.data, dict):
        return
    for key in document.data:
        found = node_span(text, (key,))
        assert found is not None
        start, end, _ = found
        gap = " " if text[start - 1 : start] == ":" else ""
        changed = read("f.yaml", f"{text[:start]}{gap}'new'{text[end:]}".encode())
        assert changed.document is not None, (text, key)
        assert changed.document.data == {**document.data, key: "new"}


def test_spans_for_edits_are_offsets_with_their_style() -> None:
    assert node_span(FILE, ("id",)) == (9, 20, "")
    start, end, style = node_span(FILE, ("text",)) or (0, 0, "")
    assert (FILE[start:end], style) == ("|\n  第一行 one\n  第二行 two", "|")
    start, end, style = node_span(FILE, ("media",)) or (0, 0, "")
    assert FILE[start:end].startswith("- file: a.png")
    assert FILE[start:end].endswith("alt: 猫}")
    assert style == "-"
    assert node_span(FILE, ("nothing",)) is None
    assert key_span(FILE, ("id",)) == (5, 7)
    assert key_span(FILE, ("media", 0)) is None


def test_a_plain_scalar_is_given_as_it_is_written() -> None:
    assert raw_scalar(FILE, ("owner",)) == "2026"
    assert raw_scalar("text: 1.10\n", ("text",)) == "1.10"
    assert raw_scalar("text: null\n", ("text",)) == "null"
    assert raw_scalar("text:\n", ("text",)) == ""
    assert raw_scalar("thread: [a, 010]\n", ("thread", 1)) == "010"
    assert raw_scalar('text: "2026"\n', ("text",)) is None
    assert raw_scalar("text: |\n  1\n", ("text",)) is None
    assert raw_scalar(FILE, ("media",)) is None
    assert raw_scalar(FILE, ("nothing",)) is None
