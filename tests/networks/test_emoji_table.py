"""Emoji sequences count as one; a table that lost some would pass unnoticed."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

import pytest

from mergecast.networks import x
from mergecast.networks.twitter_text import emoji

TABLE: dict[str, Any] = json.loads(
    (resources.files("mergecast.networks.twitter_text") / "data" / "emoji.json")
    .read_text(encoding="utf-8")
)  # fmt: skip
SKINS = "🏻🏼🏽🏾🏿"


def counted_once(sequences: list[str]) -> list[str]:
    return [text for text in sequences if x.measure(text).weighted_length == 2]


@pytest.mark.parametrize(
    ("kind", "count"),
    [
        ("text_style", 237),
        ("modifier_bases", 97),
        ("text_style_modifier_bases", 10),
        ("gendered", 38),
        ("gendered_without_skin_tone", 4),
        ("gendered_text_style", 5),
        ("professions", 13),
        ("professions_text_style", 3),
        ("hair", 4),
    ],
)
def test_the_table_holds_as_many_characters_as_that_of_x(kind: str, count: int) -> None:
    assert len(set("".join(TABLE[kind]))) == count


def test_every_flag_counts_once_and_other_letters_do_not() -> None:
    pairs = [chr(0x1F1E6 + i) + chr(0x1F1E6 + j) for i in range(26) for j in range(26)]

    assert len(counted_once(pairs)) == 258
    assert {x.measure(pair).weighted_length for pair in pairs} == {2, 4}


def test_every_family_counts_once() -> None:
    families = " ".join(TABLE["families"]).split()

    assert len(families) == 31
    joined = ["\u200d".join(emoji._members(family)) for family in families]
    assert counted_once(joined) == joined


def test_every_skin_tone_counts_with_its_base() -> None:
    bases = "".join(TABLE["modifier_bases"]) + TABLE["text_style_modifier_bases"]
    toned = [base + skin for base in bases for skin in SKINS]

    assert counted_once(toned) == toned


def test_a_sign_with_the_emoji_selector_counts_once_and_with_that_of_text_twice() -> (
    None
):
    signs = "".join(TABLE["text_style"]) + TABLE["text_style_modifier_bases"]

    assert counted_once([f"{sign}\ufe0f" for sign in signs]) == [
        f"{sign}\ufe0f" for sign in signs
    ]
    assert {x.measure(f"{sign}\ufe0e").weighted_length for sign in signs} == {3, 4}
