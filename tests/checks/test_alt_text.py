"""Descriptions that are missing, too long or tell nothing are found."""

from __future__ import annotations

import pytest
from checks.made_posts import ALT, image, made, messages, said

from mergecast.checks import alt_text_missing, alt_text_too_long, alt_text_useless

USELESS = [
    ("launch.png", "a file name"),
    ("media/launch.png", "a file name"),
    ("Launch", "a file name"),
    ("IMG_2041.JPG", "a file name"),
    ("IMG_2041", "a file name"),
    ("DSC00123", "a file name"),
    ("PXL_20261122_101233", "a file name"),
    ("Screenshot 2026-11-22 at 10.12.33", "a file name"),
    ("20261122-1012", "a file name"),
    ("photo", "does not say"),
    ("A photo.", "does not say"),
    ("Image 2", "does not say"),
    ("[image]", "does not say"),
    ("alt text", "does not say"),
    ("TODO", "does not say"),
    ("Gambar", "does not say"),
    ("图片", "does not say"),
    ("صورة", "does not say"),
    ("our logo", "does not say"),
    ("Image of a cat on a keyboard", "begins with 'Image of'"),
    ("A picture of the whole team in front of the hall", "begins with 'A picture of'"),
    ("This photo shows Mei", "begins with 'This photo shows'"),
    ("Gambar menunjukkan sekumpulan orang", "begins with"),
    ("图片显示一位编辑", "begins with"),
    ("🎉🎉", "has no word"),
    ("...", "has no word"),
    ("👩‍👩‍👧 ❤️", "has no word"),
    ("It is out.", "repeats the text"),
    ("  it is OUT.  ", "repeats the text"),
]


@pytest.mark.parametrize(("alt", "what"), USELESS)
def test_a_description_that_tells_nothing_is_found(alt: str, what: str) -> None:
    (remark,) = said(alt_text_useless, made("It is out.\n", media=[image(alt=alt)]))

    assert what in remark.message
    assert remark.place.route == ("media", 0, "alt")


@pytest.mark.parametrize("alt", ["", " ", "\u200b", "\u3164\n"])
def test_a_missing_description_is_found_by_one_check_alone(alt: str) -> None:
    post = made(media=[image(), image("media/loop.gif", alt)])
    (remark,) = said(alt_text_missing, post)

    assert remark.message.startswith("'media/loop.gif' has no description")
    assert remark.place.route == ("media", 1, "alt")
    assert said(alt_text_useless, post) == []


def test_a_description_that_is_not_in_the_file_is_missing() -> None:
    assert len(said(alt_text_missing, made(media=[{"file": "media/launch.png"}]))) == 1


@pytest.mark.parametrize("alt", [ALT, "Two words", "一只猫", "Mei", "a" * 1000])
def test_a_description_in_words_is_fine(alt: str) -> None:
    post = made(media=[image(alt=alt)])

    for check in (alt_text_missing, alt_text_useless, alt_text_too_long):
        assert messages(said(check, post)) == []


def test_a_file_name_of_several_words_may_describe() -> None:
    post = made(media=[image("media/mei on stage.png", "Mei on stage")])

    assert said(alt_text_useless, post) == []


def test_a_description_over_the_limit_is_found_once() -> None:
    media = [image(alt="漢" * 1001)]
    (remark,) = said(alt_text_too_long, made(media=media, accounts=["acme", "acme-my"]))

    assert (
        remark.message == "the description has 1,001 characters; X takes at most 1,000"
    )
    assert remark.place.within == (1000, 1001)


def test_a_text_in_one_variant_is_compared_with_its_own_description() -> None:
    media = [image(alt="Sudah keluar.")]
    variants = {"acme-my": {"text": "Sudah keluar."}}
    post = made(media=media, variants=variants, accounts=["acme", "acme-my"])

    assert len(said(alt_text_useless, post)) == 1
