"""What says nearly the same is found, in any script, without comparing all with all."""

from __future__ import annotations

import time
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mergecast.checks.basis.likeness import LEAST, Index, likeness, words

LEVEL = 0.75


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Every change is reviewed by a colleague before anything goes out.",
            "BEFORE anything goes out, every change is reviewed by a colleague! @mei",
        ),
        (
            "Setiap perubahan disemak oleh rakan sekerja sebelum apa-apa diterbitkan",
            "Setiap perubahan disemak oleh rakan sekerja sebelum diterbitkan 🎉",
        ),
        (
            "每一次修改都要由同事审核之后才会发布出去。",
            "每一次修改都要由同事审核之后,才会发布出去!👨‍👩‍👧 https://example.org/a",
        ),
        (
            "تتم مراجعة كل تغيير من قبل زميل قبل نشر أي شيء على الإطلاق",
            "قبل نشر أي شيء على الإطلاق تتم مراجعة كل تغيير من قبل زميل",
        ),
        (
            "ＥＶＥＲＹ one two three four five six é",
            "every one two three four five six é",
        ),
    ],
)
def test_nearly_the_same_words_are_alike(one: str, other: str) -> None:
    assert likeness(words(one), words(other)) >= LEVEL


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Good morning!", "Good morning, all!"),
        ("", ""),
        ("🎉" * 20, "🎉" * 20),
        ("@a @b @c @d @e @f @g https://example.org", "https://example.org"),
        (
            "每一次修改都要由同事审核之后才会发布出去。",
            "出了问题的时候,一条命令就能停下所有排好的帖子。",
        ),
    ],
)
def test_few_words_and_other_words_are_not(one: str, other: str) -> None:
    assert likeness(words(one), words(other)) < LEVEL


WORDS = st.sampled_from([f"word{number}" for number in range(40)])


@settings(deadline=None, max_examples=60)
@given(st.lists(st.frozensets(WORDS, max_size=30), max_size=30))
def test_in_a_small_calendar_everything_that_is_alike_is_found(
    texts: list[frozenset[str]],
) -> None:
    index: Index[int] = Index()
    for number, own in enumerate(texts):
        index.add(number, own)
    for number, own in enumerate(texts):
        near = index.like(own, len(texts))
        alike = {
            other
            for other, theirs in enumerate(texts)
            if likeness(own, theirs) >= LEVEL
        }
        assert alike <= {*near}, number


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=300), st.text(max_size=300))
def test_likeness_is_a_share_and_has_no_side(one: str, other: str) -> None:
    mine, theirs = words(one), words(other)
    share = likeness(mine, theirs)
    assert 0 <= share <= 1
    assert share == likeness(theirs, mine)
    assert likeness(mine, mine) == (1.0 if len(mine) >= LEAST else 0.0)


def made(count: int) -> list[frozenset[str]]:
    rng = Random(1)  # noqa: S311 - texts, not secrets
    known = [f"word{number}" for number in range(5_000)]
    often = [1 / (number + 1) for number in range(5_000)]
    return [frozenset(rng.choices(known, often, k=30)) for _ in range(count)]


def test_of_thousands_of_posts_a_changed_copy_finds_its_original() -> None:
    texts = made(3_000)
    index: Index[int] = Index()
    for number, own in enumerate(texts):
        index.add(number, own)
    found = 0
    for number in range(0, 3_000, 30):
        some = sorted(texts[number])[2:]
        copy = frozenset((*some, "another"))
        found += likeness(copy, texts[number]) < LEVEL or number in index.like(copy, 8)
    assert found >= 99


def test_the_cost_does_not_grow_with_its_square() -> None:
    # Every text shares two thirds of its words with every other one.
    same = frozenset(f"shared{number:02}" for number in range(20))
    texts = [same | {f"own{number}{n}" for n in range(10)} for number in range(4_000)]
    index: Index[int] = Index()
    began = time.process_time()
    for number, own in enumerate(texts):
        index.like(own, 8)
        index.add(number, own)
    # All pairs would be eight million comparisons.
    assert time.process_time() - began < 8
