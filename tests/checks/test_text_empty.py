"""A part that shows nothing is found."""

from __future__ import annotations

import pytest
from checks.made_posts import image, made, messages, poll, said, thread

from mergecast.checks import text_empty as check
from mergecast.findings import Edit

BLANKS = [
    "",
    " ",
    "\u00a0\u3000",
    "\u200b",
    "\u3164 \u2800",
    "\ufe0f",
    "\u200e",
    "\x00",
]


@pytest.mark.parametrize("text", BLANKS)
def test_a_post_that_shows_nothing_is_refused(text: str) -> None:
    (remark,) = said(check, made(text))

    assert remark.place.route == ("text",)


@pytest.mark.parametrize("text", [".", "👍", "。", "a\u200b", "\u0301", "1"])
def test_one_visible_character_is_enough(text: str) -> None:
    assert said(check, made(text)) == []


def test_an_image_or_a_poll_is_enough() -> None:
    assert said(check, made("", media=[image()])) == []
    assert said(check, made("", poll=poll())) == []


def test_blanks_beside_an_image_are_rewritten_to_nothing() -> None:
    (remark,) = said(check, made("\u200b ", media=[image()]))

    assert isinstance(remark.fix, Edit)
    assert remark.fix.value == ""


def test_each_empty_part_of_a_thread_is_named() -> None:
    found = said(check, thread("One", "", "Three", " "))

    assert [remark.place.route for remark in found] == [("thread", 1), ("thread", 3)]
    assert all("delete this part" in remark.hint for remark in found)


def test_an_empty_base_that_every_account_replaces_is_nobodys() -> None:
    variants = {"acme": {"text": "Hello"}}

    assert said(check, made("", variants=variants)) == []
    assert (
        len(said(check, made("", variants=variants, accounts=["acme", "acme-my"]))) == 1
    )


def test_the_two_kinds_of_nothing_are_told_apart() -> None:
    assert "no words" in messages(said(check, made("")))[0]
    assert "invisible" in messages(said(check, made("\u200b")))[0]
