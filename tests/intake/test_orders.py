"""Commands are what a comment begins with, and nothing that is said in passing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mergecast import clock
from mergecast.intake.orders import NAMES, Order, numbered, orders


@pytest.mark.parametrize(
    ("comment", "found"),
    [
        ("/time 2026-11-24 09:00", [Order("time", "2026-11-24 09:00")]),
        ("/Time  tomorrow 9am ", [Order("time", "tomorrow 9am")]),
        ("／time 明天上午9点", [Order("time", "明天上午9点")]),
        ("/time\u00a0queue", [Order("time", "queue")]),
        ("\n\n/ready\r\n", [Order("ready")]),
        ("/ready\n\nThank you!", [Order("ready")]),
        ("/time queue\n/ready", [Order("time", "queue"), Order("ready")]),
        ("/text One\n\n  Two  \n", [Order("text", "One\n\n  Two  ")]),
        ("/text\n\nOne\n/ready", [Order("text", "One\n/ready")]),
        ("/fix\n/text\n```\n  One\n```", [Order("fix"), Order("text", "  One")]),
        ("/text", [Order("text")]),
        ("/alt 2 A bus", [Order("alt", "2 A bus")]),
        ("/Ready.", [Order("ready")]),
        ("/text: One: two", [Order("text", "One: two")]),
        ("/Text, \n One", [Order("text", " One")]),
    ],
)
def test_commands_are_found(comment: str, found: list[Order]) -> None:
    assert list(orders(comment).found) == found


@pytest.mark.parametrize(
    "comment",
    [
        *("", "Hello", "I would /close it", "> /close", "- /close", "`/close`"),
        *(" /close", "//close", "/closeness", "/time2", "/ time", "/usr/bin/env"),
        "Thanks!\n/close",
        "```\n/close\n```",
    ],
)
def test_talk_is_no_command(comment: str) -> None:
    assert orders(comment).found == ()


def test_a_typing_mistake_gets_a_hint() -> None:
    assert orders("/tiem 9am").near == "time"
    assert orders("/assign @mei").unknown is None


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("2 A bus", (2, "A bus")),
        ("#2: A bus", (2, "A bus")),
        ("2. A bus", (2, "A bus")),
        ("A green\nbus", (1, "A green bus")),
        ("12", (1, "12")),
        ("", (1, "")),
    ],
)
def test_a_description_may_name_its_picture(words: str, found: tuple[int, str]) -> None:
    assert numbered(words) == found


@pytest.mark.parametrize("words", ["", "One\n\n  Two"])
def test_a_million_empty_lines_are_trimmed_at_once(words: str) -> None:
    begun = clock.monotonic()
    empty = "\n \n" * 500_000

    found = orders(f"/text{empty}{words}{empty}").found

    assert found == (Order("text", words),)
    assert clock.monotonic() - begun < 5


@given(st.text(max_size=80), st.sampled_from(NAMES))
def test_any_comment_can_be_read(text: str, name: str) -> None:
    orders(text)
    numbered(text)
    found = orders(f"/{name} {text}").found
    assert not found or found[0].name == name
