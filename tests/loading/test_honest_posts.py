"""Posts as people really write them have nothing to hear from the front door."""

from __future__ import annotations

import json

import pytest
from checks.believable_posts import DESCRIPTIONS, TEXTS

from mergecast.loading.front_door import read
from mergecast.loading.quick import quick


def quiet(text: str) -> object:
    """The data of a file about which nothing is said, by the quick way."""
    reading = read("post.yaml", text.encode())
    assert reading.remarks == (), text
    assert reading.document is not None
    return reading.document.data


def block(text: str) -> str:
    return "".join(f"  {line}\n" if line else "\n" for line in text.split("\n"))


@pytest.mark.parametrize("words", [*TEXTS, *DESCRIPTIONS])
def test_under_a_bar_any_words_are_fine(words: str) -> None:
    text = f"id: x\ntext: |\n{block(words)}owner: mei\n"
    assert quiet(text) == {"id": "x", "text": words + "\n", "owner": "mei"}


@pytest.mark.parametrize("words", [*TEXTS, *DESCRIPTIONS])
def test_between_double_quotes_any_words_are_fine(words: str) -> None:
    quoted = json.dumps(words, ensure_ascii=False)
    assert quiet(f"thread:\n  - {quoted}\n") == {"thread": [words]}


@pytest.mark.parametrize(
    "words",
    [
        "合并即发布，审核即批准。mergecast 1.0 今天上线！",
        "【新品上市】Ａ款已售罄，Ｂ款限量３００件。",
        "问：为什么只发一次？答：因为读者只想看一次。",
        "Tips：三个方法，让审核更快",
        "“合并”就是“发布”",
        "她说：“准时，一次，不多不少。”我们同意。",
        "　　今天，吉隆坡，我们不见不散～",
        "「小さく、早く」がモットーです。",
        "Selamat Hari Raya & maaf zahir batin 🌙",
        "Tahniah! Diskaun 20% untuk e-dagang, jam 10:30 pagi",
        "Read more at https://example.org/launch#faq",
        "C# and F# are fine, and so is a hashtag#inside",
        "Wow! Really? Yes & no * 2 @ home | a > b",
        "mergecast – merge it, and it goes out",
        "5 things we learned",
        "-40 °C and counting",
        "?Que pasa?",
        "Who’s in? ‘Everyone’, apparently.",
        "“Just ship it” is not a plan",
        "👩‍👩‍👧‍👦 Family day",
    ],
)
def test_unquoted_words_without_yaml_signs_are_fine(words: str) -> None:
    assert quiet(f"text: {words}\n") == {"text": words}
    assert quiet(f"thread:\n  - {words}\n") == {"thread": [words]}
    assert quiet(f"media:\n  - file: a.png\n    alt: {words}\n")


@pytest.mark.parametrize(
    "words",
    [
        "mergecast: merge it, and it goes out",
        "#mergecast: version 1.0 is out",
        "Today\n  - review\n  - merge\n\n#oss #git",
        "Key: value\ntext: not a key\n---\n%YAML\n<<: *x &y !!z",
        "“quoted”",
        "　　第一段\n\n　　第二段",
        "file：a.png\n－ 一\n｜二",
        "# not a comment",
        "We are number #1",
        "tab? no. \\t and \\e are letters here",
    ],
)
def test_under_a_bar_yaml_signs_are_letters(words: str) -> None:
    assert quiet(f"text: |\n{block(words)}") == {"text": words + "\n"}


@pytest.mark.parametrize(
    "line",
    [
        "# Mei writes these on Mondays: see #social\n",
        "id: x # never changes\n",
        "publish_at: 2026-11-24 09:00   # before the keynote\n",
        "media: # of the venue\n  - file: a.png # by Ali\n    alt: The hall\n",
        "accounts: [acme, acme-my] # both\n",
        "accounts: # all of them\n  - acme # HQ\n  - acme-my\n",
        "text: | # the words\n  hello\n",
        "text: # the words\n  hello\n",
        'text: "hello" # the words\n',
        "notes:   \n  see below   \n",
        "notes: first line\n  second line\n",
        "alt: A long description, which is wrapped\n  because editors do that\n",
        "gloss: What it means\n  in English\n",
        "text: >\n  A paragraph that is\n  folded.\n\n  And another one.\n",
        'text: "one line \\\n  and still the same line"\n',
        "text: |-\n  no break at the end\n",
        "text: |2\n    an indented first line\n",
        "thread:\n  - text: One\n    media: [{file: a.png, alt: A}]\n  - Two\n",
        "poll: {options: [是, 否, 也许], minutes: 60}\n",
        "poll:\n  options:\n    - “不”，我说\n    - 好\n",
        "notes: 内部「备注」\n",
        "requested_by: 陈美\n",
        "ignore: [{rule: alt-text-missing, because: 只是标志}]\n",
        "vars: {name: Siti, 标题: 开业}\n",
        "\n\n# 空行\n\nid: x\n\n",
        '{"id": "x", "accounts": ["acme"]}\n',
    ],
)
def test_honest_ways_to_write_a_file_are_fine(line: str) -> None:
    quiet(line)


def test_an_everyday_post_is_read_quickly() -> None:
    for words in (TEXTS[0], "合并即发布：审核即批准。👨‍👩‍👧 #合并 #发布"):
        text = f"# 由美维护\nid: x\ntext: |\n{block(words)}owner: mei\n"
        assert quick(text.encode(), text)
