"""A rule that cannot run is named with its reason; nothing is skipped silently."""

from __future__ import annotations

import pytest
from style.ruling import read, rule

from mergecast.findings import Severity
from mergecast.style.book import Book
from mergecast.style.engine import engine
from mergecast.style.rule import Action, Examples, Existence


def _message(written: str) -> str:
    found = read(written)
    assert found.rule is None
    return found.troubles[0].message


@pytest.mark.parametrize("kind", ["sequence", "script"])
def test_a_type_that_is_not_run_is_refused_by_name(kind: str) -> None:
    message = _message(f"{{extends: {kind}, message: x, tokens: [a]}}")
    assert "'Ours.Rule'" in message
    assert f"'{kind}'" in message


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("[a]", "a rule is a mapping"),
        ("{message: x}", "the rule has no 'extends'"),
        ("{extends: magic, message: x}", "there is no type of rule 'magic'"),
        ("{extends: existence, tokens: [a]}", "the rule has no 'message'"),
        ("{extends: existence, message: x}", "no 'tokens' and no 'raw'"),
        ("{extends: existence, message: x, tokens: {a: b}}", "not a list of texts"),
        ("{extends: existence, message: x, tokens: [a], level: bad}", "level 'bad'"),
        ("{extends: existence, message: x, tokens: [a], scope: nave}", "scope 'nave'"),
        ("{extends: existence, message: x, tokens: [a], ignorecase: 7}", "true or"),
        ("{extends: substitution, message: x}", "the rule has no 'swap'"),
        ("{extends: substitution, message: x, swap: {a: [b]}}", "no text under 'a'"),
        ("{extends: occurrence, message: x, token: a}", "neither 'max' nor 'min'"),
        ("{extends: occurrence, message: x, token: a, max: b}", "not a number"),
        ("{extends: occurrence, message: x, token: a, max: 2.5}", "not a whole number"),
        ("{extends: repetition, message: x}", "no 'tokens'"),
        ("{extends: consistency, message: x}", "no 'either'"),
        ("{extends: conditional, message: x, first: a}", "no 'second'"),
        ("{extends: capitalization, message: x}", "no 'match'"),
        ("{extends: capitalization, message: x, match: $foo}", "no case '$foo'"),
        ("{extends: metric, message: x, formula: a+1, condition: '> 1'}", "'a'"),
        ("{extends: metric, message: x, formula: words, condition: '>'}", "condition"),
        ("{extends: readability, message: x, grade: 8}", "no 'metrics'"),
        ("{extends: readability, message: x, metrics: [Fog]}", "no measure 'Fog'"),
        (
            "{extends: existence, message: x, tokens: [a], action: {name: fly}}",
            "no action 'fly'",
        ),
        (
            "{extends: existence, message: x, tokens: [a], examples: {fine: [b]}}",
            "'examples' has no 'fine'",
        ),
    ],
)
def test_what_is_wrong_with_a_rule_is_said(written: str, said: str) -> None:
    assert said in _message(written)


def test_a_key_that_nothing_reads_is_a_trouble_and_the_rule_runs() -> None:
    found = read("{extends: existence, message: x, tokens: [a], tokns: [b]}")
    assert found.rule is not None
    (trouble,) = found.troubles
    assert (trouble.route, trouble.id) == (("tokns",), "rule-key-unknown")


def test_a_pattern_that_cannot_be_read_is_a_problem_of_that_rule() -> None:
    broken = rule("{extends: existence, message: x, tokens: ['(a']}")
    made = engine(Book((broken,)))
    assert made.rules == ()
    (problem,) = made.problems
    assert problem.rule == "Ours.Rule"
    assert "cannot be read" in problem.trouble.message


def test_spelling_without_a_dictionary_is_a_problem_of_that_rule() -> None:
    (problem,) = engine(Book((rule("{extends: spelling, message: x}"),))).problems
    assert "no dictionary" in problem.trouble.message


def test_all_keys_of_a_rule_are_read() -> None:
    found = rule(
        """
        extends: existence
        message: "Don't use '%s'"
        description: Why not
        link: https://example.org/style
        level: error
        scope: [alt, "text & ~alt"]
        limit: 3
        action: {name: replace, params: [that]}
        exceptions: [so]
        vocab: no
        ignorecase: yes
        nonword: on
        tokens: which
        locales: [en]
        accounts: [acme]
        examples: {good: [a], bad: [which]}
        """
    )
    assert found.body == Existence(("which",), ignorecase=True, nonword=True)
    assert found.level is Severity.ERROR
    assert found.scope == (("alt",), ("text", "~alt"))
    assert found.action == Action("replace", ("that",))
    assert (found.vocabulary, found.limit) == (False, 3)
    assert found.examples == Examples(("a",), ("which",))
    assert (found.locales, found.accounts) == (("en",), ("acme",))


def test_a_rule_without_a_level_is_a_suggestion() -> None:
    found = rule("{extends: existence, message: x, tokens: [a]}")
    assert (found.level, found.scope) == (Severity.INFO, (("text",),))


def test_a_token_written_as_a_block_is_the_word_without_its_line_break() -> None:
    body = rule("extends: existence\nmessage: x\ntokens:\n  - |\n    very\n").body

    assert isinstance(body, Existence)
    assert body.tokens == ("very",)
