"""Delete a post on X, and see whether it is there: over real HTTP, with faults."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from publishers.scripted import http, saying, serving
from publishers.test_x import live, misbehave, part, publisher

from mergecast.dispatch.ports import Prepared, Unreadable
from mergecast.model.outcome import (
    CREDIT,
    KEYS,
    Deleted,
    NotSent,
    Posted,
    Rejected,
    Unknown,
)
from mergecast.publishers.x import Credentials, XPublisher, client
from mergecast.sandbox import server
from mergecast.sandbox.accounts import SandboxAccount, credentials
from mergecast.sandbox.context import Conduct
from mergecast.sandbox.server import RunningSandbox

ROUTE = "DELETE /2/tweets/:id"
READ = "GET /2/tweets/:id"
NOBODY = "1860000000000000000"


@pytest.fixture
def sandbox() -> Iterator[RunningSandbox]:
    conduct = Conduct(hold_seconds=0.1, slow_seconds=0.01)
    accounts = (
        SandboxAccount("acme_hq", "1000001", "Acme"),
        SandboxAccount("other", "1000002", "Other"),
    )
    with server.start(":memory:", accounts=accounts, conduct=conduct) as running:
        yield running


def posted(sandbox: RunningSandbox) -> str:
    outcome = publisher(sandbox.url).send(part(), Prepared(), {})
    assert isinstance(outcome, Posted)
    return outcome.id


def there(sandbox: RunningSandbox) -> list[str]:
    return [str(post["id"]) for post in live(sandbox) if not post["deleted_at"]]


def answered(status: int, body: object) -> bytes:
    return http(status, json.dumps(body).encode(), "Content-Type: application/json")


def test_a_post_is_deleted_and_no_other(sandbox: RunningSandbox) -> None:
    talker = publisher(sandbox.url)
    first = posted(sandbox)
    second = talker.send(part(text="two"), Prepared(), {})
    assert isinstance(second, Posted)

    assert talker.delete(first) == Deleted()
    assert there(sandbox) == [second.id]


def test_deleting_twice_and_what_never_was_counts_as_deleted(
    sandbox: RunningSandbox,
) -> None:
    talker = publisher(sandbox.url)
    first = posted(sandbox)
    talker.delete(first)

    assert talker.delete(first) == Deleted()
    assert talker.delete(NOBODY) == Deleted()


def test_whether_a_post_is_there_is_read_and_not_guessed(
    sandbox: RunningSandbox,
) -> None:
    talker = publisher(sandbox.url)
    first = posted(sandbox)
    before = talker.is_live(first)
    talker.delete(first)

    assert (before, talker.is_live(first), talker.is_live(NOBODY)) == (
        True,
        False,
        False,
    )


def test_the_post_of_another_account_is_refused_and_stays(
    sandbox: RunningSandbox,
) -> None:
    first = posted(sandbox)
    own = credentials("other")
    keys = Credentials(
        own.consumer_key,
        own.consumer_secret,
        own.access_token,
        own.access_token_secret,
    )

    assert isinstance(XPublisher(client(keys, sandbox.url)).delete(first), Rejected)
    assert there(sandbox) == [first]


@pytest.mark.parametrize(
    ("kind", "stays"),
    [
        ("500", True),
        ("500-applied", False),
        ("503", True),
        ("html-503", True),
        ("drop", True),
        ("drop-applied", False),
        ("timeout", True),
        ("timeout-applied", False),
    ],
)
def test_what_is_not_clear_is_unknown_whatever_became_of_it(
    sandbox: RunningSandbox, kind: str, *, stays: bool
) -> None:
    first = posted(sandbox)
    misbehave(sandbox, kind, ROUTE)
    talker = publisher(sandbox.url)

    assert isinstance(talker.delete(first), Unknown)
    assert (first in there(sandbox)) is stays
    assert talker.is_live(first) is stays


def test_a_rate_limit_of_deletions_says_until_when_and_rests_no_posts(
    sandbox: RunningSandbox,
) -> None:
    first = posted(sandbox)
    misbehave(sandbox, "429", ROUTE)
    outcome = publisher(sandbox.url).delete(first)

    assert isinstance(outcome, NotSent)
    assert outcome.until is not None
    assert not outcome.account
    assert there(sandbox) == [first]


@pytest.mark.parametrize(("status", "rest"), [(401, KEYS), (402, CREDIT)])
def test_a_fault_of_the_account_is_one_here_too(status: int, rest: timedelta) -> None:
    with serving(saying(answered(status, {"title": "No", "detail": "No"}))) as url:
        outcome = publisher(url).delete(NOBODY)

    assert isinstance(outcome, NotSent)
    assert (outcome.account, outcome.rest) == (True, rest)


@pytest.mark.parametrize("kind", ["500", "html-503", "drop", "429", "402"])
def test_a_post_that_cannot_be_read_is_neither_there_nor_gone(
    sandbox: RunningSandbox, kind: str
) -> None:
    first = posted(sandbox)
    misbehave(sandbox, kind, READ)

    assert isinstance(publisher(sandbox.url).is_live(first), Unreadable)


@pytest.mark.parametrize(
    "answer",
    [
        http(404, b"<html>nginx</html>"),
        http(404, b""),
        http(200, b"<html>captive portal</html>"),
        answered(200, {}),
        answered(200, []),
        answered(200, {"data": {"deleted": False}}),
        answered(200, {"data": []}),
        http(302, b"", "Location: https://example.org/"),
    ],
)
def test_a_page_that_is_not_of_x_deletes_nothing_and_proves_nothing(
    answer: bytes,
) -> None:
    with serving(saying(answer)) as url:
        deletion = publisher(url).delete(NOBODY)
    with serving(saying(answer)) as url:
        seen: Any = publisher(url).is_live(NOBODY)

    assert isinstance(deletion, Unknown)
    assert isinstance(seen, Unreadable)


def test_a_post_that_may_not_be_seen_is_not_called_gone() -> None:
    error = {
        "title": "Authorization Error",
        "type": "https://api.twitter.com/2/problems/not-authorized-for-resource",
    }
    with serving(saying(answered(200, {"errors": [error]}))) as url:
        assert isinstance(publisher(url).is_live(NOBODY), Unreadable)


def test_a_network_that_cannot_be_reached_was_asked_nothing() -> None:
    outcome = publisher("http://127.0.0.1:1").delete(NOBODY)

    assert outcome == NotSent("X could not be reached")
