"""No check has anything to say of posts as editors really write them."""

from __future__ import annotations

import pytest
from checks.believable_posts import DESCRIPTIONS, TEXTS
from checks.made_posts import image, made, messages, poll, said, thread

from mergecast.checks import thread_unproved
from mergecast.checks.base import PostCheck
from mergecast.checks.table import POST_CHECKS

EVERY_CHECK = pytest.mark.parametrize("check", POST_CHECKS, ids=lambda each: each.ID)


def test_there_are_enough_posts_to_trust_the_rest() -> None:
    assert len(set(TEXTS)) >= 40


@EVERY_CHECK
def test_a_believable_text_gives_nothing(check: PostCheck) -> None:
    found = {text: said(check, made(text)) for text in TEXTS}

    assert {text: messages(each) for text, each in found.items() if each} == {}


@EVERY_CHECK
def test_a_believable_description_gives_nothing(check: PostCheck) -> None:
    found = {alt: said(check, made(media=[image(alt=alt)])) for alt in DESCRIPTIONS}

    assert {alt: messages(each) for alt, each in found.items() if each} == {}


@EVERY_CHECK
def test_a_believable_thread_with_variants_gives_nothing(check: PostCheck) -> None:
    post = thread(
        {"text": "Tiga perkara yang kami pelajari.", "media": [image()]},
        "Satu: semak awal. 第一：尽早审核。",
        {"text": "Which one next?", "poll": poll("Review", "Merge", "گفتگو می‌کنیم")},
        accounts=["acme", "acme-my"],
        variants={"acme-my": {"thread": ["Satu.", "Dua 👩‍👩‍👧.", "Tiga."]}},
    )

    # What nobody has tried with an account is worth a word, however good the post is.
    expected = 1 if check is thread_unproved else 0
    assert len(messages(said(check, post))) == expected
