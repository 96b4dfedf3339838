"""Long texts become threads: nothing is lost, nothing is cut that is one thing."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from uniseg.graphemecluster import grapheme_clusters

from mergecast.networks import x
from mergecast.thread.breaks import Hurt, Whole, breaks, separated
from mergecast.thread.numbering import STYLES
from mergecast.thread.parts import Rules, UnsplittableError, parts

LONG = "This sentence says something that is worth its place in the thread. "
FAMILY = "👨‍👩‍👧‍👦"


def share(text: str) -> float:
    measured = x.measure(text)
    return measured.weighted_length / measured.limit


def whole(text: str) -> Sequence[tuple[int, int]]:
    links = [(url.start, url.end) for url in x.measure(text).urls]
    names = [(each.start, each.end) for each in x.mentions(text)]
    tags = [(tag.start, tag.end) for tag in (*x.hashtags(text), *x.cashtags(text))]
    return sorted([*links, *names, *tags])


def thread(text: str, style: str = "none") -> list[str]:
    return parts(text, Rules(share, whole, STYLES[style]))


def letters(text: str) -> str:
    return "".join(text.split())


def things(text: str) -> list[str]:
    return [text[start:end] for start, end in whole(text)]


PIECES = st.sampled_from(
    [
        *("https://example.org/a.b?c=d#e", "example.com/launch", "@acme_hq", "#合并"),
        *("#launch", "$ACME", FAMILY, "🇲🇾", "é", "e.g.", "Dr. Lim", "No. 7"),
        *(
            "合并之后才发布。",
            "真的吗？",
            "Selamat pagi!",
            "مرحبا بالعالم.",
            "كيف حالك؟",
        ),
        *("It is out.", "Really?", "a, b; c:", "(see below)", "“quoted.”", "—", "…"),
        *("\n", "\n\n", " ", "  ", "v1.0.2", "3.5", "\u3000", "x" * 40, "漢" * 30),
    ]
)
TEXTS = st.lists(PIECES, max_size=120).map(" ".join) | st.lists(
    PIECES, max_size=80
).map("".join)


@settings(max_examples=60, deadline=None)
@given(text=TEXTS, style=st.sampled_from(sorted(STYLES)))
def test_every_part_fits_and_together_they_say_what_the_text_says(
    text: str, style: str
) -> None:
    plain, numbered = thread(text), thread(text, style)

    assert all(share(each) <= 1 for each in (*plain, *numbered))
    assert all(each.strip() for each in plain)
    assert letters("".join(plain)) == letters(text)


@settings(max_examples=60, deadline=None)
@given(text=TEXTS)
def test_links_mentions_tags_and_clusters_stay_whole(text: str) -> None:
    found = thread(text)

    assert [each for part in found for each in things(part)] == things(text)
    clusters = [each for each in grapheme_clusters(text) if each.strip()]
    kept = [each for part in found for each in grapheme_clusters(part) if each.strip()]
    assert [each.strip() for each in kept] == [each.strip() for each in clusters]


def test_a_text_that_fits_stays_one_part_and_gets_no_number() -> None:
    assert thread("It is out.", "1/5") == ["It is out."]


def test_a_text_is_parted_at_the_ends_of_sentences() -> None:
    found = thread(LONG * 9)

    assert len(found) == 3
    assert all(part.endswith("thread.") for part in found)


def test_a_paragraph_is_kept_together_where_that_costs_no_part() -> None:
    text = f"{LONG * 2}\n\n{LONG * 3}\n\n{LONG}"

    assert [part.count("thread.") for part in thread(text)] == [2, 4]


def test_chinese_is_parted_behind_its_full_stops() -> None:
    found = thread("合并之后才发布，每一次都恰好一次。" * 20)

    assert all(part.endswith("。") for part in found)
    assert len(found) == 3


def test_an_abbreviation_ends_no_sentence() -> None:
    text = ("We asked Dr. Lim of Acme Sdn. Bhd. in Jln. Ampang about it at noon. ") * 9

    assert all(part.endswith("noon.") for part in thread(text))


def test_a_line_of_dashes_says_where_a_part_begins() -> None:
    assert thread("One.\n---\nTwo.", "1/5") == ["One. 1/2", "Two. 2/2"]
    assert separated("a\n--- \nb\n----\nc") == ["a", "b\n----\nc"]


def test_ten_parts_and_more_are_counted_with_room_for_their_numbers() -> None:
    found = thread(LONG * 48, "(1/5)")

    assert len(found) >= 10
    assert found[0].endswith(f"(1/{len(found)})")
    assert found[-1].endswith(f"({len(found)}/{len(found)})")
    assert all(share(part) <= 1 for part in found)


def test_each_style_numbers_as_its_name_says() -> None:
    text = "One.\n---\nTwo."

    assert thread(text, "1/5")[1] == "Two. 2/2"
    assert thread(text, "(1/5)")[1] == "Two. (2/2)"
    assert thread(text, "1.")[1] == "2. Two."
    assert thread(text, "top")[1] == "2/2\nTwo."
    assert thread(text, "none")[1] == "Two."


def test_families_of_emoji_stay_together_when_nothing_else_can_be_parted() -> None:
    found = thread(FAMILY * 200)

    assert [len(part) % len(FAMILY) for part in found] == [0] * len(found)


def test_one_thing_that_is_too_long_is_named() -> None:
    tag = "#" + "合" * 400

    with pytest.raises(UnsplittableError) as refused:
        parts(f"so {tag} so", Rules(share, lambda _text: [(3, 404)], STYLES["none"]))
    assert refused.value.what.startswith("#合")


def test_what_looks_decomposed_is_not_cut_from_its_mark() -> None:
    text = unicodedata.normalize("NFD", "é" * 400)

    assert all(not unicodedata.combining(part[0]) for part in thread(text))


def test_places_are_none_inside_of_what_is_whole() -> None:
    text, name = "ask @acme_hq now", Whole([(4, 12)])

    clusters = breaks(text, (0, len(text)), Hurt.CLUSTER, name)
    assert not set(range(5, 12)) & set(clusters)
    assert 4 in breaks(text, (0, len(text)), Hurt.WORD, name)


@pytest.mark.parametrize(
    "text",
    ["合" * 4000, "สวัสดีครับ" * 400, "abcdefghi " * 400, "a. " * 2000, "ab\n" * 2000],
    ids=["no stop", "no space", "no sentence", "short sentences", "lines"],
)
def test_a_text_of_many_small_pieces_is_parted_into_full_parts(text: str) -> None:
    found = thread(text)

    assert letters("".join(found)) == letters(text)
    assert sum(map(share, found)) / len(found) > 0.85
