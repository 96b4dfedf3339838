"""Signatures over the real hosts, and everything that is none."""

from __future__ import annotations

import time
from typing import Any

import pytest
import requests
from oauthlib.oauth1 import SIGNATURE_PLAINTEXT
from requests_oauthlib import OAuth1
from sandbox.signing import Client, signer

from mergecast.sandbox.accounts import credentials
from mergecast.sandbox.server import RunningSandbox

UNAUTHORIZED = {
    "detail": "Unauthorized",
    "type": "about:blank",
    "title": "Unauthorized",
    "status": 401,
}
KEYS = credentials("acme_hq")


def signed_with(**changes: str) -> OAuth1:
    keys: dict[str, Any] = {
        "client_key": KEYS.consumer_key,
        "client_secret": KEYS.consumer_secret,
        "resource_owner_key": KEYS.access_token,
        "resource_owner_secret": KEYS.access_token_secret,
    }
    return OAuth1(**(keys | changes))


@pytest.mark.parametrize("host", ["https://api.twitter.com", "https://api.x.com"])
def test_a_signature_over_a_real_host_is_good(
    sandbox: RunningSandbox, host: str
) -> None:
    client = Client(sandbox, host=host)

    answer = client.call("GET", "/2/users/me?user.fields=created_at,name")

    assert answer.json()["data"]["username"] == "acme_hq"
    client.close()


def test_a_signature_over_another_host_is_refused(sandbox: RunningSandbox) -> None:
    client = Client(sandbox, host="https://api.example.org")

    answer = client.call("GET", "/2/users/me")

    assert (answer.status_code, answer.json()) == (401, UNAUTHORIZED)
    assert "does not match" in answer.headers["x-sandbox-reason"]
    client.close()


@pytest.mark.parametrize(
    "changes",
    [
        {"client_secret": "wrong"},
        {"resource_owner_secret": "wrong"},
        {"client_key": "sandbox-consumer-key-stranger"},
        {"resource_owner_key": "sandbox-access-token-stranger"},
        {"resource_owner_key": credentials("ACME_HQ").access_token},
        {"signature_method": SIGNATURE_PLAINTEXT},
        {"timestamp": str(int(time.time()) - 3600)},
        {"timestamp": str(int(time.time()) + 3600)},
        {"timestamp": "yesterday"},
        {"timestamp": "١٢٣"},
    ],
)
def test_wrong_credentials_are_refused_and_nothing_is_posted(
    sandbox: RunningSandbox, acme: Client, changes: dict[str, str]
) -> None:
    answer = acme.call(
        "POST", "/2/tweets", json={"text": "x"}, auth=signed_with(**changes)
    )

    assert (answer.status_code, answer.json()) == (401, UNAUTHORIZED)
    listed = requests.get(f"{sandbox.url}/_sandbox/posts", timeout=5).json()
    assert listed == {"posts": []}


def test_an_old_timestamp_within_the_leeway_is_good(acme: Client) -> None:
    old = signed_with(timestamp=str(int(time.time()) - 500))

    assert acme.call("GET", "/2/users/me", auth=old).status_code == 200


def test_a_nonce_is_good_once(acme: Client) -> None:
    first = acme.call("GET", "/2/users/me", auth=signed_with(nonce="n" * 20))
    second = acme.call("GET", "/2/users/me", auth=signed_with(nonce="n" * 20))

    assert (first.status_code, second.status_code) == (200, 401)
    assert second.headers["x-sandbox-reason"] == "the nonce was used before"


def test_a_bad_signature_does_not_use_up_a_nonce(acme: Client) -> None:
    wrong = {"client_secret": "wrong"}
    bad = signed_with(nonce="m" * 20, **wrong)
    acme.call("GET", "/2/users/me", auth=bad)

    again = acme.call("GET", "/2/users/me", auth=signed_with(nonce="m" * 20))

    assert again.status_code == 200


def test_a_changed_query_breaks_the_signature(
    sandbox: RunningSandbox, acme: Client
) -> None:
    url = "https://api.twitter.com/2/users/me?user.fields=name"
    prepared = acme.session.prepare_request(requests.Request("GET", url, auth=signer()))
    prepared.url = f"{sandbox.url}/2/users/me?user.fields=url"

    with requests.Session() as plain:
        answer = plain.send(prepared, timeout=5)

    assert answer.status_code == 401


@pytest.mark.parametrize(
    "header",
    [
        None,
        "Bearer AAAA",
        "OAuth",
        "OAuth oauth_token",
        'OAuth oauth_token="a", oauth_token="b"',
        "OAuth " + "x" * 5000,
        'OAuth oauth_token="%zz"',
    ],
)
def test_a_header_that_is_no_signature_is_refused(
    sandbox: RunningSandbox, header: str | None
) -> None:
    headers = {} if header is None else {"Authorization": header}

    answer = requests.get(f"{sandbox.url}/2/users/me?x=%zz", headers=headers, timeout=5)

    assert (answer.status_code, answer.json()) == (401, UNAUTHORIZED)


def test_one_app_can_post_for_several_accounts(acme: Client) -> None:
    other = credentials("beta_hq")
    mixed = signed_with(
        resource_owner_key=other.access_token,
        resource_owner_secret=other.access_token_secret,
    )

    answer = acme.call("GET", "/2/users/me", auth=mixed)

    assert answer.json()["data"]["username"] == "beta_hq"


def test_the_pinned_time_of_a_request_does_not_touch_signatures(acme: Client) -> None:
    pinned = {"X-Sandbox-Now": "2031-01-01T00:00:00Z"}

    assert acme.call("GET", "/2/users/me", headers=pinned).status_code == 200
