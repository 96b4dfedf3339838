"""The small row of a post: what is alike for readers is alike there."""

from __future__ import annotations

import sys

from checks.asking import a_post
from checks.example_workspace import context, posts, workspace
from hypothesis import given
from hypothesis import strategies as st

from mergecast.checks.base import Row
from mergecast.checks.basis.rows import NO_WORDS, row
from mergecast.model.post import Part, Post
from mergecast.model.schedule import Schedule

SETTINGS = workspace().settings


def row_of(example: str) -> Row:
    (post,) = posts(example)
    return row(post, context(post).schedule, SETTINGS)


def words_of(text: str) -> int:
    post = Post("calendar/a.yaml", "a", ("acme",), (Part(("text",), text),))
    return row(post, Schedule()).texts[0]


def test_a_row_holds_what_the_calendar_needs() -> None:
    found = row_of(a_post())

    assert found[:4] == (
        "calendar/2026/11/24-launch.yaml",
        "launch-2026",
        ("acme",),
        1795482000,
    )
    assert not found.draft
    assert found.refers == ()


def test_drafts_and_asap_posts_have_no_time() -> None:
    draft = row_of(a_post("calendar/queue/a.yaml", publish_at=""))
    asap = row_of(a_post(publish_at="asap", until="2026-11-24 18:00"))

    assert (draft.at, draft.draft) == (None, True)
    assert (asap.at, asap.draft) == (None, False)


def test_a_retracted_post_keeps_its_id_only() -> None:
    found = row_of(
        a_post(retract="wrong", quote="other-post", accounts="[acme, acme-my]")
    )

    assert found.id == "launch-2026"
    assert (found.at, found.texts, found.refers) == (None, (NO_WORDS, NO_WORDS), ())


def test_each_account_has_the_hash_of_its_own_words() -> None:
    post = a_post(
        accounts="[acme, acme-my, acme-de]",
        timezone="UTC",
        variants="{acme-my: {text: Sudah terbit.}, acme-de: {text: IT  IS OUT.}}",
    )

    base, malay, shouted = row_of(post).texts

    assert base != malay
    assert base == shouted


def test_a_thread_is_alike_only_as_a_whole() -> None:
    def thread(*texts: str) -> int:
        return row_of(a_post(text="", thread=f"[{', '.join(texts)}]")).texts[0]

    assert thread("One", "Two") == thread("one", "two")
    assert thread("One", "Two") != thread("OneTwo")
    assert thread("One", "Two") != thread("Two", "One")


@given(st.text(alphabet=" \n\t\r"))
def test_no_words_are_like_no_others(blank: str) -> None:
    assert words_of(blank) == NO_WORDS


@given(st.text(min_size=1), st.text(alphabet=" \n\t\r", max_size=3))
def test_white_space_and_letter_case_make_no_difference(text: str, blank: str) -> None:
    spaced = blank.join(text)

    assert words_of(text) == words_of(spaced)
    assert words_of(text) == words_of(text.casefold())


@given(st.text(alphabet="ab合 é🎉"), st.text(alphabet="ab合 é🎉"))
def test_other_words_have_another_hash(one: str, other: str) -> None:
    alike = one.replace(" ", "") == other.replace(" ", "")

    assert (words_of(one) == words_of(other)) is alike


def test_references_are_named_by_post_and_field() -> None:
    found = row_of(
        a_post(
            reply_to="'daily-tip~2026-11-24@acme:2'",
            quote="'https://x.com/acme_hq/status/1790000000000000000'",
        )
    )

    assert found.refers == (("reply_to", "daily-tip"),)


def test_a_row_takes_at_most_450_bytes() -> None:
    name = "launch-of-the-year-2026-second-week"
    found = row_of(a_post(f"calendar/2026/11/24-{name}.yaml", id=name))

    # What rows share (the accounts, no references) is not counted.
    own = (found, found.path, found.id, found.at, found.texts, *found.texts)
    assert sum(map(sys.getsizeof, own)) <= 450
