"""A text becomes a thread in its file, and nothing else there changes."""

from __future__ import annotations

import pytest
from editing.any_yaml import read
from hypothesis import given, settings
from hypothesis import strategies as st

from mergecast.editing.proof import EditError, said_in_comments
from mergecast.editing.threads import threaded

PARTS = ["One: part.", "Second # part\n\nwith lines", "合并 👨‍👩‍👧‍👦"]
MEDIA = [{"file": "media/a.png", "alt": "an alt\n"}]


def texts(thread: object) -> list[str]:
    assert isinstance(thread, list)
    words = [each["text"] if isinstance(each, dict) else each for each in thread]
    return [each.rstrip("\n") for each in words]


def test_the_comment_behind_a_text_stays_behind_its_thread() -> None:
    made = threaded('id: a\ntext: "long"  # behind\nowner: mei\n', ("text",), PARTS)

    assert made.startswith("id: a\nthread:  # behind\n  - text: |\n      One: part.\n")
    assert made.endswith("owner: mei\n")


def test_images_and_polls_go_with_the_first_part() -> None:
    old = (
        "id: a\ntext: |  # words\n  long\n# between\nmedia:  # pics\n"
        "  - file: media/a.png # x\n    alt: |\n      an alt\nowner: mei\n"
    )
    made = threaded(old, ("text",), PARTS)
    data = read(made)

    assert isinstance(data, dict)
    assert data["thread"][0]["media"] == MEDIA
    assert set(data) == {"id", "thread", "owner"}
    assert sorted(said_in_comments(made)) == sorted(said_in_comments(old))


def test_a_variants_text_becomes_its_own_thread() -> None:
    old = "id: a\ntext: b\nvariants:\n  x:\n    text: long\n    poll: {minutes: 5}\n"
    data = read(threaded(old, ("variants", "x", "text"), PARTS))

    assert isinstance(data, dict)
    assert data["text"] == "b"
    assert data["variants"]["x"]["thread"][0]["poll"] == {"minutes": 5}
    assert texts(data["variants"]["x"]["thread"]) == PARTS


@pytest.mark.parametrize("item", ["- long # c", "- |\n    long", "- text: long # c"])
def test_a_part_of_a_thread_becomes_several_in_its_place(item: str) -> None:
    old = f"id: a\nthread:\n  - first\n  {item}\n  # then\n  - last\n"
    route = ("thread", 1, "text") if "text" in item else ("thread", 1)
    data = read(threaded(old, route, PARTS))

    assert isinstance(data, dict)
    assert texts(data["thread"]) == ["first", *PARTS, "last"]


def test_a_part_keeps_its_image() -> None:
    old = "thread:\n  - media: [{file: a}]\n    text: long\n  - last\n"
    data = read(threaded(old, ("thread", 0, "text"), PARTS))

    assert isinstance(data, dict)
    assert data["thread"][0]["media"] == [{"file": "a"}]
    assert [isinstance(each, dict) for each in data["thread"]] == [True] * 3 + [False]


def test_line_ends_of_windows_stay() -> None:
    made = threaded("id: a\r\ntext: |\r\n  long\r\nowner: x\r\n", ("text",), PARTS)

    assert made.count("\r\n") == made.count("\n")


@pytest.mark.parametrize(
    ("text", "route"),
    [
        ("variants:\n  x: {text: long}\n", ("variants", "x", "text")),
        ("{id: a, text: long}\n", ("text",)),
        ("id: a\n", ("text",)),
        ("media: [{file: a}]\n", ("media", 0, "text")),
    ],
)
def test_what_cannot_be_parted_alone_is_left_to_a_person(
    text: str, route: tuple[str | int, ...]
) -> None:
    with pytest.raises(EditError, match="cannot be parted"):
        threaded(text, route, PARTS)


WORDS = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs"))
    | st.sampled_from("\n:#-|>"),
    min_size=1,
    max_size=40,
).map(str.strip)


@settings(max_examples=60, deadline=None)
@given(parts=st.lists(WORDS.filter(bool), min_size=2, max_size=4))
def test_any_words_can_be_parts(parts: list[str]) -> None:
    try:
        data = read(threaded("id: a\ntext: long # c\nowner: x\n", ("text",), parts))
    except EditError:
        return  # a character that no file may have
    assert isinstance(data, dict)
    assert texts(data["thread"]) == [each.rstrip("\n") for each in parts]
    assert data["owner"] == "x"
