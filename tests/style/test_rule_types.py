"""Each type of rule does what the documentation of its format says."""

from __future__ import annotations

import pytest
from style.ruling import engine_of, post, rule, said, words

from mergecast.findings import Severity

AVOID = """
    extends: existence
    message: "Don't use '%s'"
    ignorecase: true
    tokens: [obviously, 'appears? to be']
"""


def test_existence_finds_words_in_any_case_and_only_as_words() -> None:
    text = "Obviously it appears to be so; unobviously appeared to be"
    assert words(AVOID, text) == ["Obviously", "appears to be"]


def test_existence_minds_case_unless_told_not_to() -> None:
    strict = "{extends: existence, message: '%s', tokens: [obviously]}"
    assert words(strict, "Obviously, obviously.") == ["obviously"]


def test_existence_with_nonword_has_no_word_boundaries() -> None:
    inside = "{extends: existence, message: '%s', nonword: true, tokens: [end]}"
    assert words(inside, "Weekends end") == ["end", "end"]


@pytest.mark.parametrize(
    ("append", "expected"), [("false", ["Pre-fix"]), ("true", ["fixPre-"])]
)
def test_raw_is_concatenated_before_or_behind_tokens(
    append: str, expected: list[str]
) -> None:
    written = f"""
        extends: existence
        message: '%s'
        nonword: true
        append: {append}
        raw: ['Pr', 'e-']
        tokens: [fix]
    """
    assert words(written, "Pre-fix and fixPre-") == expected


def test_an_exception_in_a_hit_or_around_it_lets_it_pass() -> None:
    written = """
        extends: existence
        message: '%s'
        tokens: ['very \\w+', simply]
        exceptions: [very good, put simply]
    """
    text = "very good, very bad, put simply, simply"
    assert words(written, text) == ["very bad", "simply"]


SWAP = """
    extends: substitution
    message: "Use '%s' instead of '%s'"
    level: warning
    ignorecase: true
    swap:
      abundance: plenty
      '(?:give|gave) rise to': lead to
      JavaScript: JavaScript
      utilize: use|employ
      'within the (\\w+) directory': in the $1 directory
"""


def test_substitution_says_what_to_write_and_what_stands_there() -> None:
    (found,) = said(engine_of(rule(SWAP)), "An abundance of care")
    assert found.message == "Use 'plenty' instead of 'abundance'"
    assert found.hint == "write 'plenty'"
    assert found.rule.level is Severity.WARNING


def test_substitution_takes_patterns_for_keys() -> None:
    (found,) = said(engine_of(rule(SWAP)), "It gave rise to doubts")
    assert (found.words, found.hint) == ("gave rise to", "write 'lead to'")


def test_substitution_fills_in_what_the_groups_of_a_key_matched() -> None:
    (found,) = said(engine_of(rule(SWAP)), "Look within the media directory.")
    assert found.hint == "write 'in the media directory'"


def test_substitution_leaves_alone_what_is_already_right() -> None:
    made = engine_of(rule(SWAP))
    assert [each.words for each in said(made, "Javascript or JavaScript")] == [
        "Javascript"
    ]


def test_several_suggestions_are_joined_in_message_and_hint() -> None:
    (found,) = said(engine_of(rule(SWAP)), "Utilize it")
    assert found.message == "Use 'use' or 'employ' instead of 'Utilize'"
    assert found.hint == "write 'use' or 'employ'"


def test_substitution_takes_the_longest_key_that_fits() -> None:
    written = """
        extends: substitution
        message: 'Use %s instead of %s'
        swap: {log: record, log in: sign in}
    """
    assert words(written, "log in to the log") == ["log in", "log"]


def test_capitalize_gives_the_suggestion_the_case_of_the_word() -> None:
    written = """
        extends: substitution
        message: 'Use %s instead of %s'
        ignorecase: true
        capitalize: true
        swap: {commence: begin}
    """
    found = said(engine_of(rule(written)), "Commence, then commence")
    assert [each.hint for each in found] == ["write 'Begin'", "write 'begin'"]


def test_occurrence_has_a_most_and_points_at_the_first_too_many() -> None:
    written = "{extends: occurrence, message: 'Two at most', max: 2, token: '!'}"
    made = engine_of(rule(written))
    assert said(made, "One! Two!") == []
    (found,) = said(made, "One! Two! Three! Four!")
    assert found.place.within == (15, 16)


def test_occurrence_has_a_least_and_shows_the_text() -> None:
    written = "{extends: occurrence, message: 'Ask something', min: 1, token: '\\?'}"
    assert words(written, "Ready?") == []
    assert words(written, "Ready.") == ["Ready."]


def test_occurrence_counts_in_its_scope() -> None:
    written = """
        extends: occurrence
        message: 'Shorter sentences'
        scope: sentence
        max: 4
        token: '\\b\\w+\\b'
    """
    assert words(written, "One two three four. One two.") == []
    assert words(written, "One two. One two three four five.") == ["five"]


def test_repetition_finds_a_word_twice_in_a_row() -> None:
    written = """
        extends: repetition
        message: "'%s' is repeated!"
        alpha: true
        ignorecase: true
        tokens: ['[^\\s]+']
    """
    made = engine_of(rule(written))
    (found,) = said(made, "It is the The end, 5 5 times")
    assert (found.words, found.message) == ("the The", "'The' is repeated!")


def test_repetition_does_not_cross_sentences() -> None:
    written = "{extends: repetition, message: '%s', ignorecase: true, tokens: ['\\w+']}"
    assert words(written, "We knew that. That matters") == []
    assert words(written, "We knew that that. Matters") == ["that that"]


def test_repetition_may_have_a_most() -> None:
    written = "{extends: repetition, message: '%s', max: 1, tokens: ['\\w+']}"
    assert words(written, "ha ha") == []
    assert words(written, "ha ha ha") == ["ha ha"]


BOTH = """
    extends: consistency
    message: "Inconsistent spelling of '%s'"
    level: error
    ignorecase: true
    either: {advisor: adviser, centre: center}
"""


def test_consistency_wants_one_form_of_each_pair() -> None:
    assert words(BOTH, "The advisor, an advisor, a centre") == []
    assert words(BOTH, "An Advisor is no adviser; a centre") == ["adviser"]


def test_consistency_holds_for_all_parts_of_a_thread() -> None:
    (found,) = said(engine_of(rule(BOTH)), "In the centre.", "Off the center.")
    assert (found.words, found.place.route) == ("center", ("thread", 1, "text"))


WHO = r"""
    extends: conditional
    message: "'%s' has no definition"
    first: '\b([A-Z]{3,5})\b'
    second: '(?:\b[A-Z][a-z]+ )+\(([A-Z]{3,5})\)'
    exceptions: [API]
"""


def test_conditional_wants_a_definition_of_each_abbreviation() -> None:
    text = "World Health Organization (WHO) and DAFB have an API; WHO again"
    assert words(WHO, text) == ["DAFB"]


def test_conditional_without_a_group_asks_only_that_the_second_is_there() -> None:
    written = "{extends: conditional, message: '%s', first: paid, second: '#ad'}"
    assert words(written, "A paid post #ad") == []
    assert words(written, "A paid post") == ["paid"]


def _case(style: str, more: str = "") -> str:
    return f"{{extends: capitalization, message: '%s', match: '{style}' {more}}}"


@pytest.mark.parametrize(
    ("style", "text"),
    [
        ("$title", "A Tale of Two Cities"),
        ("$title", "What to Look For"),
        ("$title", "The API Is Here"),
        ("$sentence", "A tale of two cities"),
        ("$sentence", "Top-level names of NASA"),
        ("$lower", "all small"),
        ("$upper", "ALL LARGE 合并"),
        (r"^\p{Lu}", "Émile"),
    ],
)
def test_capitalization_lets_the_right_style_pass(style: str, text: str) -> None:
    assert words(_case(style), text) == []


@pytest.mark.parametrize(
    ("style", "text"),
    [
        ("$title", "A tale of two cities"),
        ("$sentence", "A Tale of Two Cities"),
        ("$sentence", "a tale of two cities"),
        ("$lower", "Not all small"),
        ("$upper", "NOT ALL LARGe"),
        (r"^\p{Lu}", "émile"),
    ],
)
def test_capitalization_shows_a_text_in_another_style(style: str, text: str) -> None:
    assert words(_case(style), text) == [text]


def test_small_words_of_a_title_depend_on_the_style_of_titles() -> None:
    assert words(_case("$title", ", style: Chicago"), "Rules without Code") == []
    assert words(_case("$title", ", threshold: 0.9"), "Rules without Code") != []


def test_an_exception_of_several_words_is_right_in_any_title_or_sentence() -> None:
    more = ", exceptions: [Visual Studio Code, gRPC]"
    assert words(_case("$sentence", more), "Use Visual Studio Code") == []
    assert words(_case("$sentence"), "Use Visual Studio Code") != []
    assert words(_case("$sentence", more), "gRPC for all") == []


def test_a_sentence_begins_anew_after_an_indicator() -> None:
    more = ", indicators: [':']"
    assert words(_case("$sentence", more), "Note: The end") == []
    assert words(_case("$sentence"), "Note: The end") != []


def test_a_threshold_says_how_many_words_have_to_be_right() -> None:
    text = "One two Three four"
    assert words(_case("$sentence", ", threshold: 0.7"), text) == []
    assert words(_case("$sentence", ", threshold: 0.8"), text) == [text]


def test_a_metric_computes_and_compares() -> None:
    written = """
        extends: metric
        message: '%s words a sentence'
        formula: words / sentences
        condition: '> 3.0'
    """
    made = engine_of(rule(written))
    assert said(made, "One two three. One.") == []
    (found,) = said(made, "One two three four. One two three.")
    assert found.message == "3.50 words a sentence"


def test_a_metric_counts_a_thread_as_a_whole_and_no_links() -> None:
    written = """
        extends: metric
        message: '%s'
        formula: words
        condition: '> 4'
    """
    made = engine_of(rule(written))
    assert said(made, "One two https://example.org/three/four/five") == []
    (found,) = said(made, "One two three", "four five")
    assert found.message == "5.00"


def test_readability_is_the_mean_of_its_measures() -> None:
    written = """
        extends: readability
        message: 'Grade %s'
        grade: 8
        metrics: [Flesch-Kincaid, Automated Readability]
    """
    made = engine_of(rule(written))
    assert said(made, "We merge it. It goes out. You can see it.") == []
    hard = (
        "Organizational communication methodologies necessitate "
        "interdepartmental consultation regarding publication responsibilities."
    )
    (found,) = said(made, hard)
    assert float(found.message.removeprefix("Grade ")) > 20


def test_spelling_knows_the_words_of_its_dictionary_and_the_filters() -> None:
    written = """
        extends: spelling
        message: "Did you mean '%s'?"
        dictionaries: [english]
        filters: ['mergec\\w+']
    """
    known = {"english": frozenset({"we", "merge", "café", "it"})}
    text = "We merge it, NASA, mergecasts, CamelCase, ＡＢＣ, café's, mrege"
    assert words(written, text, dictionaries=known) == ["mrege"]


def test_spelling_takes_accepted_words() -> None:
    written = "{extends: spelling, message: '%s', dictionaries: [english]}"
    known = {"english": frozenset({"we"})}
    found = words(written, "We mrege", dictionaries=known, accept=("mrege",))
    assert found == []


def test_accepted_words_are_exceptions_of_every_rule() -> None:
    made = engine_of(rule(AVOID), accept=("obviously",))
    assert said(made, "It is obviously so") == []


def test_a_rule_can_do_without_the_vocabulary() -> None:
    own = AVOID + "    vocab: false\n"
    made = engine_of(rule(own), accept=("obviously",))
    assert [each.words for each in said(made, "It is obviously so")] == ["obviously"]


def test_accepted_words_are_written_exactly_so() -> None:
    made = engine_of(accept=("MongoDB",))
    (found,) = said(made, "Use mongodb or MongoDB")
    assert (found.rule.id, found.words) == ("Vale.Terms", "mongodb")


def test_rejected_words_are_errors() -> None:
    made = engine_of(reject=("foo(?:bar)?",))
    (found,) = said(made, "A foobar, a food")
    assert (found.rule.id, found.words) == ("Vale.Avoid", "foobar")
    assert found.rule.level is Severity.ERROR


def test_a_limit_is_the_most_that_a_rule_says_of_a_post() -> None:
    written = "{extends: existence, message: '%s', limit: 2, tokens: [so]}"
    assert len(words(written, "so, so, so, so")) == 2


def test_a_rule_for_a_language_reads_only_words_in_it() -> None:
    written = "{extends: existence, message: '%s', locales: [ms], tokens: [dan]}"
    made = engine_of(rule(written))
    networks = {"acme": "x"}
    assert made.said_of(post("Mei dan Tom", locale="ms"), networks)
    assert not made.said_of(post("Mei and dan", locale="en"), networks)
    assert not made.said_of(post("Mei and dan"), networks)


def test_a_rule_for_an_account_reads_only_what_it_gets() -> None:
    written = "{extends: existence, message: '%s', accounts: [other], tokens: [so]}"
    assert words(written, "so") == []
