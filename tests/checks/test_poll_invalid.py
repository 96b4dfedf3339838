"""A poll that its network cannot run is found."""

from __future__ import annotations

from typing import Any

import pytest
from checks.made_posts import image, made, poll, said

from mergecast.checks import poll_invalid as check
from mergecast.source import Route

OPTIONS: Route = ("poll", "options")


@pytest.mark.parametrize(
    ("given", "route", "message"),
    [
        (poll("One"), OPTIONS, "the poll has 1 answers; X takes 2 to 4"),
        (poll(*"abcde"), OPTIONS, "the poll has 5 answers; X takes 2 to 4"),
        (poll("a" * 26, "b"), (*OPTIONS, 0), "has 26 characters; X takes at most 25"),
        (poll("a", "a"), (*OPTIONS, 1), "answer 'a' stands twice"),
        (poll("a", ""), (*OPTIONS, 1), "an empty answer"),
        (poll("a", "\u200b"), (*OPTIONS, 1), "an empty answer"),
        (poll(minutes=4), ("poll", "minutes"), "the poll runs for 4 minutes"),
        (poll(minutes=10081), ("poll", "minutes"), "the poll runs for 10,081 minutes"),
    ],
)
def test_a_poll_that_cannot_run_is_refused(
    given: dict[str, Any], route: Route, message: str
) -> None:
    (remark,) = said(check, made("Which?", poll=given))

    assert remark.place.route == route
    assert message in remark.message


@pytest.mark.parametrize(
    "given",
    [
        poll("a", "b"),
        poll(*"abcd"),
        poll("a" * 25, "漢" * 25),
        poll(minutes=5),
        poll(minutes=10080),
    ],
)
def test_a_poll_at_the_limits_is_fine(given: dict[str, Any]) -> None:
    assert said(check, made("Which?", poll=given)) == []


def test_a_poll_stands_without_images() -> None:
    (remark,) = said(check, made("Which?", poll=poll(), media=[image()]))

    assert "together with images" in remark.message
    assert remark.place.on_key


@pytest.mark.parametrize("text", ["", " ", "\u200b"])
def test_a_poll_asks_its_question_in_the_text(text: str) -> None:
    (remark,) = said(check, made(text, poll=poll()))

    assert remark.message == "a poll without a question"


def test_a_poll_that_meets_images_in_a_variant_is_found() -> None:
    post = made("Which?", poll=poll(), variants={"acme": {"media": [image()]}})

    assert len(said(check, post)) == 1


def test_one_poll_on_two_accounts_is_said_once() -> None:
    post = made("Which?", poll=poll("One"), accounts=["acme", "acme-my"])

    assert len(said(check, post)) == 1
