"""The sandbox hands out keys as X does: by a token, a page, and the PIN on it."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl

import pytest
import requests
from requests_oauthlib import OAuth1
from sandbox.signing import Client, signer
from sandbox.stage import ACCOUNTS, Clock

from mergecast.sandbox import server
from mergecast.sandbox.accounts import credentials
from mergecast.sandbox.context import Conduct
from mergecast.sandbox.server import RunningSandbox

APP = credentials("acme_hq")
NONSENSE = '"><script>'


def asking(back: str = "oob") -> OAuth1:
    return OAuth1(APP.consumer_key, APP.consumer_secret, callback_uri=back)


def fields(answer: requests.Response) -> dict[str, str]:
    assert answer.status_code == 200, answer.text
    return dict(parse_qsl(answer.text, strict_parsing=True))


def begun(client: Client) -> dict[str, str]:
    return fields(client.call("POST", "/oauth/request_token", auth=asking()))


def page(sandbox: RunningSandbox, **query: str) -> requests.Response:
    address = f"{sandbox.url}/oauth/authorize"
    return requests.get(address, params=query, timeout=10)


def the_pin(answer: requests.Response) -> str:
    found = re.search(r"<code>([0-9]{7})</code>", answer.text)
    assert found, answer.text
    return found[1]


def finished(client: Client, asked: dict[str, str], pin: str) -> requests.Response:
    auth = OAuth1(
        APP.consumer_key,
        APP.consumer_secret,
        asked["oauth_token"],
        asked["oauth_token_secret"],
        verifier=pin,
    )
    return client.call("POST", "/oauth/access_token", auth=auth)


def test_a_pin_read_off_the_page_gives_the_keys_of_that_profile(
    sandbox: RunningSandbox, acme: Client
) -> None:
    asked = begun(acme)
    asks = page(sandbox, oauth_token=asked["oauth_token"])
    links = re.findall(r'href="(/oauth/authorize[^"]*)"', asks.text)
    wanted = next(link for link in links if link.endswith("account=beta_hq"))
    shown = requests.get(sandbox.url + wanted.replace("&amp;", "&"), timeout=10)
    got = fields(finished(acme, asked, the_pin(shown)))

    beta = credentials("beta_hq")
    assert asked["oauth_callback_confirmed"] == "true"
    assert got["oauth_token"] == beta.access_token
    assert got["oauth_token_secret"] == beta.access_token_secret
    assert got["screen_name"] == "beta_hq"
    signed = OAuth1(
        APP.consumer_key, APP.consumer_secret, got["oauth_token"], "secret of nobody"
    )
    assert acme.call("GET", "/2/users/me", auth=signed).status_code == 401


def test_each_pin_is_good_once(sandbox: RunningSandbox, acme: Client) -> None:
    asked = begun(acme)
    pin = the_pin(page(sandbox, oauth_token=asked["oauth_token"], account="acme_hq"))

    wrong = f"{(int(pin) + 1) % 10**7:07}"
    assert finished(acme, asked, wrong).status_code == 401
    assert finished(acme, asked, pin).status_code == 200
    assert finished(acme, asked, pin).status_code == 401
    again = page(sandbox, oauth_token=asked["oauth_token"], account="acme_hq")
    assert again.status_code == 403


def test_without_a_yes_there_are_no_keys(acme: Client) -> None:
    asked = begun(acme)

    assert finished(acme, asked, "").status_code == 401
    assert finished(acme, asked, "0000000").status_code == 401


def test_only_pins_are_given(acme: Client) -> None:
    other = asking("https://example.org/back")
    answer = acme.call("POST", "/oauth/request_token", auth=other)

    assert answer.status_code == 403
    assert answer.json()["errors"][0]["code"] == 415


@pytest.mark.parametrize(
    "auth",
    [
        OAuth1("nobody", APP.consumer_secret, callback_uri="oob"),
        OAuth1(APP.consumer_key, "wrong", callback_uri="oob"),
        OAuth1(
            APP.consumer_key, APP.consumer_secret, "no token", "x", callback_uri="oob"
        ),
        None,
    ],
)
def test_an_app_has_to_sign(acme: Client, auth: OAuth1 | None) -> None:
    answer = acme.call("POST", "/oauth/request_token", auth=auth)

    assert answer.status_code == 401


def test_a_signature_is_good_once(acme: Client) -> None:
    prepared = requests.Request(
        "POST", "https://api.x.com/oauth/request_token", auth=asking()
    ).prepare()

    assert acme.session.send(prepared, timeout=10).status_code == 200
    prepared.url = "https://api.x.com/oauth/request_token"
    assert acme.session.send(prepared, timeout=10).status_code == 401


def test_a_page_without_a_request_says_so(sandbox: RunningSandbox) -> None:
    answer = page(sandbox, oauth_token=NONSENSE, account="acme_hq")

    assert answer.status_code == 403
    assert "<script>" not in answer.text
    assert page(sandbox, oauth_token="unknown").status_code == 403  # noqa: S106 - none
    assert page(sandbox).status_code == 403


def test_the_api_says_what_keys_may_do(acme: Client) -> None:
    answer = acme.call("GET", "/2/users/me")

    assert answer.headers["x-access-level"] == "read-write"
    stranger = acme.call("GET", "/2/users/me", auth=signer("nobody"))
    assert "x-access-level" not in stranger.headers


def test_a_read_only_app_reads_and_changes_nothing(clock: Clock) -> None:
    conduct = Conduct(read_only=True)
    with server.start(
        ":memory:", accounts=ACCOUNTS, now=clock, conduct=conduct
    ) as running:
        client = Client(running)
        read = client.call("GET", "/2/users/me")
        refused = [
            client.post(text="hello"),
            client.call("DELETE", "/2/tweets/17"),
            client.call("POST", "/2/media/upload", json={}),
        ]
        shown = page(running, oauth_token=begun(client)["oauth_token"])
        client.close()

    assert (read.status_code, read.headers["x-access-level"]) == (200, "read")
    assert [answer.status_code for answer in refused] == [403, 403, 403]
    kinds = {answer.json()["type"] for answer in refused}
    assert kinds == {"https://api.twitter.com/2/problems/oauth1-permissions"}
    assert "able to see posts." in shown.text
