"""Mermaid: a stranger's text stays the text of one task."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from renderers.hostile import TEXTS

from mergecast.renderers.encoders.mermaid import encode_mermaid
from mergecast.renderers.encoders.visible import one_line

_ENTITY = re.compile(r"#(\d+);")


@given(TEXTS)
def test_nothing_ends_a_task_or_begins_a_comment(text: str) -> None:
    shown = _ENTITY.sub("", encode_mermaid(text))

    assert not re.search(r"[:;#%\n\r`<>{}\[\]\"\ufb02\u00b6]", shown)


@given(TEXTS)
def test_the_text_comes_back_from_its_entities(text: str) -> None:
    shown = _ENTITY.sub(lambda found: chr(int(found[1])), encode_mermaid(text))

    assert shown.strip(" \xa0") == one_line(
        re.sub(r"[\n\r\t ]+", " ", text).strip(" ")
    ).strip(" \xa0")


@pytest.mark.parametrize(
    "text",
    ["title of all", "Section 1", "click here", "2026-11-24 launch", "dateFormat x"],
)
def test_a_word_of_mermaids_own_is_none(text: str) -> None:
    shown = encode_mermaid(text)

    assert shown.startswith("#")
    assert html.unescape(shown.replace("#", "&#")) == text


def test_letters_of_any_script_stay_readable() -> None:
    assert encode_mermaid("农历新年 🧧, jom!") == "农历新年 🧧, jom!"


def test_no_text_is_still_a_task() -> None:
    assert encode_mermaid(" ") == "#160;"
