"""What holds for every file: nothing is raised, and the two ways agree."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from loading.written_yaml import documents

from mergecast.findings import Remark
from mergecast.loading.careful import careful
from mergecast.loading.document import Reading
from mergecast.loading.front_door import read
from mergecast.loading.hazards import HAZARDS, example_bytes
from mergecast.loading.quick import DoubtError, quick
from mergecast.source import Span

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]
POST = """\
# 由团队撰写
id: launch-2026
accounts: [acme, acme-my]
publish_at: 2026-11-24 09:00
text: |
  We are number #1! 你好，世界 👩‍👩‍👧
  Semak: gabung & terbit.  https://example.org/#top
media:
  - file: media/launch.png
    alt: "A \\u201ctree\\u201d, it's green"
thread: [one, 'two''s', {text: three}]
variants:
  bluesky: {text: hi, locale: en}
notes: >-
  folded words
  go on
"""
SEEDS = [POST, *(hazard.fails for hazard in HAZARDS.values() if len(hazard.fails) < 99)]
PIECES = st.sampled_from(
    (
        *("\n", "  ", "\t", ": ", ":", "- ", "-", "# ", "#", "|", ">", "'", '"', "\\"),
        *(
            "[",
            "]",
            "{",
            "}",
            ",",
            "&a ",
            "*a",
            "!t ",
            "? ",
            "%",
            "@",
            "`",
            "---",
            "...",
        ),
        *("<<: ", "text: ", "\r", "\r\n", "\x00", "\x1b", "\x7f", "\x85", "\u00a0"),
        *("\u2028", "\u202e", "\u200b", "\u200e", "\ufeff", "\u3000", "：", "“", "”"),
        *(
            "，",
            "【",
            "－",
            "合",
            "é",
            "👍🏽",
            "\ufffe",
            "\\e",
            "\\ud83d",
            "\\N",
            "text",
        ),
    )
)
YAML_ISH = st.lists(PIECES, max_size=30).map("".join)


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """A good post, or a known bad one, spoiled in a few places."""
    raw = bytearray(example_bytes(draw(st.sampled_from(SEEDS))))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(raw)))
        gone = draw(st.integers(0, 3))
        new = draw(st.one_of(PIECES.map(str.encode), st.binary(max_size=3)))
        raw[at : at + gone] = new
    return bytes(raw)


def check(raw: bytes) -> Reading:
    """Read a file, and look at what is said of it."""
    reading = read("post.yaml", raw)
    assert reading.document or reading.remarks
    lines = raw.decode("utf-8", "replace").split("\n")
    for hazard, remark in reading.remarks:
        assert hazard in HAZARDS
        assert remark.message.replace("\u200d", "").replace("\u200c", "").isprintable()
        assert remark.hint.isprintable()
        check_span(remark, lines)
    refused = any(HAZARDS[hazard].refuses for hazard, _ in reading.remarks)
    assert refused is (reading.document is None)
    return reading


def check_span(remark: Remark, lines: list[str]) -> None:
    span = remark.place.span
    assert isinstance(span, Span)
    assert (1, 1) <= (span.line, span.column) <= (span.end_line, span.end_column)
    assert span.line <= len(lines)
    assert span.column <= len(lines[span.line - 1]) + 1


@given(st.binary(max_size=200))
def test_no_bytes_raise(raw: bytes) -> None:
    check(raw)


@given(st.text(max_size=100))
def test_no_text_raises(text: str) -> None:
    check(text.encode("utf-8", "surrogatepass"))


@settings(max_examples=150, suppress_health_check=SLOW)
@given(YAML_ISH)
def test_nothing_that_looks_like_yaml_raises(text: str) -> None:
    check(text.encode())


@settings(max_examples=150, suppress_health_check=SLOW)
@given(mutated())
def test_no_spoiled_post_raises(raw: bytes) -> None:
    check(raw)


@settings(max_examples=150, suppress_health_check=SLOW)
@given(
    st.one_of(
        YAML_ISH, documents(), mutated().map(lambda raw: raw.decode("utf-8", "replace"))
    )
)
def test_what_passes_quickly_is_clean_and_equal_on_the_careful_way(text: str) -> None:
    try:
        data = quick(text.encode(), text)
    except DoubtError:
        return
    reading = careful("post.yaml", text)
    assert reading.remarks == ()
    assert reading.document is not None
    assert reading.document.data == data
    assert repr(reading.document.data) == repr(data)


@settings(max_examples=50, suppress_health_check=SLOW)
@given(documents())
def test_windows_line_ends_change_nothing(text: str) -> None:
    unix = check(text.encode())
    windows = check(text.replace("\n", "\r\n").encode())
    assert [hazard for hazard, _ in unix.remarks] == [
        hazard for hazard, _ in windows.remarks
    ]
    if unix.document and windows.document:
        assert unix.document.data == windows.document.data


def test_an_ordinary_post_takes_the_quick_way() -> None:
    clean = POST.partition("notes")[0].replace("\\u201ctree\\u201d", "tree")
    assert quick(clean.encode(), clean) is not None
    assert check(clean.encode()).remarks == ()
