"""Delete one post on X, and see whether one is there.

Deleting twice does no harm, so the answers mean less than those to a create: what is
not there is deleted, whoever did it, and what is unclear can be asked for.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from mergecast.dispatch.ports import Unreadable
from mergecast.model.outcome import (
    LIMITED,
    Deleted,
    Deletion,
    NotSent,
    Outcome,
    Posted,
    Unknown,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    import requests
    import tweepy

_GONE = "resource-not-found"


def delete(client: tweepy.Client, remote_id: str) -> Deletion:
    """Delete a post of the account that signs.

    Raises:
        Exception: whatever tweepy or requests raise; ``refused`` reads an answer.
    """
    route = f"/2/tweets/{remote_id}"
    answer = client.request("DELETE", route, user_auth=True)
    data = _json(answer).get("data")
    if isinstance(data, dict) and data.get("deleted") is True:
        return Deleted()
    return Unknown(f"X answered {answer.status_code}, not that it is deleted")


def refused(answer: requests.Response | None, outcome: Outcome) -> Deletion:
    """What a refused deletion means, given what the same would mean for a create."""
    if is_gone(answer):
        return Deleted()
    if isinstance(outcome, NotSent) and outcome.rest == LIMITED:
        # X counts deletions by themselves: posts need not rest.
        return replace(outcome, account=False)
    if isinstance(outcome, Posted):
        return Unknown("X answered a deletion with a post")
    return outcome


def is_live(client: tweepy.Client, remote_id: str) -> bool | Unreadable:
    """Whether a post can be read, by the account that signs.

    Raises:
        Exception: whatever tweepy or requests raise.
    """
    route = f"/2/tweets/{remote_id}"
    answer = _json(client.request("GET", route, user_auth=True))
    data = answer.get("data")
    if isinstance(data, dict) and str(data.get("id")) == remote_id:
        return True
    errors = answer.get("errors")
    kinds = [one.get("type", "") for one in errors or () if isinstance(one, dict)]
    if kinds and all(str(kind).endswith(_GONE) for kind in kinds):
        return False
    return Unreadable("X does not say whether the post is there")


def is_gone(answer: requests.Response | None) -> bool:
    """Whether X itself says that there is no such post; a page in between may not."""
    if answer is None or answer.status_code != 404:
        return False
    return bool(_json(answer))


def _json(answer: requests.Response) -> Mapping[str, Any]:
    try:
        found = answer.json()
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
