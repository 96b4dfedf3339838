"""An account's own timeline."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sandbox.pictures import upload

if TYPE_CHECKING:
    from sandbox.signing import Client
    from sandbox.stage import Clock

MINE = "/2/users/1000001/tweets"


def texts(client: Client, query: str = "") -> list[str]:
    answer = client.call("GET", f"{MINE}?{query}").json()
    return [post["text"] for post in answer.get("data", [])]


def test_a_timeline_is_newest_first_and_has_no_deleted_posts(
    acme: Client, beta: Client
) -> None:
    acme.post_id(text="one")
    gone = acme.post_id(text="gone")
    acme.post_id(text="two")
    beta.post_id(text="not mine")
    acme.call("DELETE", f"/2/tweets/{gone}")

    assert texts(acme) == ["two", "one"]


def test_an_empty_timeline_has_a_count_and_no_data(acme: Client) -> None:
    assert acme.call("GET", MINE).json() == {"meta": {"result_count": 0}}


def test_replies_are_there_unless_excluded(acme: Client) -> None:
    first = acme.post_id(text="first")
    acme.post_id(text="reply", reply={"in_reply_to_tweet_id": first})

    assert texts(acme) == ["reply", "first"]
    assert texts(acme, "exclude=replies,retweets") == ["first"]


def test_pages_are_followed_to_the_end_without_gap_or_repeat(acme: Client) -> None:
    wanted = [acme.post_id(text=f"post {number}") for number in range(12)]
    seen: list[str] = []
    token = ""

    while True:
        page = acme.call("GET", f"{MINE}?max_results=5{token}").json()
        seen += [post["id"] for post in page["data"]]
        if "next_token" not in page["meta"]:
            break
        token = f"&pagination_token={page['meta']['next_token']}"

    assert seen == wanted[::-1]


def test_a_timeline_can_begin_after_an_id_or_a_time(acme: Client, clock: Clock) -> None:
    acme.post_id(text="old")
    middle = acme.post_id(text="middle")
    clock.advance(minutes=10)
    acme.post_id(text="new")

    assert texts(acme, f"since_id={middle}") == ["new"]
    assert texts(acme, f"until_id={middle}") == ["old"]
    assert texts(acme, "start_time=2026-11-24T09:05:00Z") == ["new"]
    assert texts(acme, "end_time=2026-11-24T17:05:00%2B08:00") == ["middle", "old"]


@pytest.mark.parametrize(
    "query",
    [
        "max_results=4",
        "max_results=101",
        "max_results=five",
        "max_results=٥٠",
        "since_id=-1",
        "since_id=",
        "start_time=yesterday",
        "pagination_token=zz",
        "pagination_token=%F0%9F%92%A9",
        "exclude=quotes",
        "tweet.fields=colour",
        "expansions=colour",
        "colour=red",
    ],
)
def test_a_wrong_parameter_is_an_invalid_request(acme: Client, query: str) -> None:
    answer = acme.call("GET", f"{MINE}?{query}")

    assert answer.status_code == 400
    assert answer.json()["title"] == "Invalid Request"


def test_an_unknown_user_is_a_200_with_an_error(acme: Client) -> None:
    answer = acme.call("GET", "/2/users/42/tweets")

    assert answer.status_code == 200
    assert answer.json()["errors"][0]["resource_type"] == "user"


def test_another_accounts_timeline_can_be_read(acme: Client, beta: Client) -> None:
    beta.post_id(text="public")

    answer = acme.call("GET", "/2/users/1000002/tweets").json()

    assert [post["text"] for post in answer["data"]] == ["public"]


def test_expansions_bring_people_media_polls_and_posts(
    acme: Client, beta: Client
) -> None:
    media_id = upload(acme)
    alt = {"id": media_id, "metadata": {"alt_text": {"text": "a green field"}}}
    acme.call("POST", "/2/media/metadata", json=alt)
    asked = beta.post_id(text="a question for @acme_hq")
    acme.post_id(
        text="@beta_hq look",
        reply={"in_reply_to_tweet_id": asked},
        media={"media_ids": [media_id]},
    )
    acme.post_id(text="vote", poll={"options": ["a", "b"], "duration_minutes": 5})

    expansions = (
        "author_id,in_reply_to_user_id,entities.mentions.username,referenced_tweets.id,"
        "attachments.media_keys,attachments.poll_ids"
    )
    fields = "media.fields=alt_text,width,height&poll.fields=voting_status"
    answer = acme.call("GET", f"{MINE}?expansions={expansions}&{fields}").json()

    related = answer["includes"]
    assert {user["username"] for user in related["users"]} == {"acme_hq", "beta_hq"}
    assert related["tweets"][0]["id"] == asked
    assert related["media"] == [
        {
            "media_key": f"3_{media_id}",
            "type": "photo",
            "alt_text": "a green field",
            "width": 40,
            "height": 30,
        }
    ]
    assert related["polls"][0]["voting_status"] == "open"
    poll, reply = answer["data"]
    assert poll["attachments"] == {"poll_ids": [poll["id"]]}
    assert reply["entities"]["mentions"][0] == {
        "start": 0,
        "end": 8,
        "username": "beta_hq",
        "id": "1000002",
    }


def test_only_what_was_asked_for_is_answered(acme: Client) -> None:
    post_id = acme.post_id(text="plain")

    plain = acme.call("GET", f"/2/tweets/{post_id}").json()["data"]

    assert set(plain) == {
        "id",
        "text",
        "edit_history_tweet_ids",
        "edit_history_post_ids",
    }
