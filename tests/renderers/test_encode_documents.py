"""HTML, CSV and iCalendar: a stranger's text stays a value."""

from __future__ import annotations

import csv
import io
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from renderers.hostile import TEXTS

from mergecast.renderers.encoders.csv_field import csv_table, encode_csv
from mergecast.renderers.encoders.html_text import encode_html
from mergecast.renderers.encoders.ics_text import encode_ics, fold_ics
from mergecast.renderers.encoders.visible import many_lines

FORMULAS = st.lists(
    st.sampled_from([*"=+-@;\t\n,\"' (|!＝", "A1", '=HYPERLINK("x")', "cmd|' /C'!A0"]),
    max_size=12,
).map("".join)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.tags.append(("comment", {"": data}))


@given(TEXTS, TEXTS)
def test_html_text_adds_no_tag_and_no_attribute(text: str, title: str) -> None:
    reader = _Reader()
    reader.feed(f'<p title="{encode_html(title)}">{encode_html(text)}</p>')
    reader.close()

    assert reader.tags == [("p", {"title": many_lines(title)})]
    assert reader.text == many_lines(text)


@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_csv_fields_come_back_one_by_one(texts: list[str]) -> None:
    line = ",".join(map(encode_csv, texts)) + "\n"

    (row,) = csv.reader(io.StringIO(line, newline=""), strict=True)
    assert [field.replace("'", "") for field in row] == [
        many_lines(text).replace("'", "") for text in texts
    ]


@given(st.lists(TEXTS | FORMULAS, min_size=2, max_size=4))
def test_no_cell_calculates_whichever_sign_parts_them(texts: list[str]) -> None:
    table = csv_table(["a", "b"], [texts, texts[::-1]])

    for sign in ",;\t":
        for row in csv.reader(io.StringIO(table, newline=""), delimiter=sign):
            for cell in row:
                assert not _CALLS.match(cell) or _APART.match(cell)
            assert sign != "," or not any(map(_FORMULA.match, row))


_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")
# A name right before a text ("two","...") is no formula, and stays a text.
_APART = re.compile(r"\s*[=+\-@＝＋－＠][\w\s.,?\u3002]*[\w.?\u3002]\s*\"")
_CALLS = re.compile(r"\s*[=+\-@＝＋－＠][^\n]*[(|!（｜！]")


@pytest.mark.parametrize("text", ["- one\n- two", "to\n@mei", "a; b", "1 + 1;-2"])
def test_lists_and_names_inside_a_field_stay_as_they_are(text: str) -> None:
    assert text.partition("\n")[2] in encode_csv(text)


def test_a_table_has_a_line_for_each_row_as_rfc_4180_ends_them() -> None:
    assert csv_table(["a", "b"], [["1", '2"']]) == '"a","b"\r\n"1","2"""\r\n'


@given(TEXTS)
def test_no_csv_field_is_a_formula(text: str) -> None:
    ((field,),) = csv.reader(io.StringIO(encode_csv(text), newline=""))

    assert not field.lstrip().startswith(tuple("=+-@＝＋－＠"))
    assert not field.startswith(("\t", "\r", "\n"))


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1"]
)
def test_a_formula_gets_an_apostrophe(text: str) -> None:
    assert encode_csv(text).startswith("\"'")


@given(TEXTS)
def test_an_ics_value_adds_no_property(text: str) -> None:
    folded = fold_ics(f"SUMMARY:{encode_ics(text)}")

    lines = folded.split("\r\n")
    assert all(line.startswith(" ") for line in lines[1:])
    assert not re.search("[\r\n]", "".join(lines))
    assert all(len(line.encode()) <= 75 for line in lines)


@given(TEXTS)
def test_an_ics_value_comes_back(text: str) -> None:
    folded = fold_ics(f"SUMMARY:{encode_ics(text)}")

    value = folded.replace("\r\n ", "").removeprefix("SUMMARY:")
    assert _unescaped(value) == many_lines(text)


def test_a_chinese_character_is_not_folded_in_two() -> None:
    first, second = fold_ics("X:" + "审" * 25).split("\r\n")

    assert first == "X:" + "审" * 24
    assert second == " 审"


def _unescaped(value: str) -> str:
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], value)
