"""X has two vocabularies: its description of 2026 says post, what came before tweet.

Which of them X takes is not known without a real key. So reading asks in the words of
the description first, and in the older ones where X refuses those. What X leaves out
silently is noticed, too: every answer has to carry a member that it only carries where
it was asked for. An answer that lacks it would look like a post without links, and a
post that is live could be taken for one that is not.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import tweepy


@dataclass(frozen=True, slots=True)
class Words:
    """What is asked for by which name; ``expansions`` are asked for beside it."""

    parameter: str
    fields: str
    expansions: str = ""


POST = Words("post.fields", "created_at,entities,note_post", "referenced_posts")
TWEET = Words("tweet.fields", "created_at,entities,note_tweet,referenced_tweets")
BOTH = (POST, TWEET)
_WITNESS = "created_at"


class LeftOutError(Exception):
    """X answered without what it was asked for."""


def ask(
    client: tweepy.Client,
    route: str,
    query: Mapping[str, str],
    words: Collection[Words] = BOTH,
) -> tuple[Words, Mapping[str, Any]]:
    """Read one post or a page of them; gives the words that X took, and its answer.

    Raises:
        LeftOutError: X took the request and left out what it asked for.
        Exception: whatever tweepy or requests raise.
    """
    *others, last = words
    for each in others:
        answer = _unless_refused(client, route, _query(query, each))
        if answer is not None and _is_whole(answer):
            return each, answer
    answer = _answer(client, route, _query(query, last))
    if not _is_whole(answer):
        raise LeftOutError
    return last, answer


def note_of(post: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The whole of a long post, in either vocabulary."""
    return post.get("note_post") or post.get("note_tweet")


def references_of(post: Mapping[str, Any]) -> Collection[Mapping[str, Any]]:
    """What a post answers and quotes, in either vocabulary."""
    return post.get("referenced_posts") or post.get("referenced_tweets") or ()


def _query(query: Mapping[str, str], words: Words) -> dict[str, str]:
    fields = [words.fields, query.get("fields", "")]
    expansions = [words.expansions, query.get("expansions", "")]
    own = {
        words.parameter: ",".join(filter(None, fields)),
        "expansions": ",".join(filter(None, expansions)),
    }
    asked = {name: value for name, value in query.items() if name != "fields"}
    return {name: value for name, value in (asked | own).items() if value}


def _unless_refused(
    client: tweepy.Client, route: str, query: Mapping[str, str]
) -> Mapping[str, Any] | None:
    """The answer; None where X does not take the request as it is."""
    from mergecast.publishers.x_session import RefusedError  # noqa: PLC0415 - requests

    try:
        return _answer(client, route, query)
    except RefusedError as error:
        if error.response is None or error.response.status_code != 400:
            raise
        return None


def _answer(
    client: tweepy.Client, route: str, query: Mapping[str, str]
) -> Mapping[str, Any]:
    answer: Mapping[str, Any] = client.request(
        "GET", route, params=dict(query), user_auth=True
    ).json()
    return answer


def _is_whole(answer: Mapping[str, Any]) -> bool:
    data = answer.get("data") or ()
    posts = (data,) if isinstance(data, dict) else data
    return all(_WITNESS in post for post in posts)
