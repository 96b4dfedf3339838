"""What YAML silently does to a text is said, where it hurts and nowhere else."""

from __future__ import annotations

import pytest

from mergecast.loading.front_door import read


def said(text: str) -> list[tuple[str, str]]:
    """Each hazard with the words that it points at."""
    found = []
    lines = text.split("\n")
    for hazard, remark in read("post.yaml", text.encode()).remarks:
        span = remark.place.span
        assert span is not None
        last = span.end_column - 1 if span.line == span.end_line else None
        found.append((hazard, lines[span.line - 1][span.column - 1 : last]))
    return found


CUT = "comment-cuts-text"
MAYBE = "comment-without-space"


@pytest.mark.parametrize(
    ("text", "hazard", "words"),
    [
        ("text: We are number #1\n", CUT, "#1"),
        ("text: 我们是第 #1 名\n", CUT, "#1 名"),
        ("text: #1 in the world\n", CUT, "#1 in the world"),
        ("text: a # really\n", CUT, "# really"),
        ("media:\n  - file: a.png\n    alt: Chart # 3\n", CUT, "# 3"),
        ("thread:\n  - one #a\n", CUT, "#a"),
        ("thread:\n  - text: one #a\n", CUT, "#a"),
        ("poll:\n  options: [yes, no #1\n    ]\n", CUT, "#1"),
        ('text: "We love" #git\n', CUT, "#git"),
        ("gloss: number #1\n", CUT, "#1"),
        ("variants: {x: {text: a #b\n}}\n", CUT, "#b"),
        ("owner: mei #team\n", MAYBE, "#team"),
        ("notes: see #general\n", MAYBE, "#general"),
        ("text: | #1\n  hello\n", MAYBE, "#1"),
        ("text: “hello world”\n", "curly-quotes-in-text", "“hello world”"),
        ("thread:\n  - ‘你好’\n", "curly-quotes-in-text", "‘你好’"),
        ('text: “hello"\n', "curly-quotes-in-text", '“hello"'),
        ("text: ＂你好＂\n", "curly-quotes-in-text", "＂你好＂"),
        ("text: \u00a0hello\n", "odd-space-in-text", "\u00a0"),
        ("thread:\n  - \u2003hello\n", "odd-space-in-text", "\u2003"),
        ("text: |\n  a \n  b\n", "trailing-spaces", " "),
        ("text: |\n  a\n  b  ", "trailing-spaces", "  "),
        ("text: >\n  a  \n  b\n", "trailing-spaces", "  "),
        ("text: |\n  a\tb\n", "tab-in-text", "\t"),
        ("text: |\n  a\n  \tb\n", "tab-in-text", "\t"),
        ("text:\ta\n", "tab-after-key", "\t"),
        ("accounts:\t[acme]\n", "tab-after-key", "\t"),
        ("text: |+\n  a\n\n", "kept-line-breaks", "+"),
        ("text: >2+\n  a\n\n", "kept-line-breaks", "+"),
        ("text: one\n  two\n", "folded-lines", "one"),
        ("text: one\n\n  two\n", "folded-lines", "one"),
        ('text: "one\n  two"\n', "folded-lines", '"one'),
        ("thread:\n  - 'one\n    two'\n", "folded-lines", "'one"),
        ("text: Today\n  - one\n  - two\n", "folded-list", "Today"),
        ("text: >\n  1. one\n  2. two\n", "folded-list", ">"),
        ("thread:\n  - >\n    • one\n    • two\n", "folded-list", ">"),
        ("text: 合并即发布，\n  审核即批准。\n", "folded-chinese", ""),
        ('alt: "一张图，\n  两个人"\n', "folded-chinese", ""),
        ("text: >\n  one\n    two\n    three\n", "folded-indentation", ">"),
        (
            "text: |\n  a\n  # mergecast: ignore[x]\n",
            "marker-in-text",
            "# mergecast: ignore",
        ),
        (
            "text: |\n  a\n  #mergecast: ignore x\n",
            "marker-in-text",
            "#mergecast: ignore",
        ),
        ("text: |\n  mergecast: ignore x\n", "marker-in-text", "mergecast: ignore"),
        ("thread:\n  - Note: hello\n", "text-became-key", "Note:"),
        ("poll:\n  options:\n    - {优惠: 八折}\n", "text-became-key", "{优惠:"),
        ("variants:\n  x:\n    thread: [a: b]\n", "text-became-key", "a:"),
    ],
)
def test_a_surprise_is_pointed_at(text: str, hazard: str, words: str) -> None:
    assert said(text) == [(hazard, words)]


@pytest.mark.parametrize(
    ("text", "hazard", "words"),
    [
        ("media:\n  file：a.png\n", "full-width-syntax", "："),
        ("media:\n  - file：a.png\n", "full-width-syntax", "："),
        ("thread:\n  - text：你好\n", "full-width-syntax", "："),
        ("accounts: 【acme】\n", "full-width-syntax", "【acme】"),
        ("accounts: [acme，acme-my]\n", "full-width-syntax", "acme，acme-my"),
        ("poll: {options: [是、否]}\n", "full-width-syntax", "是、否"),
        ("thread:\n  － 一\n  － 二\n", "full-width-syntax", "－"),
        ("thread: • one\n", "full-width-syntax", "•"),
        ("text: ｜\n  你好\n", "full-width-syntax", "｜"),
        ("owner: “mei”\n", "curly-quotes", "“mei”"),
        ("owner: 「mei」\n", "curly-quotes", "「mei」"),
        ("“owner”: mei\n", "curly-quotes", "“owner”"),
        ("accounts: [‘acme’]\n", "curly-quotes", "‘acme’"),
        ("\u00a0\u00a0owner: mei\n", "odd-space", "\u00a0\u00a0"),
        ("owner\u3000: mei\n", "odd-space", "\u3000"),
        ("owner: \u00a0mei\n", "odd-space", "\u00a0"),
        ("owner: mei\u3000\n", "odd-space", "\u3000"),
    ],
)
def test_a_sign_that_was_meant_as_yaml_is_pointed_at(
    text: str, hazard: str, words: str
) -> None:
    assert said(text) == [(hazard, words)]


def test_a_text_that_is_cut_is_still_read_for_what_it_says() -> None:
    document = read("post.yaml", b"text: We are number #1\n").document
    assert document is not None
    assert document.data == {"text": "We are number"}


def test_many_faults_of_one_file_are_not_said_without_end() -> None:
    text = "thread:\n" + "  - a #1\n" * 500
    assert len(said(text)) == 10
    assert len(said("\x00" * 500)) == 10
    assert len(said("text: &a x\n" * 500)) == 10
    assert len(said("# \u200b\n" * 500)) == 10


def test_what_only_the_team_reads_may_be_folded_spaced_and_tabbed() -> None:
    assert said("notes: |\n  a \n  b\tc\n") == []
    assert said("notes: Today\n  - one\n  - two\n") == []
    assert said("notes: 合并，\n  审核。\n") == []
    assert said("notes: # mergecast: ignore\n  x\n") == []
