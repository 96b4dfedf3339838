"""What a tier may not do is refused, and nothing is posted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sandbox.test_sandbox_faults import texts

from mergecast.sandbox.server import RunningSandbox

if TYPE_CHECKING:
    from sandbox.signing import Client


def test_a_tier_without_quotes_is_refused_one(
    sandbox: RunningSandbox, acme: Client, big: Client
) -> None:
    news = big.post_id(text="the news")

    answer = acme.post(text="as they say", quote_tweet_id=news)

    assert answer.status_code == 403
    assert answer.json()["title"] == "Forbidden"
    assert texts(sandbox) == ["the news"]
    assert big.post(text="as we say", quote_tweet_id=news).status_code == 201


def test_a_second_cashtag_is_refused_where_the_tier_takes_one(
    acme: Client, big: Client
) -> None:
    text = "results: $ACME $OTHR"

    assert acme.post(text=text).status_code == 403
    assert acme.post(text="results: $ACME, 5 $ each").status_code == 201
    assert big.post(text=text).status_code == 201


@pytest.mark.parametrize("handle", ["acme", "long"])
def test_an_answer_that_nobody_asked_for_is_refused(
    acme: Client, long: Client, beta: Client, handle: str
) -> None:
    asked = beta.post_id(text="good morning")
    client = {"acme": acme, "long": long}[handle]

    answer = client.post(text="morning", reply={"in_reply_to_tweet_id": asked})

    assert answer.status_code == 403
    assert "has not mentioned or quoted you" in answer.json()["detail"]


def test_an_answer_is_taken_where_its_author_named_or_quoted_the_account(
    acme: Client, beta: Client, big: Client
) -> None:
    named = beta.post_id(text="hello @ACME_HQ")
    own = acme.post_id(text="news")
    quoted = big.post_id(text="as they say", quote_tweet_id=own)

    for number, asked in enumerate((named, quoted)):
        reply = {"in_reply_to_tweet_id": asked}
        assert acme.post(text=f"thanks {number}", reply=reply).status_code == 201


def test_a_tier_without_the_rule_answers_anybody(big: Client, beta: Client) -> None:
    asked = beta.post_id(text="good morning")

    reply = {"in_reply_to_tweet_id": asked}
    assert big.post(text="morning", reply=reply).status_code == 201


def test_an_account_may_answer_itself_or_not(
    sandbox: RunningSandbox, acme: Client, mute: Client
) -> None:
    for client, status in ((acme, 201), (mute, 403)):
        first = client.post_id(text="part 1")
        answer = client.post(text="part 2", reply={"in_reply_to_tweet_id": first})
        assert answer.status_code == status

    assert texts(sandbox) == ["part 1", "part 2", "part 1"]


def test_a_long_text_is_refused_where_the_tier_is_short(
    acme: Client, long: Client
) -> None:
    text = "long " * 100

    assert acme.post(text=text).status_code == 400
    assert long.post(text=text).status_code == 201
