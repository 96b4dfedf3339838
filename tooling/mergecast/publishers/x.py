"""Talk to X, through tweepy, and say honestly how each request ended.

tweepy signs; the traps it has are closed here: no timeout anywhere, redirects
followed, answers without an id taken for success, network faults that are not its
exceptions (measured on 4.17.0). Nothing is ever retried on a create: X has no
idempotency key, so a second try may be a second post.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from mergecast.dispatch.identity import Profile
from mergecast.dispatch.ports import (
    NotReadyError,
    OwnPost,
    Prepared,
    Shown,
    Unreadable,
)
from mergecast.model.outcome import LIMITED, Deletion, NotSent, Outcome, Unknown
from mergecast.payload import PartPayload
from mergecast.publishers import x_delete, x_read_back
from mergecast.publishers.x_answers import outcome_of, said
from mergecast.publishers.x_media import Pace, Uploader
from mergecast.publishers.x_timeline import own_posts

if TYPE_CHECKING:
    import tweepy

    from mergecast.publishers.x_session import Patience

_REPLIES = {
    "following": "following",
    "mentioned": "mentionedUsers",
    "subscribers": "subscribers",
    "verified": "verified",
}
"""Our words for who may reply, and X's; `everyone` is X's default."""


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
    pace: Pace = field(default_factory=Pace)

    def profile(self) -> Profile:
        """Whose keys these are, by X's own word.

        Raises:
            NotReadyError: X did not say; nothing was posted.
        """
        try:
            route = "/2/users/me"
            told_us = self.client.request("GET", route, user_auth=True).json()["data"]
            return Profile(str(told_us["id"]), str(told_us["username"]))
        except Exception as error:  # noqa: BLE001 - without an answer nothing is sent
            raise _not_ready(error, "X does not say whose keys these are") from None
        finally:
            self.client.session.close()

    def prepare(self, part: PartPayload, files: Mapping[str, bytes]) -> Prepared:
        """Upload a part's media, which publishes nothing and may be done again.

        Args:
            part: the part; its media name the bytes by sha256.
            files: the bytes by sha256.

        Raises:
            NotReadyError: an upload failed; nothing was posted.
        """
        items = part.body.get("media", ())
        uploads = Uploader.start(self.client, self.pace)
        try:
            return Prepared(
                tuple(
                    uploads.upload(files[item["sha256"]], item["alt"]) for item in items
                )
            )
        except NotReadyError:
            raise
        except Exception as error:  # noqa: BLE001 - an upload has no side effect to lose
            raise _not_ready(error) from None
        finally:
            self.client.session.close()

    def look_up(self, since: datetime) -> tuple[OwnPost, ...] | Unreadable:
        """The account's own posts since then, as the API reads them."""
        try:
            return own_posts(self.client, since)
        except Exception as error:  # noqa: BLE001 - what cannot be read proves nothing
            reason = f"the timeline cannot be read: {told(error)}"
            return Unreadable(reason, _not_ready(error).account)
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
            return outcome_of(answer, body)
        except Exception as error:  # noqa: BLE001 - what is not understood is unknown
            return of_error(error, body)
        finally:
            self.client.session.close()

    def read(self, remote_id: str) -> Shown | Unreadable:
        """What one of the account's posts shows."""
        try:
            return x_read_back.read(self.client, remote_id)
        except Exception as error:  # noqa: BLE001 - what cannot be read proves nothing
            return Unreadable(told(error))
        finally:
            self.client.session.close()

    def is_live(self, remote_id: str) -> bool | Unreadable:
        """Whether one of the account's posts is there, as the API reads it."""
        try:
            return x_delete.is_live(self.client, remote_id)
        except Exception as error:  # noqa: BLE001 - what cannot be read proves nothing
            if x_delete.is_gone(getattr(error, "response", None)):
                return False
            return Unreadable(f"the post cannot be read: {told(error)}")
        finally:
            self.client.session.close()

    def delete(self, remote_id: str) -> Deletion:
        """Delete one of the account's posts; what is gone already is deleted."""
        try:
            return x_delete.delete(self.client, remote_id)
        except Exception as error:  # noqa: BLE001 - what is not understood is unknown
            answer = getattr(error, "response", None)
            return x_delete.refused(answer, of_error(error, {}))
        finally:
            self.client.session.close()


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


def of_error(error: Exception, sent: Mapping[str, Any]) -> Outcome:
    """What an exception from tweepy or requests proves about a create."""
    from mergecast.publishers.x_session import (  # noqa: PLC0415 - loaded by then
        RefusedError,
        UnwrittenError,
    )

    if isinstance(error, UnwrittenError):
        return NotSent("X could not be reached")
    if isinstance(error, RefusedError) and error.response is not None:
        return outcome_of(error.response, sent)
    return Unknown(f"no clear answer ({type(error).__name__})")


def _not_ready(error: Exception, what: str = "media upload failed") -> NotReadyError:
    """Why something failed, and whether nothing else of the account would go out."""
    outcome = of_error(error, {})
    if isinstance(outcome, NotSent) and outcome.account and outcome.rest != LIMITED:
        return NotReadyError(outcome.reason, account=True)
    return NotReadyError(f"{what}: {told(error)}")


def told(error: Exception) -> str:
    """What went wrong, short and without anything of the request."""
    response = getattr(error, "response", None)
    if response is not None:
        return said(response)
    outcome = of_error(error, {})
    return outcome.reason if isinstance(outcome, NotSent) else type(error).__name__


def client(
    credentials: Credentials, base: str, patience: Patience | None = None
) -> tweepy.Client:
    """A tweepy client that signs for X's real host and sends to ``base``."""
    import tweepy  # noqa: PLC0415 - 130 ms; only when something is due

    from mergecast.publishers.x_session import session  # noqa: PLC0415 - 130 ms; only when something is due

    # tweepy, urllib3 and the signer write headers and bodies to their debug logs.
    for name in ("tweepy", "urllib3", "requests_oauthlib", "oauthlib"):
        logging.getLogger(name).setLevel(logging.WARNING)
    made = tweepy.Client(
        consumer_key=credentials.consumer_key,
        consumer_secret=credentials.consumer_secret,
        access_token=credentials.access_token,
        access_token_secret=credentials.access_token_secret,
    )
    made.session = session(base, patience)
    return made
