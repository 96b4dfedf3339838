"""Reading in either vocabulary of X's API, and noticing what X leaves out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, cast

import pytest
import requests

from mergecast.dispatch.ports import OwnPost, Unreadable
from mergecast.publishers.x_session import RefusedError
from mergecast.publishers.x_timeline import own_posts
from mergecast.publishers.x_words import POST, TWEET, LeftOutError, ask

if TYPE_CHECKING:
    import tweepy

SINCE = datetime(2026, 11, 24, tzinfo=UTC)
POSTED = {"id": "7", "text": "two", "created_at": "2026-11-24T01:00:00.000Z"}


@dataclass
class Peer:
    """Answers from a function of the query, and remembers what was asked."""

    answers: Callable[[Mapping[str, str]], dict[str, Any]]
    asked: list[Mapping[str, str]] = field(default_factory=list)

    def request(
        self,
        _method: str,
        route: str,
        params: Mapping[str, str] | None = None,
        **_more: object,
    ) -> Any:  # noqa: ANN401 - tweepy is untyped
        if route == "/2/users/me":
            return Said({"data": {"id": "1"}})
        self.asked.append(params or {})
        return Said(self.answers(params or {}))


@dataclass(frozen=True)
class Said:
    body: dict[str, Any]

    def json(self) -> dict[str, Any]:
        return self.body


def client(peer: Peer) -> tweepy.Client:
    return cast("tweepy.Client", peer)


def refusing(name: str, status: int = 400) -> Callable[[str], None]:
    def check(parameter: str) -> None:
        if parameter == name:
            answer = requests.Response()
            answer.status_code = status
            raise RefusedError(response=answer)

    return check


def in_words(known: str) -> Peer:
    """A server that knows one vocabulary and refuses the other."""
    other = "tweet.fields" if known == "post.fields" else "post.fields"
    kind = known.removesuffix(".fields")

    def answers(query: Mapping[str, str]) -> dict[str, Any]:
        for name in query:
            refusing(other)(name)
        note = {f"note_{kind}": {"text": "two and more"}}
        references = {f"referenced_{kind}s": [{"type": "replied_to", "id": "5"}]}
        post = {**POSTED, **note, **references}
        more = {} if "pagination_token" in query else {"next_token": "b"}
        return {"data": [post], "meta": {"result_count": 1, **more}}

    return Peer(answers)


@pytest.mark.parametrize("known", ["post.fields", "tweet.fields"])
def test_a_timeline_is_read_in_the_words_that_x_takes(known: str) -> None:
    peer = in_words(known)
    found = own_posts(client(peer), SINCE)

    assert found == (OwnPost("7", ("two and more",), "5"),) * 2
    pages = [query for query in peer.asked if known in query]
    assert [query.get("pagination_token") for query in pages] == [None, "b"]


def test_the_words_are_settled_on_the_first_page() -> None:
    peer = in_words("tweet.fields")
    own_posts(client(peer), SINCE)

    assert sum("post.fields" in query for query in peer.asked) == 1


def test_what_x_ignores_in_one_vocabulary_is_asked_in_the_other() -> None:
    def answers(query: Mapping[str, str]) -> dict[str, Any]:
        post = POSTED if "tweet.fields" in query else {"id": "7", "text": "two"}
        return {"data": post}

    words, answer = ask(client(Peer(answers)), "/2/tweets/7", {})

    assert (words, answer["data"]) == (TWEET, POSTED)


def test_a_timeline_without_what_was_asked_for_proves_nothing() -> None:
    def answers(_query: Mapping[str, str]) -> dict[str, Any]:
        return {"data": [{"id": "7", "text": "t.co"}], "meta": {"result_count": 1}}

    found = own_posts(client(Peer(answers)), SINCE)

    assert found == Unreadable("X shows its posts without what was asked for")


def test_an_empty_timeline_has_nothing_to_leave_out() -> None:
    peer = Peer(lambda _query: {"meta": {"result_count": 0}})

    assert own_posts(client(peer), SINCE) == ()


def test_only_what_x_does_not_understand_is_asked_again() -> None:
    def answers(query: Mapping[str, str]) -> dict[str, Any]:
        for name in query:
            refusing("post.fields", 429)(name)
        return {}

    peer = Peer(answers)
    with pytest.raises(RefusedError):
        ask(client(peer), "/2/tweets/7", {})

    assert len(peer.asked) == 1


def test_own_fields_and_expansions_go_along() -> None:
    peer = Peer(lambda _query: {"data": POSTED})
    query = {"fields": "attachments", "expansions": "attachments.media_keys"}
    words, _ = ask(client(peer), "/2/tweets/7", query)

    assert words == POST
    assert peer.asked == [
        {
            "post.fields": "created_at,entities,note_post,attachments",
            "expansions": "referenced_posts,attachments.media_keys",
        }
    ]


def test_leaving_out_in_the_last_vocabulary_is_an_error() -> None:
    peer = Peer(lambda _query: {"data": {"id": "7"}})

    with pytest.raises(LeftOutError):
        ask(client(peer), "/2/tweets/7", {}, (TWEET,))
