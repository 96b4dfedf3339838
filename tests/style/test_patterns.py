"""Patterns run in bounded time and mean the same in both engines."""

from __future__ import annotations

import re
import time

import pytest
import re2  # what the loose form is for
from hypothesis import given, settings
from hypothesis import strategies as st
from style.ruling import engine_of, rule, said

from mergecast.style import pattern as pattern_module
from mergecast.style.pattern import OverBudgetError, Pattern, PatternError, Sieve
from mergecast.style.sentences import sentences
from mergecast.style.syntax import written
from mergecast.style.text import Text


def _found(source: str, text: str) -> list[str]:
    return [text[slice(*each[0])] for each in Pattern(source).matches(Text(text))]


def test_a_word_in_a_script_without_spaces_has_its_boundaries() -> None:
    assert _found(r"\b(?:合并|发布)\b", "请合并后发布吧") == ["合并", "发布"]
    assert _found(r"\b(?:カード)\b", "このカードは") == ["カード"]
    assert _found(r"\b(?:คำ)\b", "นี่คือคำสุดท้าย") == ["คำ"]


def test_a_latin_word_ends_where_chinese_begins() -> None:
    assert _found(r"\bmerge\b", "请merge吧, merged") == ["merge"]


def test_letters_beyond_ascii_are_letters() -> None:
    assert _found(r"\bcaf\b", "café caf") == ["caf"]
    assert _found(r"(?i)\bécole\b", "ÉCOLE écoles") == ["ÉCOLE"]
    assert _found(r"\w+", "ñandú 👩‍👩‍👧 بيت") == ["ñandú", "بيت"]


def test_offsets_count_characters_behind_emoji_and_chinese() -> None:
    (found,) = Pattern("so").matches(Text("👩‍👩‍👧 合并 so"))
    assert found[0] == (9, 11)


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        (r"(?<=[a-z])\.(?! )", "a.b. c", ["."]),
        (r"\b(\w+) \1\b", "the the end", ["the the"]),
        (r"a(?i)b|c", "aB C c", ["aB", "C", "c"]),
        (r"(?<year>\d{4})", "in 2026", ["2026"]),
        (r"(?>a+)b", "aaab", ["aaab"]),
        (r"a++b", "aaab", ["aaab"]),
        (r"\u2014", "a—b", ["—"]),
        (r"[^\W\d]+", "ab1é", ["ab", "é"]),
        (r"[\[&|~]+", "[&|~", ["[&|~"]),
        (r"(?#said before)a", "a", ["a"]),
        (r"(?m)^b$", "a\nb\nc", ["b"]),
        (r"\p{Lu}\p{Ll}+", "Émile x", ["Émile"]),
    ],
)
def test_the_syntax_of_rules_is_read(
    source: str, text: str, expected: list[str]
) -> None:
    assert _found(source, text) == expected


@pytest.mark.parametrize("source", ["(", "[a", "a{2,1}", "*", r"(?P=x)", "(?<=a"])
def test_a_pattern_that_nobody_can_read_is_refused(source: str) -> None:
    with pytest.raises(PatternError):
        Pattern(source)


_PIECES = st.sampled_from(
    [
        *(
            "a",
            "b",
            "É",
            "ß",
            "k",
            "S",
            "é",
            "合",
            " ",
            r"\b",
            r"\B",
            r"\w",
            r"\W",
            r"\d",
            r"\s",
            r"\S",
        ),
        *("[ab]", r"[^\w]", r"[\W]", r"[^\S]", "(?:a|b)", "(a)", "a?", r"\w+", "b*"),
        *("(?=a)", "(?<!b)", "^", "$", "(?i)", "|", r"\D", r"[\d合]", "."),
    ]
)


@settings(max_examples=400, deadline=None)
@given(
    st.lists(_PIECES, min_size=1, max_size=6), st.text("abéÉßẞKkſS合 1\n", max_size=8)
)
def test_what_the_sieve_lets_through_is_never_too_little(
    pieces: list[str], text: str
) -> None:
    source = "".join(pieces)
    try:
        pattern = Pattern(source)
    except PatternError:
        return
    if any(True for _ in pattern.matches(Text(text))):
        assert Sieve((pattern,)).may_match(Text(text)) == [0]


@settings(max_examples=300, deadline=None)
@given(st.lists(_PIECES, min_size=1, max_size=6), st.text("abkS 1\n", max_size=8))
def test_both_engines_agree_on_ascii(pieces: list[str], text: str) -> None:
    source = "".join(pieces)
    try:
        pattern = Pattern(source)
        other = pattern_module._regex(written(source).full)
    except PatternError:
        return
    if pattern.timed or re.search(r"\$", source):  # `$` before a last line break
        return
    expected = [each.span() for each in other.finditer(text)]
    if any(start == end for start, end in expected):  # no rule is about nothing
        return
    assert [each[0] for each in pattern.matches(Text(text))] == expected


def test_the_loose_form_of_common_rules_can_be_read() -> None:
    for source in (r"(?m)\b(?:a|b(?= c))\b", r"(?i)[\w.]+\s\1", r"(?<!x)[^\s]y"):
        re2.compile(written(source).loose)


def test_a_pattern_that_explodes_elsewhere_is_quick() -> None:
    start = time.monotonic()
    assert _found("^(a+)+$", "a" * 100_000 + "b") == []
    assert time.monotonic() - start < 2


def test_a_pattern_over_its_budget_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pattern_module, "SECONDS", 0.05)
    explosive = Pattern("^(a+)+$(?!b)")
    with pytest.raises(OverBudgetError):
        list(explosive.matches(Text("a" * 100_000 + "b")))


def test_a_slow_rule_is_put_out_and_the_others_go_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pattern_module, "SECONDS", 0.05)
    slow = rule(
        "{extends: existence, message: '%s', raw: ['(x+x+)+y(?<!y)']}", "Ours.Slow"
    )
    plain = rule("{extends: existence, message: '%s', tokens: [so]}", "Ours.So")
    made = engine_of(slow, plain)
    text = "x" * 50_000 + "y so"
    assert [each.words for each in said(made, text)] == ["so"]
    assert made.slow == {"Ours.Slow"}


def test_ten_thousand_words_in_one_rule_are_found_in_a_long_text() -> None:
    tokens = "\n".join(f"  - word{n}x" for n in range(10_000))
    made = engine_of(rule(f"extends: existence\nmessage: '%s'\ntokens:\n{tokens}\n"))
    text = "nothing here " * 8_000 + "word9999x, word0x"
    start = time.process_time()
    assert [each.words for each in said(made, text)] == ["word9999x", "word0x"]
    assert time.process_time() - start < 5


def test_ten_thousand_pairs_in_one_rule_are_told_apart() -> None:
    swap = "\n".join(f"  word{n}x: other{n}" for n in range(10_000))
    made = engine_of(rule(f"extends: substitution\nmessage: '%s'\nswap:\n{swap}\n"))
    (found,) = said(made, "合并 word7777x")
    assert found.hint == "write 'other7777'"


class _Failed:
    """RE2's filter when its automaton has no memory left: it finds nothing."""

    def Match(self, _raw: bytes, **_more: bool) -> list[int]:  # noqa: N802 - RE2's name
        return []


def test_a_sieve_that_runs_out_of_memory_lets_everything_through() -> None:
    sieve = Sieve((Pattern("apple"), None, Pattern("berry")))
    assert sieve.may_match(Text("a Berry, a berry")) == [1, 2]
    sieve._filter = _Failed()
    assert sieve.may_match(Text("a berry")) == [0, 1, 2]


def test_signs_that_may_mean_more_one_day_mean_themselves() -> None:
    assert _found("[+--]+(?!c)", "a+,-b") == ["+,-"]
    assert _found("[[a]+(?!c)", "[a") == ["[a"]


def test_a_long_text_whose_sentences_never_begin_anew_is_cut_in_bounded_time() -> None:
    started = time.process_time()
    assert len(sentences("merge it a. " * 8_000)) == 1
    assert time.process_time() - started < 2


def test_a_pattern_of_thousands_of_groups_is_out_of_its_budget(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pattern_module, "SECONDS", 0.05)
    nested = Pattern("(" * 1_000 + "a" + ")" * 1_000)
    with pytest.raises(OverBudgetError):
        list(nested.matches(Text("a" * 1_000)))


def test_an_emoji_is_a_word_and_the_mother_in_a_family_is_none() -> None:
    text = "🔥👩‍👩‍👧🔥 a👩b ❤️ 👍🏽, 👍"
    assert _found(r"\b(?:🔥|👩|❤️)\b", text) == ["🔥", "🔥", "👩", "❤️"]
    assert [each[0] for each in Pattern(r"\b👍\b").matches(Text(text))] == [
        (len(text) - 1, len(text))
    ]
    assert _found(r"\bso\b", "🔥so🔥 also") == ["so"]
