"""A filled form is read as it was written, whatever people put into it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from intake.forms import SHIPPED, filled, shipped

from mergecast import clock
from mergecast.intake.fields import BY_LABEL, LABEL, LABELS, LANGUAGES, Field
from mergecast.intake.form import parse, trimmed, unfenced

ROOT = Path(__file__).parents[2]
OWN = ROOT / ".github/ISSUE_TEMPLATE"
SINGLE = {Field.WHEN, Field.ACCOUNTS, Field.CAMPAIGN}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_labels_are_those_of_the_shipped_forms(language: str) -> None:
    asked = [e for e in shipped(language)["body"] if "id" in e]

    assert {Field(e["id"]): e["attributes"]["label"] for e in asked} == dict(
        LABELS[language]
    )
    assert {Field(e["id"]) for e in asked if e["type"] == "input"} == SINGLE
    assert shipped(language)["labels"] == [LABEL]


def test_no_label_means_two_questions() -> None:
    assert len(BY_LABEL) == sum(map(len, LABELS.values()))


@pytest.mark.parametrize("language", LANGUAGES)
def test_this_repository_uses_the_forms_that_are_shipped(language: str) -> None:
    name = f"post.{language}.yml"

    assert (OWN / name).read_bytes() == (SHIPPED / name).read_bytes()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_answered_is_read(language: str) -> None:
    answers = {Field.WORDS: "Hello 你好", Field.WHEN: "2026-11-24 09:00"}

    form = parse(filled(language, answers))

    assert form.language == language
    assert form.answers == dict.fromkeys(Field, "") | answers
    assert form.doubled == ()


def test_words_are_kept_to_the_letter() -> None:
    words = "  two spaces  \n\n### not ours\n\n## When\n\t👩‍👩‍👧 مرحبا \n---\n> x"

    assert parse(filled("en", {Field.WORDS: words})).answers[Field.WORDS] == words


def test_a_heading_of_ours_among_the_words_is_a_word() -> None:
    words = "First\n### When\n\n2027-01-01 09:00\nlast"

    form = parse(filled("en", {Field.WORDS: words, Field.WHEN: "queue"}))

    assert form.answers[Field.WORDS] == words
    assert form.answers[Field.WHEN] == "queue"
    assert form.doubled == ()


def test_a_heading_behind_a_closed_block_is_never_chosen_between() -> None:
    words = "First\n```\n\n### When\n\n2027-01-01 09:00"

    form = parse(filled("en", {Field.WORDS: words, Field.WHEN: "queue"}))

    assert form.doubled == ("When",)


def test_the_same_question_in_two_languages_is_doubled() -> None:
    body = filled("en", {Field.WORDS: "Hi"}) + "\n\n### 正文\n\nother"

    assert parse(body).doubled == ("Words", "正文")


def test_windows_line_ends_are_line_ends() -> None:
    body = filled("ms", {Field.WORDS: "a\nb", Field.WHEN: "esok"})

    assert parse(body.replace("\n", "\r\n")) == parse(body)


def test_an_edited_form_without_the_block_is_read() -> None:
    body = "### Words\n\nHello\n\nthere  \n\n### When\n\n  2026-11-24 09:00  \n"

    form = parse(body)

    assert form.answers[Field.WORDS] == "Hello\n\nthere  "
    assert form.answers[Field.WHEN] == "  2026-11-24 09:00  "


def test_missing_questions_are_missing() -> None:
    form = parse("### 发布时间\n\n明天")

    assert (form.language, form.is_form) == ("zh", False)
    assert form.answers == {Field.WHEN: "明天"}


@pytest.mark.parametrize("body", ["", "Hello", "### Unknown\n\nx", "###Words\n\nx"])
def test_an_issue_without_our_headings_is_no_form(body: str) -> None:
    assert not parse(body).is_form


def test_an_empty_block_is_no_answer() -> None:
    assert parse("### Words\n\n```text\n\n```\n").answers[Field.WORDS] == ""


def test_a_block_that_is_never_closed_hides_nothing() -> None:
    form = parse("### Words\n\n```text\nHello\n\n### When\n\nqueue")

    assert form.answers[Field.WHEN] == "queue"


_TEXT = st.text(st.characters(exclude_characters="\r"), max_size=80)
_WORDS = _TEXT.filter(lambda text: text.strip() and "```" not in text)
_FREE = st.lists(
    st.sampled_from(["### When", "### 正文", "```", "~~~", "---", "", "x", "# y", "@a"])
    | _TEXT.map(lambda text: text.replace("\n", " ")),
    max_size=8,
).map("\n".join)


@settings(max_examples=150, deadline=None)
@given(words=_WORDS, when=_TEXT.map(lambda t: " ".join(t.split())))
def test_any_words_in_the_block_come_back(words: str, when: str) -> None:
    form = parse(filled("en", {Field.WORDS: words, Field.WHEN: when}))

    assert form.answers[Field.WORDS] == words
    assert form.doubled == ()


@settings(max_examples=150, deadline=None)
@given(words=_FREE, notes=_FREE)
def test_what_cannot_be_told_apart_is_said_and_never_chosen(
    words: str, notes: str
) -> None:
    answers = {Field.WORDS: words, Field.WHEN: "the time", Field.NOTES: notes}

    form = parse(filled("en", answers))

    assert form.doubled or form.answers[Field.WHEN] == "the time"


@settings(max_examples=150, deadline=None)
@given(body=_FREE | st.text(max_size=200))
def test_no_text_is_too_odd_to_be_read(body: str) -> None:
    parse(body)
    unfenced(body)


def test_a_very_long_body_is_read_at_once() -> None:
    body = filled("en", {Field.WORDS: "### When\n```\n" * 10_000})

    assert parse(body).is_form


@pytest.mark.parametrize(
    "answer", ["```a\n", "~~~\n\n", "", "```\n\n", "`````\n" * 2, "\n" * 9]
)
def test_ten_thousand_headings_are_read_in_one_look(answer: str) -> None:
    begun = clock.monotonic()

    parse(f"### Words\n{answer}" * 10_000)

    assert clock.monotonic() - begun < 3


@given(st.lists(st.sampled_from(["", " ", "\t", "a", " b "]), max_size=12))
def test_only_empty_lines_at_both_ends_are_trimmed(lines: list[str]) -> None:
    words = [at for at, line in enumerate(lines) if line.strip()]

    assert trimmed(lines) == (lines[words[0] : words[-1] + 1] if words else [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_form_has_what_github_takes(language: str) -> None:
    form = shipped(language)
    own = [each for each in form["body"] if each["type"] != "markdown"]
    labels = [each["attributes"]["label"] for each in own]

    assert set(form) == {"name", "description", "title", "labels", "body"}
    assert {each["type"] for each in form["body"]} <= {"markdown", "textarea", "input"}
    assert [each["id"] for each in own] == [field.value for field in Field]
    assert len(set(labels)) == len(labels)
    for each in own:
        known = {"label", "description", "placeholder"}
        assert set(each["attributes"]) <= known | (
            {"render"} if each["type"] == "textarea" else set()
        )
        assert set(each) <= {"type", "id", "attributes", "validations"}
    # In a block of code nothing can be dropped, and no name in the words calls anyone.
    assert [e["id"] for e in own if "render" in e["attributes"]] == ["words"]
