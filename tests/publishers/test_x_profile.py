"""Whose keys are these? Asked of X over real HTTP, with faults."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from publishers.scripted import http, saying, serving
from publishers.test_x import misbehave, publisher

from mergecast.dispatch.identity import Profile
from mergecast.dispatch.ports import NotReadyError
from mergecast.publishers.x import Credentials, XPublisher, client
from mergecast.sandbox import server
from mergecast.sandbox.context import Conduct
from mergecast.sandbox.server import RunningSandbox

ROUTE = "GET /2/users/me"


@pytest.fixture
def sandbox() -> Iterator[RunningSandbox]:
    conduct = Conduct(hold_seconds=0.1, slow_seconds=0.01)
    with server.start(":memory:", conduct=conduct) as running:
        yield running


def test_x_says_whose_keys_these_are(sandbox: RunningSandbox) -> None:
    assert publisher(sandbox.url).profile() == Profile("1000001", "acme_hq")


@pytest.mark.parametrize("kind", ["500", "503", "429-no-reset", "drop", "html-503"])
def test_what_is_no_answer_keeps_one_post_back_and_says_so(
    sandbox: RunningSandbox, kind: str
) -> None:
    misbehave(sandbox, kind, on=ROUTE)

    with pytest.raises(NotReadyError, match="X does not say whose keys") as raised:
        publisher(sandbox.url).profile()
    assert not raised.value.account


def test_keys_that_x_does_not_know_pause_the_account(sandbox: RunningSandbox) -> None:
    unknown = Credentials("no", "no", "no", "no")

    with pytest.raises(NotReadyError, match="does not accept") as raised:
        XPublisher(client(unknown, sandbox.url)).profile()
    assert raised.value.account


@pytest.mark.parametrize("body", [b"<html>", b"{}", b"[]", b'{"data": {"id": "1"}}'])
def test_an_answer_without_an_id_is_none(body: bytes) -> None:
    with (
        serving(saying(http(200, body, "Content-Type: application/json"))) as url,
        pytest.raises(NotReadyError, match="X does not say"),
    ):
        publisher(url).profile()
