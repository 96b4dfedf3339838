"""Keys by the PIN flow, over real HTTP: what X says counts, and no key is quoted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress

import pytest
import requests
from publishers.scripted import dripping, http, resetting, saying, serving

from mergecast.dispatch.identity import Profile
from mergecast.errors import WorkspaceError
from mergecast.publishers.x import Credentials
from mergecast.publishers.x_connect import (
    App,
    Begun,
    Seen,
    WrongPinError,
    begin,
    finish,
    look,
)
from mergecast.publishers.x_session import Patience
from mergecast.sandbox import server
from mergecast.sandbox.accounts import credentials
from mergecast.sandbox.context import Conduct
from mergecast.sandbox.server import RunningSandbox

_KEYS = credentials("acme_hq")
APP = App(_KEYS.consumer_key, _KEYS.consumer_secret)
OWN = Credentials(
    _KEYS.consumer_key,
    _KEYS.consumer_secret,
    _KEYS.access_token,
    _KEYS.access_token_secret,
)
HASTY = Patience(connect=1, silence=0.3, whole=0.5)
CANARY = "canary-of-a-token"
FORM = f"oauth_token={CANARY}&oauth_token_secret={CANARY}"
BEGUN = Begun(APP, CANARY, CANARY, "https://x.example")


@pytest.fixture
def sandbox() -> Iterator[RunningSandbox]:
    with server.start(":memory:") as running:
        yield running


def pin_at(address: str, handle: str = "acme_hq") -> str:
    """What a person reads off the page."""
    page = requests.get(address, params={"account": handle}, timeout=10)
    found = re.search(r"<code>([0-9]+)</code>", page.text)
    assert found, page.text
    return found[1]


def test_the_pin_gives_keys_that_x_knows(sandbox: RunningSandbox) -> None:
    begun = begin(APP, sandbox.url)
    keys = finish(begun, pin_at(begun.address), sandbox.url)

    assert begun.address.startswith(f"{sandbox.url}/oauth/authorize?oauth_token=")
    assert keys == OWN
    assert look(keys, sandbox.url) == Seen(Profile("1000001", "acme_hq"), "read-write")


def test_a_wrong_pin_is_told_from_other_trouble(sandbox: RunningSandbox) -> None:
    begun = begin(APP, sandbox.url)
    pin_at(begun.address)

    with pytest.raises(WrongPinError):
        finish(begun, "0", sandbox.url)


def test_keys_of_a_read_only_app_are_seen_to_be_so() -> None:
    with server.start(":memory:", conduct=Conduct(read_only=True)) as running:
        assert look(OWN, running.url).reads_only


def test_an_app_that_x_does_not_know_is_said(sandbox: RunningSandbox) -> None:
    with pytest.raises(WorkspaceError, match="gives this app no access") as told:
        begin(App("nobody", "secret-of-nobody"), sandbox.url)

    assert "API key and secret" in told.value.hint
    assert "secret-of-nobody" not in str(told.value)


def test_an_app_without_a_callback_is_told_where_to_give_one() -> None:
    body = b'{"errors":[{"code":415,"message":"Callback URL not approved"}]}'
    with (
        serving(saying(http(403, body, "Content-Type: application/json"))) as url,
        pytest.raises(WorkspaceError, match="Callback URL not approved") as told,
    ):
        begin(APP, url)

    assert "callback URL" in told.value.hint


@pytest.mark.parametrize(
    "answer",
    [
        http(200, b""),
        http(200, b"<html>" + CANARY.encode()),
        http(200, f"oauth_token={CANARY}".encode()),
        http(200, f"oauth_token_secret={CANARY}".encode()),
        http(200, b"\xff\xfe" + CANARY.encode()),
        http(200, f"{FORM}&=&&;;%zz".encode()),
        http(302, b"", f"Location: https://evil.example/?{FORM}"),
        http(500, CANARY.encode()),
        http(200, b"x" * 2_000_000),
    ],
)
def test_what_is_no_token_gives_none_and_is_not_quoted(answer: bytes) -> None:
    for step in (lambda at: begin(APP, at), lambda at: finish(BEGUN, "1", at)):
        with serving(saying(answer)) as url, pytest.raises(WorkspaceError) as told:
            step(url)
        assert CANARY not in f"{told.value} {told.value.hint}"
        assert told.value.__suppress_context__


@pytest.mark.parametrize("after_reading", [False, True])
def test_a_broken_connection_is_said_plainly(after_reading: bool) -> None:  # noqa: FBT001 - pytest passes it
    with (
        serving(resetting(after_reading=after_reading)) as url,
        pytest.raises(WorkspaceError, match="X gives no keys"),
    ):
        begin(APP, url, HASTY)


def test_an_answer_that_does_not_end_is_cut() -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n"
    with (
        serving(dripping(head, b"o", 0.05)) as url,
        pytest.raises(WorkspaceError, match="X gives no keys"),
    ):
        begin(APP, url, HASTY)


@pytest.mark.parametrize(
    "body",
    [
        b"[]",
        b'{"data": []}',
        b'{"data": {"id": "1"}}',
        b'{"data": {"id": "1; rm", "username": "acme_hq"}}',
        '{"data": {"id": "١٢", "username": "acme_hq"}}'.encode(),
        b'{"data": {"id": "", "username": "acme_hq"}}',
    ],
)
def test_an_answer_without_an_id_connects_nobody(body: bytes) -> None:
    with serving(saying(http(200, body))) as url, pytest.raises(WorkspaceError):
        look(OWN, url)


@pytest.mark.parametrize("level", ["read-write-directmessages", "", "READ-WRITE "])
def test_only_what_may_just_read_is_refused(level: str) -> None:
    body = b'{"data": {"id": "1", "username": "acme_hq"}}'
    with serving(saying(http(200, body, f"x-access-level: {level}"))) as url:
        seen = look(OWN, url)

    assert not seen.reads_only
    assert bool(seen.access) == bool(level.strip())


def test_no_key_is_in_what_these_show_of_themselves() -> None:
    with suppress(WorkspaceError):
        begin(APP, "http://127.0.0.1:1", HASTY)

    assert [repr(APP), repr(BEGUN)] == ["App(...)", "Begun(...)"]
