"""What was sent is found again on the timeline, however X hands it back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import requests
from publishers.test_x import IMAGE, part, publisher

from mergecast.dispatch.ports import OwnPost, Unreadable
from mergecast.dispatch.words import digest_of
from mergecast.model.outcome import Posted
from mergecast.publishers.x import XPublisher
from mergecast.publishers.x_timeline import own_post
from mergecast.sandbox import server
from mergecast.sandbox.accounts import SandboxAccount
from mergecast.sandbox.context import Conduct
from mergecast.sandbox.server import RunningSandbox

LONG = "已经发布 " * 200


@pytest.fixture
def sandbox() -> Iterator[RunningSandbox]:
    conduct = Conduct(hold_seconds=0.1, slow_seconds=0.01)
    account = SandboxAccount("acme_hq", "1000001", "Acme", tier="premium")
    with server.start(":memory:", accounts=(account,), conduct=conduct) as running:
        yield running


@pytest.fixture
def quoting() -> Iterator[XPublisher]:
    """Where a tier may quote."""
    account = SandboxAccount("acme_hq", "1000001", "Acme", tier="enterprise")
    with server.start(":memory:", accounts=(account,)) as running:
        yield publisher(running.url)


@pytest.fixture
def talker(sandbox: RunningSandbox) -> XPublisher:
    return publisher(sandbox.url)


def sent(talker: XPublisher, links: dict[str, str], **fields: object) -> str:
    each = part(**fields)
    digests = [item["sha256"] for item in each.body.get("media", ())]
    prepared = talker.prepare(each, dict.fromkeys(digests, IMAGE.read_bytes()))
    outcome = talker.send(each, prepared, links)
    assert isinstance(outcome, Posted), outcome
    return outcome.id


def seen(talker: XPublisher) -> tuple[OwnPost, ...]:
    found = talker.look_up(datetime.now(tz=UTC) - timedelta(minutes=1))
    assert not isinstance(found, Unreadable), found
    return found


@pytest.mark.parametrize(
    "text",
    [
        "已经发布 🎉",
        "Fish & chips <3 &amp; more",
        "Baca https://example.org/x?a=1&b=2 dan example.org/y #raya $ACME @acme_hq",
        "عربي 👨‍👩‍👧 caf\u00e9",
        "two\nlines\n\nand three",
        LONG,
    ],
)
def test_words_come_back_as_they_were_written(talker: XPublisher, text: str) -> None:
    remote_id = sent(talker, {}, text=text)
    (post,) = seen(talker)

    assert (post.id, post.reply_to) == (remote_id, None)
    assert digest_of(text) in map(digest_of, post.texts)


def test_the_links_that_x_adds_are_not_words(quoting: XPublisher) -> None:
    media = [{"file": "media/four-steps.png", "alt": "Empat kad"}]
    sent(quoting, {}, text="first", media=media)
    (first,) = seen(quoting)
    quoted = sent(quoting, {"the-first": first.id}, text="look", quote="the-first")
    posts = {post.id: post for post in seen(quoting)}

    assert digest_of("first") in map(digest_of, first.texts)
    assert digest_of("look") in map(digest_of, posts[quoted].texts)


def test_a_picture_without_words_is_no_words(talker: XPublisher) -> None:
    media = [{"file": "media/four-steps.png", "alt": "Empat kad"}]
    sent(talker, {}, text="", media=media)
    (post,) = seen(talker)

    assert digest_of("") in map(digest_of, post.texts)


def test_a_reply_says_what_it_answers(talker: XPublisher) -> None:
    first = sent(talker, {}, text="one")
    reply = sent(talker, {"the-first": first}, text="two", reply_to="the-first")
    posts = {post.id: post.reply_to for post in seen(talker)}

    assert posts == {first: None, reply: first}


def test_more_than_a_page_is_read_whole(talker: XPublisher) -> None:
    ids = {sent(talker, {}, text=f"number {number}") for number in range(100)}
    later = datetime.now(tz=UTC) + timedelta(hours=1)
    talker.client.session.headers["X-Sandbox-Now"] = later.isoformat()
    ids.add(sent(talker, {}, text="one more"))

    assert {post.id for post in seen(talker)} == ids


def test_what_is_older_is_not_asked_for(talker: XPublisher) -> None:
    sent(talker, {}, text="now")

    assert talker.look_up(datetime.now(tz=UTC) + timedelta(minutes=1)) == ()


@pytest.mark.parametrize("kind", ["timeout", "drop", "500", "429", "html-503"])
@pytest.mark.parametrize("route", ["/2/users/me", "/2/users/:id/tweets"])
def test_a_timeline_that_is_not_read_is_no_empty_one(
    sandbox: RunningSandbox, talker: XPublisher, kind: str, route: str
) -> None:
    script = [{"on": f"GET {route}", "kind": kind, "times": 1}]
    requests.post(f"{sandbox.url}/_sandbox/faults", json=script, timeout=5)

    assert isinstance(talker.look_up(datetime.now(tz=UTC)), Unreadable)


def test_the_names_that_x_puts_before_an_answer_are_not_its_words() -> None:
    reply = {"type": "replied_to", "id": "5"}
    post = {"id": "7", "text": "@mei_1 @bo thanks", "referenced_tweets": [reply]}

    assert own_post(post) == OwnPost("7", ("@mei_1 @bo thanks", "thanks"), "5")
    assert own_post({"id": "8", "text": "@bo hi"}) == OwnPost("8", ("@bo hi",))
