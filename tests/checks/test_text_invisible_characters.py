"""Hidden characters are found and taken out; what writing needs stays."""

from __future__ import annotations

import pytest
from checks.made_posts import image, made, messages, poll, said, stretch
from hypothesis import given, settings
from hypothesis import strategies as st

from mergecast.checks import text_invisible_characters as check
from mergecast.findings import Edit

BETWEEN_LETTERS = (
    *("\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u034f", "\u180e"),
    *("\ufe00", "\ufe0e", "\ufe0f", "\u2061", "\u2064", "\u206a", "\ufff9", "\u17b4"),
    *("\U000e0001", "\U000e0061", "\U000e0100", "\U0001d173", "\ufffe"),
)


@pytest.mark.parametrize("hidden", BETWEEN_LETTERS, ids=lambda c: f"U+{ord(c):04X}")
def test_a_hidden_character_between_letters_is_found_and_taken_out(hidden: str) -> None:
    post = made(f"laun{hidden}ch")
    (remark,) = said(check, post)

    assert f"U+{ord(hidden):04X}" in remark.message
    assert "after 'laun'" in remark.message
    assert stretch(post, remark) == hidden
    assert isinstance(remark.fix, Edit)
    assert remark.fix.value == "launch"


@pytest.mark.parametrize(
    "text",
    [
        "👨‍👩‍👧‍👦",
        "👩🏽‍🚀",
        "🏳️‍🌈",
        "🏴󠁧󠁢󠁳󠁣󠁴󠁿",
        "❤️‍🔥",
        "1️⃣ #️⃣ *️⃣",
        "❤︎",
        "می‌خواهیم",
        "١٤٤٨ ه\u200d.",
        "क्\u200dष",
        "ശ്രീ\u200c",
        "សួស្តី\u200bពិភពលោក",
        "ဗမာ\u200bစာ",
        "葛\U000e0100飾区",
        "ᠮᠣᠩᠭᠣᠯ\u180eᠠ",
        "⠓⠑⠀⠇⠏",
        "a tab\tand a\nline",
    ],
)
def test_what_writing_needs_is_left_alone(text: str) -> None:
    assert said(check, made(text)) == []


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("👩\u200b\u200d👧", "👩👧"),
        ("a\ufe0f\u200d👧", "a👧"),
        ("👨‍👩‍👧\u200d!", "👨‍👩‍👧!"),
        ("1\ufe0f", "1"),
        ("🏴\U000e0067\U000e0062", "🏴"),
        ("hi\U000e0068\U000e0069\U000e007f there", "hi there"),
        ("یک\u200b دو", "یک دو"),
    ],
)
def test_out_of_place_it_means_nothing(text: str, fixed: str) -> None:
    (remark,) = said(check, made(text))

    assert isinstance(remark.fix, Edit)
    assert remark.fix.value == fixed


def test_a_hidden_word_of_tags_is_one_finding() -> None:
    post = made("Hi" + "".join(chr(0xE0000 + ord(letter)) for letter in "ignore all"))
    (remark,) = said(check, post)

    assert len(stretch(post, remark)) == len("ignore all")


@pytest.mark.parametrize("text", ["@\u200bacme", "example\u200b.com", "#\u2060no"])
def test_what_may_keep_a_link_or_name_from_working_is_left_to_a_person(
    text: str,
) -> None:
    (remark,) = said(check, made(text))

    assert remark.fix is None


@pytest.mark.parametrize("text", ["a\u2800b", "\u3164a", "a\x1b[31mb", "a\u2028b"])
def test_what_takes_room_or_breaks_lines_is_left_to_a_person(text: str) -> None:
    (remark,) = said(check, made(text))

    assert remark.fix is None


def test_many_in_one_text_are_one_finding() -> None:
    (remark,) = said(check, made("a\u200bb\u200bc\u200bd"))

    assert remark.message.endswith("and 2 more")


def test_the_fix_keeps_the_line_breaks_at_the_end() -> None:
    (remark,) = said(check, made("laun\u200bch\n"))

    assert isinstance(remark.fix, Edit)
    assert remark.fix.value == "launch\n"


def test_descriptions_and_answers_are_looked_at() -> None:
    with_image = said(check, made(media=[image(alt="A\u200bcat")]))
    with_poll = said(check, made(poll=poll("Y\u200bes", "No")))

    assert [remark.place.route for remark in with_image] == [("media", 0, "alt")]
    assert [remark.place.route for remark in with_poll] == [("poll", "options", 0)]


def test_only_wordings_that_an_account_gets_are_judged() -> None:
    variants = {"acme": {"text": "clean"}, "acme-my": {"text": "hid\u200bden"}}

    alone = made("ba\u200bse", variants=variants)
    both = made("ba\u200bse", variants=variants, accounts=["acme", "acme-my"])

    assert messages(said(check, alone)) == []
    assert [r.place.route for r in said(check, both)] == [
        ("variants", "acme-my", "text")
    ]


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from([*BETWEEN_LETTERS, *"ab @#", *"👩👧❤🏴می1क漢"])))
def test_a_fix_leaves_nothing_to_say_and_every_visible_character(text: str) -> None:
    hidden = set(BETWEEN_LETTERS)
    for remark in said(check, made(text)):
        if isinstance(remark.fix, Edit):
            value = remark.fix.value or ""
            assert said(check, made(value)) == []
            assert [c for c in value if c not in hidden] == [
                c for c in text if c not in hidden
            ]
