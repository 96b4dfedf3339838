"""The house layout changes no value and loses no comment, and is reached at once."""

from __future__ import annotations

import re

import pytest
from editing.any_yaml import Written, documents, read, said
from hypothesis import given, settings

from mergecast.editing.comments import gaps, scalars
from mergecast.editing.layout import formatted
from mergecast.editing.proof import EditError


@given(documents())
@settings(max_examples=60)
def test_values_and_comments_stay_and_twice_is_once(written: Written) -> None:
    new = formatted(written.text)

    assert read(new) == written.data
    assert said(new) == written.said()
    assert formatted(new) == new


@given(documents())
@settings(max_examples=50)
def test_any_file_gets_the_house_layout(written: Written) -> None:
    new = formatted(written.text)

    assert "\r" not in new
    assert new.endswith("\n")
    for start, end in gaps(new):
        gap = new[start:end]
        assert all(line == line.rstrip(" \t") for line in gap.split("\n")[:-1])
        assert not re.search(r"^ *\t", gap, re.MULTILINE)
    last = scalars(new)[-1]
    assert not new.endswith("\n\n") or "+" in new[last.start : last.start + 3]


LONG = "Words that go on, in quotes, until their line is wider than eighty columns: #1"
UNTIDY = """\
# Mei edits this post.   \r
id:   launch-2026\t# for ever\r
accounts:\r
- acme\r
-    acme-my\r
text:   "LONG"   # why\r
notes: >-\r
      folded\r
      lines\r
\r
      and a paragraph\r
thread:\r
# first\r
- 'one\r
\r
  two'\r
-   text: plain\r
     and wrapped\r
    media: [ {file:   a.png} ]\r
- "short"\r
owner : mei\r
\r
\r
"""
TIDY = """\
# Mei edits this post.
id: launch-2026\t# for ever
accounts:
  - acme
  - acme-my
text: |-   # why
  LONG
notes: |-
  folded lines
  and a paragraph
thread:
  # first
  - |-
    one
    two
  - text: |-
      plain and wrapped
    media: [ {file: a.png} ]
  - "short"
owner: mei
"""


def test_an_untidy_file_becomes_tidy() -> None:
    assert formatted(UNTIDY.replace("LONG", LONG)) == TIDY.replace("LONG", LONG)


@pytest.mark.parametrize(
    "text",
    [
        TIDY.replace("LONG", LONG),
        "",
        "# nothing but a comment\n",
        "text: |\n  as it should be\n\n  # no comment: a text\n",
        "text: short and plain\n",
        'text: "short and quoted"\n',
        'text: "spaces at an end \\n would be hidden in a block"\n',
        'variants: {x: {text: "no blocks\\nin brackets"}}\n',
        "alt: >-\n  one sentence that\n  is wrapped for reviewers\n",
        "text: |+\n  kept\n\n",
        "text: |2\n    begins with spaces\n",
    ],
)
def test_what_is_tidy_stays_as_it_is(text: str) -> None:
    assert formatted(text) == text


@pytest.mark.parametrize(
    ("text", "tidy"),
    [
        ("a: b", "a: b\n"),
        ("a: |\n  b", "a: |-\n  b\n"),
        ("a: |-\n  b", "a: |-\n  b\n"),
        ("a: |\n  b\n# c", "a: |\n  b\n# c\n"),
        ("a: |+2\n   b", "a: |2-\n   b\n"),
        ("a: b\n\n\n", "a: b\n"),
        ("a: |\n    deep\n      er\n", "a: |\n  deep\n    er\n"),
        ("a:\n      b:\n       - c\n", "a:\n  b:\n    - c\n"),
        ("  a: 1\n  b: 2\n", "a: 1\nb: 2\n"),
        ("- - a\n  -   - b\n      - c\n", "- - a\n  - - b\n    - c\n"),
        (
            "a:\n      # of b\n      - b\n      # end\n",
            "a:\n  # of b\n  - b\n  # end\n",
        ),
        ("a: |\n      b\n   # c\nd: 1\n", "a: |\n  b\n# c\nd: 1\n"),
        ("- # why\n   a: 1\n-\n   b: 1\n", "- # why\n  a: 1\n-\n  b: 1\n"),
        ("a: [b,\n\tc]\n", "a: [b,\n  c]\n"),
        ('text: "一二三四五六七八九十' + "很" * 31 + '"\n', None),
        ('text: "一二三四五六七八九十' + "很" * 26 + '"\n', ""),
    ],
)
def test_each_rule_of_the_house(text: str, tidy: str | None) -> None:
    if tidy is None:
        assert formatted(text).startswith("text: |-\n  一二")
    else:
        assert formatted(text) == (tidy or text)


def test_a_file_that_cannot_be_read_is_refused_with_the_reason() -> None:
    with pytest.raises(EditError, match="given twice") as caught:
        formatted("a: 1\na: 2\n")
    assert "check" in caught.value.hint
