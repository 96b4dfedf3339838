"""Talk to X, through tweepy, and say honestly how each request ended.

tweepy signs; the traps it has are closed here: no timeout anywhere, redirects
followed, answers without an id taken for success, network faults that are not its
exceptions (measured on 4.17.0). Nothing is ever retried on a create: X has no
idempotency key, so a second try may be a second post.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from mergecast.dispatch.ports import NotReadyError, OwnPost, Prepared, Unreadable
from mergecast.model.outcome import NotSent, Outcome, Posted, Rejected, Unknown
from mergecast.payload import PartPayload
from mergecast.publishers.x_media import upload
from mergecast.publishers.x_timeline import own_posts

if TYPE_CHECKING:
    import requests
    import tweepy

CONNECT_SECONDS = 10
READ_SECONDS = 60

_REPLIES = {
    "following": "following",
    "mentioned": "mentionedUsers",
    "subscribers": "subscribers",
    "verified": "verified",
}
"""Our words for who may reply, and X's; `everyone` is X's default."""

_DUPLICATE = "duplicate content"
_TRY_LATER = {
    401: "X does not accept the account's keys (401)",
    402: "the X account has no credit left (402)",
}


@dataclass(frozen=True, slots=True)
class Credentials:
    """An account's OAuth 1.0a user keys; they do not expire (X docs, 2026-08-22)."""

    consumer_key: str
    consumer_secret: str
    access_token: str
    access_token_secret: str

    def __repr__(self) -> str:
        """Never the keys themselves: this may end in a log."""
        return "Credentials(...)"


@dataclass(frozen=True, slots=True)
class XPublisher:
    """Sends parts to one account on X."""

    client: tweepy.Client

    def prepare(self, part: PartPayload, files: Mapping[str, bytes]) -> Prepared:
        """Upload a part's media, which publishes nothing and may be done again.

        Args:
            part: the part; its media name the bytes by sha256.
            files: the bytes by sha256.

        Raises:
            NotReadyError: an upload failed; nothing was posted.
        """
        items = part.body.get("media", ())
        try:
            return Prepared(
                tuple(
                    upload(self.client, files[item["sha256"]], item["alt"])
                    for item in items
                )
            )
        except Exception as error:  # noqa: BLE001 - an upload has no side effect to lose
            raise NotReadyError(f"media upload failed: {said(error)}") from None
        finally:
            self.client.session.close()

    def look_up(self, since: datetime) -> tuple[OwnPost, ...] | Unreadable:
        """The account's own posts since then, as the API reads them."""
        try:
            return own_posts(self.client, since)
        except Exception as error:  # noqa: BLE001 - what cannot be read proves nothing
            return Unreadable(f"the timeline cannot be read: {said(error)}")
        finally:
            self.client.session.close()

    def send(
        self, part: PartPayload, prepared: Prepared, links: Mapping[str, str]
    ) -> Outcome:
        """Send one part, once.

        Args:
            part: what to send.
            prepared: its uploaded media.
            links: the network's ids of the own posts that it refers to, by key.
        """
        body = request_body(part.body, prepared.media, links)
        try:
            answer = self.client.request("POST", "/2/tweets", json=body, user_auth=True)
        except Exception as error:  # noqa: BLE001 - what is not understood is unknown
            return outcome_of(error)
        finally:
            self.client.session.close()
        return _read(answer)


def request_body(
    body: Mapping[str, Any], media: tuple[str, ...], links: Mapping[str, str]
) -> dict[str, Any]:
    """The JSON of POST /2/tweets. ``edit_options`` is never among its fields."""
    request: dict[str, Any] = {}
    if body["text"]:
        request["text"] = body["text"]
    if media:
        request["media"] = {"media_ids": list(media)}
    if poll := body.get("poll"):
        request["poll"] = {
            "options": poll["options"],
            "duration_minutes": poll["minutes"],
        }
    if reply_to := body.get("reply_to"):
        request["reply"] = {"in_reply_to_tweet_id": _linked(reply_to, links)}
    if quote := body.get("quote"):
        request["quote_tweet_id"] = _linked(quote, links)
    if settings := _REPLIES.get(body.get("reply_settings", "")):
        request["reply_settings"] = settings
    if body.get("paid"):
        request["paid_partnership"] = True
    if body.get("made_with_ai"):
        request["made_with_ai"] = True
    return request


def _linked(reference: Mapping[str, str], links: Mapping[str, str]) -> str:
    if "key" in reference:
        return links[reference["key"]]
    return reference["url"].rstrip("/").rsplit("/", 1)[-1].partition("?")[0]


def _read(answer: requests.Response) -> Outcome:
    try:
        remote_id = answer.json()["data"]["id"]
    except (ValueError, KeyError, TypeError):
        return Unknown(f"X answered {answer.status_code} without an id")
    return Posted(str(remote_id))


def outcome_of(error: Exception) -> Outcome:
    """What an exception from tweepy or requests proves about a create."""
    import requests  # noqa: PLC0415 - loaded by tweepy already when this can happen
    import tweepy  # noqa: PLC0415 - as above

    if isinstance(error, tweepy.TooManyRequests):
        reset = error.reset_time
        until = datetime.fromtimestamp(reset, tz=UTC) if reset else None
        return NotSent("X's rate limit is reached", until)
    if isinstance(error, tweepy.HTTPException):
        return _outcome_of_answer(error.response.status_code, said(error))
    if isinstance(error, requests.exceptions.ConnectionError) and _unsent(error):
        return NotSent("X could not be reached")
    return Unknown(f"no clear answer ({type(error).__name__})")


def _outcome_of_answer(status: int, words: str) -> Outcome:
    """X answers 2xx to what it took; a 5xx may come after it took it all the same."""
    if status in _TRY_LATER:
        return NotSent(_TRY_LATER[status])
    if status == 403 and _DUPLICATE in words.casefold():
        return Unknown("X says that the same words are live already (403)")
    if 400 <= status < 500 and status not in {408, 409, 425}:
        return Rejected(words)
    return Unknown(words)


def _unsent(error: requests.exceptions.ConnectionError) -> bool:
    """Whether the connection itself failed, before any byte of the request."""
    import requests  # noqa: PLC0415 - loaded already
    from urllib3.exceptions import (  # noqa: PLC0415 - loaded already
        MaxRetryError,
        NewConnectionError,
    )

    if isinstance(error, requests.exceptions.ConnectTimeout):
        return True
    cause = error.args[0] if error.args else None
    reason = cause.reason if isinstance(cause, MaxRetryError) else None
    return isinstance(reason, NewConnectionError)


def said(error: Exception) -> str:
    """What X said, short and without anything of the request."""
    response = getattr(error, "response", None)
    if response is None:
        return type(error).__name__
    try:
        answer = response.json()
    except ValueError:
        answer = {}
    detail = answer.get("detail") if isinstance(answer, dict) else None
    return f"X answered {response.status_code}" + (f": {detail}" if detail else "")


def client(credentials: Credentials, base: str) -> tweepy.Client:
    """A tweepy client that signs for X's real host and sends to ``base``."""
    import tweepy  # noqa: PLC0415 - 130 ms; only when something is due

    from mergecast.publishers.x_session import session  # noqa: PLC0415 - as above

    # tweepy, urllib3 and the signer write headers and bodies to their debug logs.
    for name in ("tweepy", "urllib3", "requests_oauthlib", "oauthlib"):
        logging.getLogger(name).setLevel(logging.WARNING)
    made = tweepy.Client(
        consumer_key=credentials.consumer_key,
        consumer_secret=credentials.consumer_secret,
        access_token=credentials.access_token,
        access_token_secret=credentials.access_token_secret,
    )
    made.session = session(base, timeout=(CONNECT_SECONDS, READ_SECONDS))
    return made
