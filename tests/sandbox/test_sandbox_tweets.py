"""Creating, deleting and looking up posts."""

from __future__ import annotations

from datetime import timedelta
from threading import Thread

import pytest
import requests
from sandbox.pictures import picture, upload
from sandbox.signing import Client
from sandbox.stage import NOW, Clock

from mergecast.sandbox import posts
from mergecast.sandbox.server import RunningSandbox
from mergecast.sandbox.snowflake import made_at


def live_texts(sandbox: RunningSandbox) -> list[str]:
    listed = requests.get(f"{sandbox.url}/_sandbox/posts", timeout=5).json()["posts"]
    return [post["text"] for post in listed if not post["deleted"]]


def test_a_post_is_answered_with_201_and_is_live(
    sandbox: RunningSandbox, acme: Client
) -> None:
    answer = acme.post(text="Selamat pagi 早上好 صباح الخير 👨‍👩‍👧‍👦")

    assert answer.status_code == 201
    assert answer.json()["data"]["text"] == "Selamat pagi 早上好 صباح الخير 👨‍👩‍👧‍👦"
    assert live_texts(sandbox) == ["Selamat pagi 早上好 صباح الخير 👨‍👩‍👧‍👦"]


def test_ids_tell_the_time_and_grow_even_when_the_clock_goes_back(
    acme: Client, clock: Clock
) -> None:
    first = int(acme.post_id(text="one"))
    second = int(acme.post_id(text="two"))
    clock.advance(hours=-1)
    third = int(acme.post_id(text="three"))

    assert made_at(first) == NOW
    assert first < second < third


def test_a_request_can_bring_its_own_time(acme: Client) -> None:
    answer = acme.call(
        "POST",
        "/2/tweets",
        json={"text": "at the demo's time"},
        headers={"X-Sandbox-Now": "2026-12-24T18:00:00+08:00"},
    )
    post_id = answer.json()["data"]["id"]

    found = acme.call("GET", f"/2/tweets/{post_id}?tweet.fields=created_at").json()

    assert found["data"]["created_at"] == "2026-12-24T10:00:00.000Z"


def test_a_time_that_no_id_can_tell_is_kept_all_the_same(acme: Client) -> None:
    acme.headers = {"x-sandbox-now": "2999-01-01T00:00:00+00:00"}
    first, then = acme.post_id(text="far"), acme.post_id(text="farther")
    shown = acme.call("GET", f"/2/tweets/{first}?tweet.fields=created_at")

    assert shown.json()["data"]["created_at"] == "2999-01-01T00:00:00.000Z"
    assert int(first) < int(then) < 2**63


@pytest.mark.parametrize("told", ["tomorrow", "2026-12-24T18:00:00", "9" * 500])
def test_a_time_that_is_none_is_refused(acme: Client, told: str) -> None:
    answer = acme.call("GET", "/2/users/me", headers={"X-Sandbox-Now": told})

    assert answer.status_code == 400


def test_the_same_text_is_a_duplicate_and_names_no_twin(
    sandbox: RunningSandbox, acme: Client
) -> None:
    acme.post_id(text="Café")

    answer = acme.post(text=" Cafe\u0301\n")

    assert answer.status_code == 403
    assert answer.json() == {
        "detail": "You are not allowed to create a Tweet with duplicate content.",
        "type": "about:blank",
        "title": "Forbidden",
        "status": 403,
    }
    assert live_texts(sandbox) == ["Café"]


def test_a_deleted_text_is_still_a_duplicate(acme: Client) -> None:
    post_id = acme.post_id(text="gone, yet remembered")
    acme.call("DELETE", f"/2/tweets/{post_id}")

    assert acme.post(text="gone, yet remembered").status_code == 403


def test_another_account_or_another_day_is_no_duplicate(
    acme: Client, beta: Client, clock: Clock
) -> None:
    acme.post_id(text="good morning")

    assert beta.post(text="good morning").status_code == 201
    clock.advance(hours=25)
    assert acme.post(text="good morning").status_code == 201


def test_many_senders_at_once_post_a_text_once(
    sandbox: RunningSandbox, acme: Client
) -> None:
    statuses: list[int] = []

    def send() -> None:
        client = Client(sandbox)
        statuses.append(client.post(text="only once").status_code)
        client.close()

    threads = [Thread(target=send) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(statuses) == [201] + [403] * 7
    assert live_texts(sandbox) == ["only once"]
    assert acme.post(text="another").status_code == 201


def test_a_thread_shares_its_conversation(acme: Client) -> None:
    first = acme.post_id(text="1/2")
    second = acme.post_id(text="2/2", reply={"in_reply_to_tweet_id": first})

    fields = "conversation_id,in_reply_to_user_id,referenced_tweets"
    found = acme.call("GET", f"/2/tweets/{second}?tweet.fields={fields}").json()["data"]

    assert found["conversation_id"] == first
    assert found["in_reply_to_user_id"] == "1000001"
    assert found["referenced_tweets"] == [{"type": "replied_to", "id": first}]


@pytest.mark.parametrize("member", ["reply", "quote"])
def test_what_is_gone_cannot_be_answered_or_quoted(big: Client, member: str) -> None:
    post_id = big.post_id(text="short-lived")
    big.call("DELETE", f"/2/tweets/{post_id}")
    body: dict[str, object] = (
        {"reply": {"in_reply_to_tweet_id": post_id}}
        if member == "reply"
        else {"quote_tweet_id": post_id}
    )

    answer = big.post(text="too late", **body)

    assert answer.status_code == 403
    assert "deleted or not visible" in answer.json()["detail"]


def test_a_quoted_post_is_linked_and_referenced(big: Client, beta: Client) -> None:
    quoted = beta.post_id(text="the news")
    quoting = big.post_id(text="as Beta says", quote_tweet_id=quoted)

    fields = "tweet.fields=entities,referenced_tweets"
    found = big.call("GET", f"/2/tweets/{quoting}?{fields}").json()["data"]

    assert found["referenced_tweets"] == [{"type": "quoted", "id": quoted}]
    (url,) = found["entities"]["urls"]
    assert url["expanded_url"] == f"https://x.com/beta_hq/status/{quoted}"
    assert found["text"] == f"as Beta says {url['url']}"


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({}, "$.text: is missing but it is required"),
        ({"text": "  \n"}, "$.text: is missing but it is required"),
        ({"text": 7}, "$.text: integer found, string expected"),
        ({"text": "a", "colour": "red"}, "$.colour: is not defined in the schema"),
        ({"text": "a", "reply": {}}, "$.reply.in_reply_to_tweet_id: is missing"),
        ({"text": "a", "nullcast": True}, "$.nullcast: is not played"),
        ({"text": "a", "made_with_ai": "yes"}, "$.made_with_ai: string found"),
        ({"text": "a", "reply_settings": "all"}, "$.reply_settings: does not have"),
        ({"text": "a", "media": {"media_ids": "1"}}, "$.media.media_ids: string found"),
        ({"text": "a", "media": {"media_ids": []}}, "$.media.media_ids: there must"),
        (
            {"text": "a", "poll": {"options": ["x", "y"], "duration_minutes": 4}},
            "$.poll.duration_minutes: must be between 5 and 10080",
        ),
        (
            {"text": "a", "poll": {"options": ["x" * 26, "y"], "duration_minutes": 5}},
            "$.poll.options[0]: may only be 25 characters long",
        ),
        (
            {
                "text": "a",
                "poll": {"options": ["x", "y"], "duration_minutes": 5},
                "media": {"media_ids": ["1"]},
            },
            "$.poll and $.media are mutually exclusive",
        ),
        ({"text": "a", "media": {"media_ids": ["1"]}}, "Your media IDs are invalid."),
    ],
)
def test_a_wrong_body_is_an_invalid_request(
    sandbox: RunningSandbox, acme: Client, body: dict[str, object], message: str
) -> None:
    answer = acme.post(**body)

    problem = answer.json()
    assert answer.status_code == 400
    assert problem["title"] == "Invalid Request"
    assert problem["type"].endswith("/problems/invalid-request")
    assert problem["errors"][0]["message"].startswith(message)
    assert live_texts(sandbox) == []


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b'{"text": NaN}',
        b'{"text": "\\ud800"}',
        b'"\xff"',
        b"[" * 100_000,
        b'{"text": ' + b"9" * 5000 + b"}",
    ],
)
def test_a_body_that_is_no_json_is_an_invalid_request(
    acme: Client, body: bytes
) -> None:
    answer = acme.call(
        "POST", "/2/tweets", data=body, headers={"Content-Type": "application/json"}
    )

    assert answer.status_code == 400
    assert answer.json()["title"] == "Invalid Request"


def test_a_body_must_be_called_json(acme: Client) -> None:
    answer = acme.call(
        "POST", "/2/tweets", data=b"{}", headers={"Content-Type": "text/plain"}
    )

    assert answer.status_code == 400
    assert "content-type" in answer.json()["errors"][0]["message"]


def test_length_is_counted_by_the_networks_rules(acme: Client) -> None:
    link = "https://example.org/" + "a" * 400

    assert acme.post(text="x" * 280).status_code == 201
    assert acme.post(text="漢" * 140).status_code == 201
    assert acme.post(text=f"{'x' * 256} {link}").status_code == 201
    for text in ("x" * 281, "漢" * 141, f"{'x' * 257} {link}"):
        answer = acme.post(text=text)
        assert answer.status_code == 400
        assert "too long" in answer.json()["errors"][0]["message"]


def test_a_tier_with_long_posts_gets_a_note(long: Client) -> None:
    post_id = long.post_id(text="word " * 400)

    fields = "tweet.fields=note_tweet"
    found = long.call("GET", f"/2/tweets/{post_id}?{fields}").json()["data"]

    assert found["note_tweet"]["text"] == ("word " * 400).strip()
    assert found["text"] == ("word " * 400)[:279] + "…"


def test_an_owner_deletes_and_nobody_else(
    sandbox: RunningSandbox, acme: Client, beta: Client
) -> None:
    post_id = acme.post_id(text="mine")

    assert beta.call("DELETE", f"/2/tweets/{post_id}").status_code == 403
    assert live_texts(sandbox) == ["mine"]
    assert acme.call("DELETE", f"/2/tweets/{post_id}").json() == {
        "data": {"deleted": True}
    }
    assert live_texts(sandbox) == []
    assert acme.call("DELETE", f"/2/tweets/{post_id}").status_code == 200
    assert acme.call("DELETE", "/2/tweets/9999999999999999999").status_code == 404


def test_a_look_up_names_what_it_did_not_find(acme: Client) -> None:
    kept, gone = acme.post_id(text="kept"), acme.post_id(text="gone")
    acme.call("DELETE", f"/2/tweets/{gone}")

    several = acme.call("GET", f"/2/tweets?ids={kept},{gone}").json()
    one = acme.call("GET", f"/2/tweets/{gone}")

    assert [post["id"] for post in several["data"]] == [kept]
    assert [error["value"] for error in several["errors"]] == [gone]
    assert one.status_code == 200
    assert "data" not in one.json()


@pytest.mark.parametrize(
    "query", ["", "ids=", "ids=x", f"ids={','.join(['1'] * 101)}", "ids=1&colour=red"]
)
def test_a_look_up_with_wrong_parameters_is_refused(acme: Client, query: str) -> None:
    assert acme.call("GET", f"/2/tweets?{query}").status_code == 400


def test_everything_a_part_can_carry_reaches_the_judge(
    sandbox: RunningSandbox, acme: Client
) -> None:
    media_id = upload(acme, picture())
    alt = {"id": media_id, "metadata": {"alt_text": {"text": "山上的傍晚"}}}
    acme.call("POST", "/2/media/metadata", json=alt)
    first = acme.post_id(
        text="full",
        media={"media_ids": [media_id]},
        reply_settings="mentionedUsers",
        paid_partnership=True,
        made_with_ai=True,
    )
    acme.post_id(
        text="poll",
        reply={"in_reply_to_tweet_id": first},
        poll={"options": ["ja", "nein"], "duration_minutes": 60},
    )

    url = f"{sandbox.url}/_sandbox/posts"
    full, poll = requests.get(url, timeout=5).json()["posts"]

    assert full["account"] == "acme_hq"
    assert full["media"][0]["alt_text"] == "山上的傍晚"
    assert len(full["media"][0]["sha256"]) == 64
    assert (full["paid_partnership"], full["made_with_ai"]) == (True, True)
    assert full["reply_settings"] == "mentionedUsers"
    assert full["created_at"] == "2026-11-24T09:00:00.000Z"
    assert poll["reply_to"] == first
    assert poll["poll"] == {"options": ["ja", "nein"], "duration_minutes": 60}


def test_a_post_that_was_refused_midway_leaves_nothing(
    sandbox: RunningSandbox, acme: Client
) -> None:
    acme.post_id(text="twin")
    acme.post(text="twin")

    assert len(posts.every(sandbox.sandbox.store)) == 1


def test_media_ids_expire_after_a_day(acme: Client, clock: Clock) -> None:
    media_id = upload(acme)
    clock.instant += timedelta(days=1, seconds=1)

    answer = acme.post(text="too late", media={"media_ids": [media_id]})

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["message"] == "Your media IDs are invalid."
