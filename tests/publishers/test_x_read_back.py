"""A post on X is read back by its id, with all that it shows."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from publishers.scripted import http, saying, serving
from publishers.test_x import IMAGE, live, misbehave, part, publisher

from mergecast.dispatch.ports import Prepared, Reader, Shown, Unreadable
from mergecast.dispatch.read_back import differences
from mergecast.model.outcome import Posted
from mergecast.sandbox import server
from mergecast.sandbox.accounts import SandboxAccount
from mergecast.sandbox.context import Conduct
from mergecast.sandbox.server import RunningSandbox


@pytest.fixture
def sandbox() -> Iterator[RunningSandbox]:
    conduct = Conduct(hold_seconds=0.1, slow_seconds=0.01)
    account = SandboxAccount("acme_hq", "1000001", "Acme")
    with server.start(":memory:", accounts=(account,), conduct=conduct) as running:
        yield running


WITH_IMAGES = {
    "text": "已经发布 & siap 🎉 https://example.org/a?b=1&c=2",
    "media": [
        {"file": "media/four-steps.png", "alt": "Empat kad"},
        {"file": "media/four-steps.png", "alt": "四张卡片"},
    ],
}


def posted(sandbox: RunningSandbox, **fields: object) -> tuple[str, list[str]]:
    """Post it, and read it back: its id, and what differs."""
    talker = publisher(sandbox.url)
    each = part(**fields)
    files = {item["sha256"]: IMAGE.read_bytes() for item in each.body.get("media", ())}
    outcome = talker.send(each, talker.prepare(each, files), {})
    assert isinstance(outcome, Posted)
    shown = talker.read(outcome.id)
    assert isinstance(shown, Shown)
    return outcome.id, list(differences(each, shown))


def test_the_publisher_of_x_can_read() -> None:
    assert isinstance(publisher("http://127.0.0.1:9"), Reader)


@pytest.mark.parametrize(
    "fields",
    [
        {},
        WITH_IMAGES,
        {
            "text": "<b>tak</b> &amp; example.org",
            "poll": {"options": ["a", "b"], "minutes": 60},
        },
    ],
)
def test_what_was_sent_reads_as_approved(
    sandbox: RunningSandbox, fields: dict[str, object]
) -> None:
    assert posted(sandbox, **fields)[1] == []


def test_a_lost_description_is_seen(sandbox: RunningSandbox) -> None:
    talker = publisher(sandbox.url)
    each = part(**WITH_IMAGES)
    bare = part(**{**WITH_IMAGES, "media": [WITH_IMAGES["media"][0]]})
    files = {item["sha256"]: IMAGE.read_bytes() for item in each.body["media"]}
    outcome = talker.send(bare, talker.prepare(bare, files), {})
    assert isinstance(outcome, Posted)
    shown = talker.read(outcome.id)

    assert isinstance(shown, Shown)
    assert list(differences(each, shown)) == ["it shows 1 of 2 images"]


@pytest.mark.parametrize("kind", ["500", "drop", "timeout", "html-503", "429"])
def test_a_fault_is_unreadable_and_never_raised(
    sandbox: RunningSandbox, kind: str
) -> None:
    outcome = publisher(sandbox.url).send(part(), Prepared(), {})
    assert isinstance(outcome, Posted)
    misbehave(sandbox, kind, on="GET /2/tweets/:id")

    assert isinstance(publisher(sandbox.url).read(outcome.id), Unreadable)
    assert len(live(sandbox)) == 1


def test_what_is_not_there_yet_is_unreadable(sandbox: RunningSandbox) -> None:
    assert publisher(sandbox.url).read("17") == Unreadable("X does not show it yet")


@pytest.mark.parametrize(
    "body",
    [
        [],
        {"data": {"id": "1", "created_at": "x"}},
        {"data": {"id": "2", "created_at": "x", "text": "a"}},
        {"data": {"id": "1", "created_at": "x", "text": "a", "attachments": []}},
        {
            "data": {"id": "1", "created_at": "x", "text": "a"},
            "includes": {"media": [{}]},
        },
        "nothing",
    ],
)
def test_an_odd_answer_is_unreadable(body: object) -> None:
    with serving(saying(http(200, json.dumps(body).encode()))) as url:
        assert isinstance(publisher(url).read("1"), Unreadable)
