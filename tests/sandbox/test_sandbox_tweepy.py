"""The client library that publishes for real, against the sandbox."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from typing import Any, TypeAlias

import pytest
import requests
import tweepy
from sandbox.pictures import picture
from sandbox.signing import RedirectAfterSigning

from mergecast.sandbox.accounts import credentials
from mergecast.sandbox.server import RunningSandbox

TweepyClient: TypeAlias = Any
"""tweepy publishes no types."""


@pytest.fixture
def client(sandbox: RunningSandbox) -> Iterator[TweepyClient]:
    keys = credentials("acme_hq")
    made = tweepy.Client(
        consumer_key=keys.consumer_key,
        consumer_secret=keys.consumer_secret,
        access_token=keys.access_token,
        access_token_secret=keys.access_token_secret,
    )
    made.session.mount("https://", RedirectAfterSigning(sandbox.url))
    yield made
    made.session.close()


def test_tweepy_posts_reads_and_deletes(client: TweepyClient) -> None:
    first = client.create_tweet(text="one & only: https://example.org")
    second = client.create_tweet(
        text="two",
        in_reply_to_tweet_id=first.data["id"],
        poll_options=["ja", "nein"],
        poll_duration_minutes=60,
    )
    me = client.get_me(user_auth=True, user_fields=["created_at"])

    timeline = client.get_users_tweets(
        me.data.id,
        user_auth=True,
        max_results=5,
        since_id=int(first.data["id"]) - 1,
        tweet_fields=["created_at", "entities", "referenced_tweets", "note_tweet"],
        exclude="retweets",
    )
    deleted = client.delete_tweet(second.data["id"])

    assert me.data.username == "acme_hq"
    assert [str(tweet.id) for tweet in timeline.data] == [
        second.data["id"],
        first.data["id"],
    ]
    assert str(timeline.data[0].referenced_tweets[0].id) == first.data["id"]
    assert timeline.data[1].entities["urls"][0]["expanded_url"] == "https://example.org"
    assert timeline.meta["result_count"] == 2
    assert deleted.data == {"deleted": True}


def test_tweepy_sends_flags_and_media(
    sandbox: RunningSandbox, client: TweepyClient
) -> None:
    body = {
        "media": base64.b64encode(picture()).decode(),
        "media_category": "tweet_image",
    }
    uploaded = client.request("POST", "/2/media/upload", json=body, user_auth=True)
    media_id = uploaded.json()["data"]["id"]
    flags = {"text": "ad", "paid_partnership": True, "made_with_ai": True}

    client.request(
        "POST",
        "/2/tweets",
        json={**flags, "media": {"media_ids": [media_id]}},
        user_auth=True,
    )

    (post,) = requests.get(f"{sandbox.url}/_sandbox/posts", timeout=5).json()["posts"]
    assert post["paid_partnership"] is True
    assert post["made_with_ai"] is True
    assert post["media"][0]["id"] == media_id


@pytest.mark.parametrize(
    ("kind", "error"),
    [
        ("429", "TooManyRequests"),
        ("429-no-reset", "TooManyRequests"),
        ("500", "TwitterServerError"),
        ("503", "TwitterServerError"),
        ("html-503", "TwitterServerError"),
        ("402", "HTTPException"),
    ],
)
def test_tweepy_raises_what_it_raises_for_x(
    sandbox: RunningSandbox, client: TweepyClient, kind: str, error: str
) -> None:
    url = f"{sandbox.url}/_sandbox/faults"
    requests.post(url, json=[{"kind": kind}], timeout=5)

    with pytest.raises(tweepy.HTTPException) as caught:
        client.create_tweet(text="x")

    assert type(caught.value).__name__ == error


def test_a_duplicate_is_recognised_by_its_words(client: TweepyClient) -> None:
    client.create_tweet(text="once")

    with pytest.raises(tweepy.Forbidden, match="duplicate content") as caught:
        client.create_tweet(text="once")

    assert caught.value.api_codes == []


def test_a_dropped_connection_is_not_tweepys_own_error(
    sandbox: RunningSandbox, client: TweepyClient
) -> None:
    url = f"{sandbox.url}/_sandbox/faults"
    requests.post(url, json=[{"kind": "drop-applied"}], timeout=5)

    with pytest.raises(requests.ConnectionError):
        client.create_tweet(text="live, unheard")

    (post,) = requests.get(f"{sandbox.url}/_sandbox/posts", timeout=5).json()["posts"]
    assert post["text"] == "live, unheard"
