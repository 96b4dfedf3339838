"""Markdown: a stranger's text is read, and never acts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from markdown_it import MarkdownIt
from renderers.hostile import TEXTS

from mergecast.renderers.encoders.markdown import encode_code, encode_markdown, fence
from mergecast.renderers.encoders.visible import many_lines, one_line

if TYPE_CHECKING:
    from markdown_it.token import Token

# Forges look for these in the text that a reader sees, after Markdown is rendered.
LINKED_AFTERWARDS = re.compile(
    r"@[\w-]|#\d|GH-\d|\w://|www\.|mailto:\w|:[\w+-]+:", re.IGNORECASE
)


def tokens(source: str) -> list[Token]:
    return MarkdownIt("gfm-like", {"linkify": False}).parse(source)


@given(TEXTS)
def test_inline_text_is_one_paragraph_of_plain_text(text: str) -> None:
    source = f"before {encode_markdown(text)} after"

    opened, inline, closed = tokens(source)
    assert (opened.type, closed.type) == ("paragraph_open", "paragraph_close")
    assert {child.type for child in inline.children or []} <= {"text", "text_special"}


@given(TEXTS)
def test_inline_text_makes_no_block_of_its_own(text: str) -> None:
    kinds = [token.type for token in tokens(encode_markdown(text))]

    assert kinds in ([], ["paragraph_open", "inline", "paragraph_close"])


@given(TEXTS)
def test_inline_text_reads_as_it_was_written(text: str) -> None:
    source = f"“{encode_markdown(text)}”"

    seen = _seen(source)

    spaced = re.sub(r"[\n\r\t ]+", " ", text).strip(" ")
    assert seen.replace("\u200b", "") == f"“{one_line(spaced)}”"


@given(TEXTS)
def test_nobody_is_mentioned_and_nothing_is_linked(text: str) -> None:
    assert not LINKED_AFTERWARDS.search(_seen(f"x {encode_markdown(text)} x"))


@given(TEXTS)
def test_inline_code_shows_the_text_to_the_letter(text: str) -> None:
    source = f"before {encode_code(text)} after"

    _, inline, _ = tokens(source)
    kinds = [child.type for child in inline.children or []]
    if not text:
        assert kinds == ["text"]
        return
    assert kinds == ["text", "code_inline", "text"]
    assert (inline.children or [])[1].content == one_line(text)


@given(TEXTS)
@example("```\n@mei")
@example("a\n`````\nb")
def test_a_fence_is_not_closed_by_what_it_holds(text: str) -> None:
    block, opened, inline, closed = tokens(f"{fence(text, 'yaml')}\n\nafter")

    assert block.type == "fence"
    assert block.info == "yaml"
    held = many_lines(text)
    assert block.content == (held if held.endswith("\n") or not held else f"{held}\n")
    assert (opened.type, inline.content, closed.type) == (
        "paragraph_open",
        "after",
        "paragraph_close",
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("ask @mei about #12", "ask @&#8203;mei about #&#8203;12"),
        ("https://evil.example", "https:&#8203;//evil.example"),
        ("<img src=x>", r"\<img src=x>"),
        ("1. no list", r"1\. no list"),
        ("a | b", r"a \| b"),
        ("two\nlines", "two lines"),
        ("审核就是批准 👨‍👩‍👧‍👦", "审核就是批准 👨‍👩‍👧‍👦"),
    ],
)
def test_inline_text_stays_readable_as_source(text: str, shown: str) -> None:
    assert encode_markdown(text) == shown


def _seen(source: str) -> str:
    """The text of a paragraph, as a reader sees it."""
    _, inline, _ = tokens(source)
    return "".join(child.content for child in inline.children or [])
