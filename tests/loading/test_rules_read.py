"""Files of rules are read: packages as they came, and what is said of them here."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mergecast.loading.rule_door import MAX_BYTES, RuleFileError, data_of, text_of
from mergecast.loading.rules import load_book, rule_id
from mergecast.repository.trees import WorkTree
from mergecast.style.affixes import words
from mergecast.style.book import Book

RULE = "extends: existence\nmessage: \"Not '%s'\"\ntokens: [so]\n"


def _book(root: Path, files: dict[str, str | bytes]) -> Book:
    for name, text in files.items():
        file = root / "styleguide" / "rules" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return load_book(WorkTree(root))


def _said(book: Book) -> list[tuple[str, str]]:
    return [(each.path, each.trouble.id) for each in book.problems]


def test_a_rule_is_called_by_its_package_and_its_name(tmp_path: Path) -> None:
    book = _book(tmp_path, {"House/Fillers.yml": RULE, "House/more/Too.yml": RULE})
    assert [rule.id for rule in book.rules] == ["House.Fillers", "House.more.Too"]
    assert rule_id("styleguide/rules/A/B.yml") == "A.B"


def test_a_workspace_without_rules_has_an_empty_book(tmp_path: Path) -> None:
    assert load_book(WorkTree(tmp_path)).every_rule == ()


@pytest.mark.parametrize(
    "text",
    [
        "---\n" + RULE,
        "\ufeff" + RULE,
        RULE.replace("\n", "\r\n"),
        "# a comment\n" + RULE + "# and one\n",
        "extends: 'existence'\nmessage: \"x\"\ntokens:\n- 'so'\n- on\n- 1.0\n",
        "extends: existence\nmessage: x\nnonword: True\nraw:\n  - '(?: a)'\n",
    ],
)
def test_the_yaml_of_packages_is_read_as_it_came(tmp_path: Path, text: str) -> None:
    book = _book(tmp_path, {"House/A.yml": text})
    assert (_said(book), len(book.rules)) == ([], 1)


@pytest.mark.parametrize(
    "text",
    [
        b"\xff\xfe",
        b"a: [b",
        "a: &x b\nc: *x\n",
        "a: b\na: c\n",
        RULE + "---\n" + RULE,
        "? [a]\n: b\n",
        "[" * 40 + "]" * 40,
        b"#" * (MAX_BYTES + 1),
    ],
)
def test_what_could_mean_two_things_is_refused(
    tmp_path: Path, text: str | bytes
) -> None:
    book = _book(tmp_path, {"House/A.yml": text, "House/B.yml": RULE})
    assert _said(book) == [("styleguide/rules/House/A.yml", "rule-unreadable")]
    assert [rule.id for rule in book.rules] == ["House.B"]


def test_an_empty_file_is_no_rule(tmp_path: Path) -> None:
    book = _book(tmp_path, {"House/A.yml": "# nothing yet\n"})
    assert _said(book) == [("styleguide/rules/House/A.yml", "rule-invalid")]


@given(st.text("a:-[]{}&*!'\"#|>\n ?", max_size=40))
def test_whatever_is_in_a_file_is_data_or_refused(text: str) -> None:
    with suppress(RuleFileError):
        data_of(text)


@given(st.binary(max_size=30))
def test_whatever_the_bytes_are_they_are_text_or_refused(raw: bytes) -> None:
    with suppress(RuleFileError):
        assert isinstance(text_of(raw), str)


def test_a_package_is_narrowed_beside_it(tmp_path: Path) -> None:
    own = (
        "origin: {link: https://example.org, licence: MIT}\n"
        "locales: [en]\naccounts: [acme]\noff: [B]\n"
        "examples: {A: {good: [no], bad: [so]}}\n"
    )
    files = {"House/A.yml": RULE, "House/B.yml": RULE, "House.yaml": own}
    book = _book(tmp_path, dict(files))
    assert _said(book) == []
    first = book.rules[0]
    assert (first.locales, first.accounts) == (("en",), ("acme",))
    assert (first.examples.good, first.examples.bad) == (("no",), ("so",))
    assert first.examples.path == "styleguide/rules/House.yaml"
    assert book.off == {"House.B"}


@pytest.mark.parametrize(
    ("own", "name"),
    [
        ("off: [Nobody]\n", "rule-file-unread"),
        ("examples: {Nobody: {good: [a]}}\n", "rule-file-unread"),
        ("locale: en\n", "rule-key-unknown"),
        ("off: {a: b}\n", "rule-invalid"),
        ("examples: {A: [a]}\n", "rule-invalid"),
        ("[a]\n", "rule-invalid"),
        ("a: [\n", "rule-unreadable"),
    ],
)
def test_what_a_package_s_own_file_gets_wrong_is_said(
    tmp_path: Path, own: str, name: str
) -> None:
    book = _book(tmp_path, {"House/A.yml": RULE, "House.yaml": own})
    assert _said(book) == [("styleguide/rules/House.yaml", name)]


def test_a_rule_with_the_wrong_ending_is_said(tmp_path: Path) -> None:
    book = _book(tmp_path, {"House/A.yaml": RULE})
    assert _said(book) == [("styleguide/rules/House/A.yaml", "rule-file-unread")]
    assert "'A.yml'" in book.problems[0].trouble.hint


def test_vocabularies_have_a_pattern_a_line(tmp_path: Path) -> None:
    folder = "config/vocabularies/Base"
    files: dict[str, str | bytes] = {
        f"{folder}/accept.txt": "# ours\nMongoDB\n\n合并\n",
        f"{folder}/reject.txt": "foo(?:bar)?\n",
    }
    book = _book(tmp_path, files)
    accepted = [(each.pattern, each.line) for each in book.vocabulary.accept]
    assert accepted == [("MongoDB", 2), ("合并", 4)]
    assert [rule.id for rule in book.every_rule] == ["Vale.Terms", "Vale.Avoid"]
    assert book.names == {"Vale.Terms", "Vale.Avoid"}


def test_dictionaries_are_hunspell_s_or_lists(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "config/dictionaries/en.dic": "2\nmerge/DR\npost\n",
        "config/dictionaries/en.aff": (
            "SFX D Y 1\nSFX D 0 d e\nPFX R Y 1\nPFX R 0 re .\n"
        ),
        "config/ignore/ours.txt": "mergecast\n",
    }
    book = _book(tmp_path, files)
    assert book.dictionaries["en"] == {
        *("merge", "merged", "remerge", "remerged", "post"),
    }
    assert book.dictionaries["ours"] == {"mergecast"}


def test_affixes_may_be_flagged_by_numbers_or_pairs() -> None:
    numbers = "FLAG num\nSFX 12 N 1\nSFX 12 y ies [^aeiou]y\n"
    assert words("try/12,3\nplay/12", numbers) == {"try", "tries", "play"}
    pairs = "FLAG long\nSFX Aa Y 1\nSFX Aa 0 s .\nSFX (\nSFX Bb Y 1\nSFX Bb 0 x (\n"
    assert words("cat/AaBb", pairs) == {"cat", "cats"}
