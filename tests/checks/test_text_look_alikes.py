"""Words of two scripts that look the same are found; honest ones are left alone."""

from __future__ import annotations

import pytest
from checks.made_posts import image, made, messages, poll, said, stretch

from mergecast.checks import text_look_alikes as check


@pytest.mark.parametrize(
    ("text", "word", "what"),
    [
        (
            "pay with \u0440\u0430ypal",
            "\u0440\u0430ypal",
            "Cyrillic letters (\u0440, \u0430)",
        ),
        ("#\u0405ale2026", "\u0405ale", "Cyrillic letters"),
        ("\u0410\u0441me launches", "\u0410\u0441me", "Cyrillic letters"),
        (
            "c\u043a\u0438\u0434\u043a\u0430 20 %",
            "c\u043a\u0438\u0434\u043a\u0430",
            "Latin letters (c)",
        ),
        ("\u043ci\u0441\u0442\u043e", "\u043ci\u0441\u0442\u043e", "Latin letters (i)"),
        ("\u0391thens", "\u0391thens", "Greek letters"),
        (
            "K\u03b1\u03bb\u03b7\u03bc\u03ad\u03c1\u03b1",
            "K\u03b1\u03bb\u03b7\u03bc\u03ad\u03c1\u03b1",
            "Latin letters (K)",
        ),
        ("\u13aacme", "\u13aacme", "Cherokee"),
        ("\u0585nline", "\u0585nline", "Armenian"),
        ("\uff34witter", "\uff34witter", "full-width"),
        ("na\u00efv\u0435", "na\u00efv\u0435", "Cyrillic"),
        ("e\u0301\u0430", "e\u0301\u0430", "Cyrillic"),
    ],
)
def test_a_word_of_two_scripts_that_look_the_same_is_found(
    text: str, word: str, what: str
) -> None:
    post = made(text)
    (remark,) = said(check, post)

    assert stretch(post, remark) == word
    assert what in remark.message


@pytest.mark.parametrize(
    "text",
    [
        "合并即发布 with mergecast，ＮＨＫ和iPhone用户",
        "ＴシャツをYouTubeで",
        "IT-компания, PDFка, CRMа, VIPы, Wi‑Fi для всех, iPhone'ы",
        "Москва-Moscow, 5G-сеть",
        "Το app της ΔΕΗ, myΑΑΔΕ, e-ΕΦΚΑ",
        "10 µg, 5 μm, 4.7 kΩ, hν, TNFα, IFNγ, Δt",
        "let 𝑥 = 𝑦𝑧, ①②③, 🅰️ or 🅱️",
        "וGoogle, בYouTube, الiPhone",
        "naïve façade, größer, Đã, ªº",
        "Київ і Wien",
    ],
)
def test_honest_neighbours_are_left_alone(text: str) -> None:
    assert messages(said(check, made(text))) == []


@pytest.mark.parametrize(
    ("text", "plain"),
    [("𝗕𝗜𝗚 news", "BIG"), ("𝓯𝓪𝓷𝓬𝔂", "fancy"), ("ⓗⓔⓛⓛⓞ", "hello"), ("𝟐𝟎𝟐𝟔", "2026")],
)
def test_letters_drawn_with_symbols_are_found(text: str, plain: str) -> None:
    (remark,) = said(check, made(text))

    assert f"'{plain}'" in remark.hint


def test_a_lone_letter_of_another_layout_is_found_in_latin_text_only() -> None:
    post = made("\u0430 new day")
    (remark,) = said(check, post)

    assert stretch(post, remark) == "\u0430"
    assert said(check, made("\u0430 new day, \u043d\u043e\u0432\u044b\u0439")) == []


def test_descriptions_and_answers_are_looked_at() -> None:
    (of_image,) = said(check, made(media=[image(alt="The s\u0430le sign")]))
    (of_poll,) = said(check, made(poll=poll("Yes", "N\u043ene")))

    assert of_image.place.route == ("media", 0, "alt")
    assert of_poll.place.route == ("poll", "options", 1)


def test_a_long_word_is_not_repeated_whole() -> None:
    (remark,) = said(check, made("s\u0430" * 200))

    assert len(remark.message) < 150
