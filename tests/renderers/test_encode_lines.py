"""Terminal, log, annotation and JSON: nothing that a stranger writes is obeyed."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import example, given
from renderers.hostile import TEXTS
from renderers.runner_commands import commands

from mergecast.renderers.encoders.annotation import (
    encode_annotation,
    encode_annotation_property,
)
from mergecast.renderers.encoders.ascii_json import encode_json
from mergecast.renderers.encoders.log import encode_log
from mergecast.renderers.encoders.terminal import encode_terminal
from mergecast.renderers.encoders.visible import many_lines, one_line, shorten

BIDI = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI", "BN"}


@given(TEXTS)
def test_a_terminal_gets_one_line_without_controls(text: str) -> None:
    shown = encode_terminal(text)

    categories = {unicodedata.category(character) for character in shown}
    assert not categories & {"Cc", "Cs", "Zl", "Zp"}
    assert len(shown.splitlines()) <= 1


@given(TEXTS)
def test_nothing_reorders_a_line_on_a_terminal(text: str) -> None:
    directions = {
        unicodedata.bidirectional(character)
        for character in encode_terminal(text)
        if unicodedata.category(character) == "Cf"
        and character not in "\u200c\u200d"
        and not "\U000e0020" <= character <= "\U000e007f"
    }

    assert not directions & BIDI


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", "<U+001B>[31mred"),
        ("a\u202eb", "a<U+202E>b"),
        ("a\u200bb", "a<U+200B>b"),
        ("half \ud83d", "half <U+D83D>"),
        ("two\nlines\there", "two<U+000A>lines<U+0009>here"),
        ("a\u200db", "a<U+200D>b"),
        ("hid\U000e0041\U000e0042den", "hid<U+E0041><U+E0042>den"),
        ("🏴" + "\U000e0041" * 9, "🏴" + "<U+E0041>" * 9),
        ("\u202e\u200d", "<U+202E><U+200D>"),
        ("a\ufe0f\ufe01", "a<U+FE0F><U+FE01>"),
    ],
)
def test_what_cannot_be_seen_is_shown_as_its_number(text: str, shown: str) -> None:
    assert encode_terminal(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "审核就是批准，合并就会发出",
        "Selamat datang, sekeluarga 👨‍👩‍👧‍👦 pun boleh",
        "كل عام وأنتم بخير",
        "می‌خواهم",
        "क्‍ष",
        "👍🏽 ❤️ 1️⃣ ©️ ‼️ 🇲🇾 🏳️‍🌈",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "葛\U000e0100飾区",
        "e\u0301 x\u0327",
    ],
)
def test_writing_and_emoji_stay_as_they_are(text: str) -> None:
    assert encode_terminal(text) == text


@given(TEXTS)
def test_many_lines_differ_from_one_only_in_layout(text: str) -> None:
    unified = text.replace("\r\n", "\n").replace("\r", "\n")

    shown = many_lines(text).replace("\n", "<U+000A>").replace("\t", "<U+0009>")

    assert shown == one_line(unified)


@given(TEXTS)
def test_no_line_of_a_log_is_a_command(text: str) -> None:
    line = encode_log(text)

    assert commands(line) == []
    assert not line.lstrip().startswith("::")
    assert len(line.splitlines()) <= 1


@given(TEXTS, TEXTS)
@example("50%0A off", "a%2Cb.yaml")
@example("one\ntwo", "a,line=9.yaml")
def test_an_annotation_says_what_was_written_and_nothing_else(
    message: str, name: str
) -> None:
    line = (
        f"::error file={encode_annotation_property(name)},line=1"
        f"::{encode_annotation(message)}"
    )

    (command,) = commands(line)
    assert command.properties.keys() == {"file", "line"}
    assert command.properties["file"] == one_line(name).replace("##[", "## [")
    assert command.data == many_lines(message).replace("##[", "## [")


@given(TEXTS)
def test_the_echo_of_an_annotation_is_no_command(message: str) -> None:
    (command,) = commands(f"::error ::{encode_annotation(message)}")

    assert "##[" not in command.data


@given(TEXTS)
def test_json_is_ascii_and_no_command_and_loses_nothing(text: str) -> None:
    line = encode_json({"text": text})

    assert line.isascii()
    assert line.isprintable()
    assert commands(line) == []
    halves = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
    assert json.loads(line)["text"] == text.translate(halves)


def test_a_long_text_is_cut_with_an_ellipsis() -> None:
    assert shorten("abcdef", 4) == "abc…"
    assert shorten("abcd", 4) == "abcd"
