"""What values mean, what is refused, and where a remark points."""

from __future__ import annotations

from typing import Any

import pytest

from mergecast.findings import Remark
from mergecast.loading.front_door import read
from mergecast.loading.limits import MAX_BYTES, MAX_DEPTH, MAX_NODES
from mergecast.source import Span


def data(text: str) -> Any:  # noqa: ANN401 - any document
    reading = read("post.yaml", text.encode())
    assert reading.document is not None, reading.remarks
    return reading.document.data


def only(text: str | bytes) -> tuple[str, Remark]:
    raw = text.encode() if isinstance(text, str) else text
    ((hazard, remark),) = read("post.yaml", raw).remarks
    return hazard, remark


def hazards(text: str) -> list[str]:
    return [hazard for hazard, _ in read("post.yaml", text.encode()).remarks]


def at(text: str | bytes) -> Span:
    _, remark = only(text)
    assert remark.place.span is not None
    return remark.place.span


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("true", True),
        ("false", False),
        ("null", None),
        ("", None),
        ("0", 0),
        ("-12", -12),
        ("999999999999999999", 999999999999999999),
        ("1.50", 1.5),
        ("-0.5", -0.5),
    ],
)
def test_a_plain_word_or_number_means_what_it_says(written: str, meant: object) -> None:
    found = data(f"key: {written}\n")["key"]
    assert found == meant
    assert type(found) is type(meant)


@pytest.mark.parametrize(
    "written",
    [
        *("yes", "no", "on", "off", "NO", "y", "True", "TRUE", "Null", "~", "="),
        *(
            "010",
            "08",
            "0x10",
            "0b1",
            "0o7",
            "1_000",
            "+1",
            "1e5",
            "1.5e+3",
            ".5",
            "1.",
        ),
        *("12:30", "190:20:30", "09:00", ".inf", "-.INF", ".nan", "00.5", "1.2.3"),
        *("2026-11-24", "2026-11-24 09:00", "2026-11-24T09:00:00Z", "2001-1-1"),
        *("1000000000000000000", "9" * 5000, "1." + "5" * 19, "0.1.", "<<"),
    ],
)
def test_everything_else_is_text_as_written(written: str) -> None:
    assert data(f"key: {written}\n") == {"key": written}


@pytest.mark.parametrize(
    "written", ["true", "null", "12", "1.5", "", "~", "2026-11-24"]
)
def test_what_is_quoted_is_always_text(written: str) -> None:
    assert data(f"key: '{written}'\n") == {"key": written}
    assert data(f'key: "{written}"\n') == {"key": written}


@pytest.mark.parametrize("text", ["", "\n", "# only a comment\n", "---\n", "null\n"])
def test_a_file_without_values_is_none(text: str) -> None:
    assert data(text) is None


def test_a_single_document_marker_and_windows_lines_are_fine() -> None:
    assert data("---\r\ntext: |\r\n  一\r\n  二\r\n...\r\n") == {"text": "一\n二\n"}


@pytest.mark.parametrize(
    "key", ["yes", "on", "NO", "标题", "acme-my", "09:00", "~", "'1'"]
)
def test_words_that_yaml_misreads_are_fine_as_keys(key: str) -> None:
    assert data(f"{key}: x\n") == {key.strip("'"): "x"}


def test_a_duplicate_key_is_refused_with_both_lines() -> None:
    hazard, remark = only("text: a\nowner: mei\ntext: b\n")
    assert hazard == "duplicate-key"
    assert "'text' is given twice, in lines 1 and 3" in remark.message
    assert remark.place.span == Span(3, 1, 3, 5)


def test_a_duplicate_key_is_found_however_it_is_written() -> None:
    assert hazards('text: a\n"te\\u0078t": b\n') == ["duplicate-key"]
    assert hazards("media:\n  - {file: a, file: b}\n") == ["duplicate-key"]


def test_several_faults_are_said_at_once() -> None:
    text = "id: &a x\ntext: *a\nowner: !!str mei\n"
    assert hazards(text) == ["yaml-anchor", "yaml-alias", "yaml-tag"]


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\x85", "\r"])
def test_a_break_that_nobody_sees_is_refused_anywhere(sign: str) -> None:
    for text in (
        f"text: hi{sign}text: evil\n",
        f"# note{sign}text: evil\n",
        f"a: |\n  x{sign}y\n",
    ):
        assert hazards(text) == ["hidden-line-break"]


@pytest.mark.parametrize(
    "escape", ["\\e", "\\0", "\\x1b", "\\u2028", "\\N", "\\r", "\\uFFFF"]
)
def test_a_control_character_is_refused_as_an_escape(escape: str) -> None:
    text = f'text: "one {escape} two"\n'
    assert hazards(text) == ["hidden-escape"]
    assert at(text) == Span(1, 12, 1, 12 + len(escape))
    assert hazards(f'"k{escape}": x\n') == ["hidden-escape"]


@pytest.mark.parametrize("escape", ["\\ud83d", "\\ud83d\\ude00", "\\udfff"])
def test_half_a_character_is_refused(escape: str) -> None:
    hazard, remark = only(f'text: "{escape}"\n')
    assert hazard == "bad-escape"
    assert remark.hint == "write the character itself"


def test_invisible_characters_in_words_for_readers_are_left_to_their_check() -> None:
    assert hazards("text: a\u200bb\nmedia:\n  - file: x\n    alt: c\u00add\n") == []


def test_invisible_characters_elsewhere_are_pointed_at() -> None:
    text = "# no\u200bte\nown\u200ber: mei\nnotes: a\u00adb\n"
    assert hazards(text) == ["invisible-character"] * 3


def test_flags_variants_and_joined_emoji_are_not_invisible() -> None:
    flag = "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"
    assert (
        hazards(f"notes: {flag} 葛\U000e0100 ❤\ufe0f 👩\u200d🚀 می\u200cخواهیم\n") == []
    )


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_wide_encodings_are_named(encoding: str) -> None:
    hazard, remark = only("text: hello world\n".encode(encoding))
    assert hazard == "not-utf-8"
    assert f"the file is {encoding[:6].upper()}" in remark.message


def test_a_byte_that_is_no_utf_8_is_found_at_its_column() -> None:
    assert at("text: 你好".encode() + b" \xff\n") == Span(1, 10, 1, 11)


def test_the_size_limit_is_exact() -> None:
    assert data("# " + "x" * (MAX_BYTES - 3) + "\n") is None
    assert hazards("# " + "x" * (MAX_BYTES - 2) + "\n") == ["file-too-large"]


def test_the_depth_limit_is_exact() -> None:
    data("[" * MAX_DEPTH + "]" * MAX_DEPTH)
    assert hazards("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1)) == ["too-deep"]


@pytest.mark.parametrize("item", ["a,", "- a\n"])
def test_the_limit_of_values_is_exact(item: str) -> None:
    opening, closing = ("[", "]") if item.endswith(",") else ("", "")
    most = opening + item * (MAX_NODES - 1) + closing  # the list itself is one
    assert len(data(most)) == MAX_NODES - 1
    assert hazards(opening + item * MAX_NODES + closing) == ["too-many-values"]


def test_a_mapping_counts_keys_and_values() -> None:
    pairs = (MAX_NODES - 1) // 2
    data("".join(f"k{n}: v\n" for n in range(pairs)))
    more = "".join(f"k{n}: v\n" for n in range(pairs + 1))
    assert hazards(more) == ["too-many-values"]
