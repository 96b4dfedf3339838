"""Answers, and what is taken for a request, against the official description."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sandbox.description import differences, excerpt, validator
from sandbox.pictures import upload

from mergecast.sandbox import drafts, media
from mergecast.sandbox.bodies import Shape, check
from mergecast.sandbox.problems import RefusedError
from mergecast.sandbox.routes import ROUTES

if TYPE_CHECKING:
    from sandbox.signing import Client

EXPANSIONS = (
    "author_id,in_reply_to_user_id,entities.mentions.username,referenced_posts,"
    "referenced_tweets.id,attachments.media_keys,attachments.poll_ids"
)
FIELDS = "&".join(
    f"{name}={','.join(excerpt()['fields'][name])}"
    for name in ("post.fields", "media.fields", "poll.fields")
)
EVERYTHING = (
    f"expansions={EXPANSIONS}&{FIELDS}&user.fields=created_at,public_metrics"
    "&tweet.fields=note_tweet,referenced_tweets,author_id,in_reply_to_user_id"
)


def test_answers_to_posting_and_deleting_conform(acme: Client) -> None:
    created = acme.post(text="https://example.org & #tags @acme_hq").json()
    deleted = acme.call("DELETE", f"/2/tweets/{created['data']['id']}").json()

    assert differences("POST /2/tweets", created) == []
    assert differences("DELETE /2/tweets/{id}", deleted) == []


def test_answers_to_reading_conform(acme: Client, long: Client, big: Client) -> None:
    media_id = upload(acme)
    alt = {"id": media_id, "metadata": {"alt_text": {"text": "a field"}}}
    acme.call("POST", "/2/media/metadata", json=alt)
    first = acme.post_id(
        text="https://example.org #a $B @acme_hq @stranger",
        media={"media_ids": [media_id]},
    )
    acme.post_id(
        text="next",
        reply={"in_reply_to_tweet_id": first},
        poll={"options": ["a", "b"], "duration_minutes": 5},
    )
    quote = big.post_id(text="quote", quote_tweet_id=first)
    noted = long.post_id(text="long #text https://example.org " * 50)
    calls = {
        "GET /2/tweets": f"/2/tweets?ids={first},{quote},{noted},7&{EVERYTHING}",
        "GET /2/tweets/{id}": f"/2/tweets/{first}?{EVERYTHING}",
        "GET /2/users/{id}/tweets": f"/2/users/1000001/tweets?{EVERYTHING}",
        "GET /2/users/me": "/2/users/me?user.fields=created_at,public_metrics,verified",
    }

    for operation, path in calls.items():
        answer = acme.call("GET", path)
        assert answer.status_code == 200, answer.text
        assert differences(operation, answer.json()) == []
    gone = acme.call("GET", "/2/tweets/7").json()
    assert differences("GET /2/tweets/{id}", gone) == []


def test_answers_about_media_conform(acme: Client) -> None:
    begun = acme.call(
        "POST", "/2/media/upload/initialize", json={"media_category": "tweet_gif"}
    ).json()
    media_id = upload(acme)
    alt = {"id": media_id, "metadata": {"alt_text": {"text": "a field"}}}
    path = f"/2/media/upload/{begun['data']['id']}"
    piece = {"media": "R0lGODlhAQABAAAAACwAAAAAAQABAAA7", "segment_index": 0}

    answers = {
        "POST /2/media/upload/initialize": begun,
        "POST /2/media/upload/{id}/append": acme.call(
            "POST", f"{path}/append", json=piece
        ).json(),
        "POST /2/media/upload/{id}/finalize": acme.call(
            "POST", f"{path}/finalize"
        ).json(),
        "GET /2/media/upload": acme.call(
            "GET", f"/2/media/upload?media_id={begun['data']['id']}"
        ).json(),
        "POST /2/media/metadata": acme.call(
            "POST", "/2/media/metadata", json=alt
        ).json(),
    }

    for operation, answer in answers.items():
        assert "data" in answer, answer
        assert differences(operation, answer) == []


def test_a_difference_would_be_seen() -> None:
    assert differences("POST /2/tweets", {"data": {"id": "x", "text": "a"}})
    assert differences("POST /2/tweets", {"data": {"id": "1"}})
    assert differences("POST /2/tweets", {"data": {"id": "1", "text": "", "hue": 1}})


def test_an_invalid_request_is_a_problem_of_the_description(acme: Client) -> None:
    answer = acme.post(colour="red")
    problem = {k: v for k, v in answer.json().items() if k != "errors"}

    assert answer.headers["content-type"].startswith("application/problem+json")
    assert list(validator("InvalidRequestProblem").iter_errors(problem)) == []


def test_every_route_of_the_api_is_in_the_description() -> None:
    described = {
        (operation.replace("{id}", ":id")) for operation in excerpt()["operations"]
    }

    assert {route.name for route in ROUTES if route.limit} == described


@pytest.mark.parametrize("operation", ["GET /2/users/{id}/tweets", "GET /2/tweets"])
def test_every_parameter_of_the_description_is_taken(
    acme: Client, operation: str
) -> None:
    samples = {
        "max_results": "5",
        "start_time": "2026-01-01T00:00:00Z",
        "end_time": "2026-12-01T00:00:00Z",
        "since_id": "1",
        "until_id": "2",
        "exclude": "replies",
        "ids": "1",
        **{name: ",".join(values) for name, values in excerpt()["fields"].items()},
    }
    samples["user.fields"] = "name"
    names = set(excerpt()["operations"][operation]["query"]) - {"pagination_token"}
    query = "&".join(f"{name}={samples[name]}" for name in sorted(names))
    path = operation.removeprefix("GET ").replace("{id}", "1000001")

    answer = acme.call("GET", f"{path}?{query}")

    assert answer.status_code == 200, answer.text


ids = st.sampled_from(["1", "9" * 19, "9" * 20, "", "x", "١"])
scraps: st.SearchStrategy[Any] = st.sampled_from(
    [
        None,
        True,
        0,
        1,
        4,
        5,
        10_080,
        10_081,
        1.5,
        "",
        "a",
        "x" * 26,
        [],
        {},
        "following",
    ]
)
members = {
    "text": st.text(max_size=5) | scraps,
    "reply": st.fixed_dictionaries(
        {}, optional={"in_reply_to_tweet_id": ids | scraps, "x": scraps}
    )
    | scraps,
    "quote_tweet_id": ids | scraps,
    "poll": st.fixed_dictionaries(
        {},
        optional={
            "options": st.lists(st.sampled_from(["a", "", "x" * 26, 1]), max_size=5),
            "duration_minutes": scraps,
        },
    )
    | scraps,
    "media": st.fixed_dictionaries(
        {}, optional={"media_ids": st.lists(ids, max_size=5) | scraps}
    )
    | scraps,
    "reply_settings": scraps,
    "paid_partnership": scraps,
    "made_with_ai": scraps,
    "colour": scraps,
}


def taken(body: object, shape: Shape) -> bool:
    try:
        check(body, shape, "$")
    except RefusedError:
        return False
    return True


@given(st.fixed_dictionaries({}, optional=members) | scraps)
@settings(max_examples=400, deadline=None)
def test_a_body_is_taken_exactly_if_the_description_takes_it(body: object) -> None:
    described = validator("CreatePostsRequest").is_valid(body)

    assert taken(body, drafts._CREATE) == described


@pytest.mark.parametrize(
    ("shape", "name"),
    [
        (drafts._CREATE, "CreatePostsRequest"),
        (media._UPLOAD, "MediaUploadRequest"),
        (media._INITIALIZE, "InitializeMediaUploadRequest"),
        (media._APPEND, "AppendMediaUploadRequest"),
        (media._METADATA, "CreateMediaMetadataRequest"),
    ],
)
def test_the_members_of_a_body_are_those_of_the_description(
    shape: Shape, name: str
) -> None:
    schema = excerpt()["schemas"][name]

    assert set(shape.members) | shape.unplayed == set(schema["properties"])
    assert set(shape.required) == set(schema.get("required", []))
