"""Upload images to X by its v2 endpoints, which tweepy has no methods for.

An upload publishes nothing, so what fails on the way is tried again: a connection that
breaks and a 5xx, up to three times, within a limit on all of it. What X refuses in
words is not. The fields are those of X's OpenAPI description 2.167 (2026-08-22).
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from mergecast import clock
from mergecast.dispatch.ports import NotReadyError

if TYPE_CHECKING:
    import tweepy

T = TypeVar("T")

WHOLE = 1_000_000
"""Bytes up to which a still image goes in one request; a GIF always goes in pieces."""
PIECE = 1_000_000
"""Bytes of a piece; X takes up to 1,000 pieces."""

_TRIES = 3
_RESTS = (1.0, 4.0)
"""Seconds between the tries."""
_LONGEST_REST = 15.0
"""X says after how many seconds to ask again; longer than this nobody waits at once."""

_TYPES = (
    (b"\x89PNG", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"RIFF", "image/webp"),
)


@dataclass(frozen=True, slots=True)
class Pace:
    """How time passes, and how much of it all uploads of one part may take."""

    sleep: Callable[[float], None] = clock.sleep
    monotonic: Callable[[], float] = clock.monotonic
    seconds: float = 240


@dataclass(frozen=True, slots=True)
class Uploader:
    """Uploads of one part, until ``end`` on the monotonic clock."""

    client: tweepy.Client
    pace: Pace
    end: float

    @classmethod
    def start(cls, client: tweepy.Client, pace: Pace) -> Uploader:
        """From now on."""
        return cls(client, pace, pace.monotonic() + pace.seconds)

    def upload(self, raw: bytes, alt: str) -> str:
        """Upload one image byte for byte, with its alt text; gives its media id.

        Raises:
            NotReadyError: X could not process it, or not in time.
            Exception: whatever tweepy or requests raise; nothing was posted.
        """
        gif = raw.startswith(b"GIF8")
        category = "tweet_gif" if gif else "tweet_image"
        if gif or len(raw) > WHOLE:
            data = self._in_pieces(raw, category)
        else:
            body = {"media": _base64(raw), "media_category": category}
            data = self._tried(lambda: self._post("/2/media/upload", body))
        media_id = str(data["id"])
        if alt:
            about = {"id": media_id, "metadata": {"alt_text": {"text": alt}}}
            self._tried(lambda: self._post("/2/media/metadata", about))
        self._processed(data)
        return media_id

    def _in_pieces(self, raw: bytes, category: str) -> Mapping[str, Any]:
        """Say what comes, send it in pieces, and say that this was all."""
        begun = {"media_category": category, "total_bytes": len(raw)}
        kind = next((kind for start, kind in _TYPES if raw.startswith(start)), None)
        begun |= {"media_type": kind} if kind else {}
        route = "/2/media/upload/initialize"
        media_id = str(self._tried(lambda: self._post(route, begun))["id"])
        for number, start in enumerate(range(0, len(raw), PIECE)):
            piece = _base64(raw[start : start + PIECE])
            # The same number again replaces the piece, so a second try does no harm.
            self._append(media_id, {"media": piece, "segment_index": number})
        return self._finalized(media_id)

    def _append(self, media_id: str, body: Mapping[str, Any]) -> None:
        route = f"/2/media/upload/{media_id}/append"
        self._tried(lambda: self._request("POST", route, json=body))

    def _finalized(self, media_id: str) -> Mapping[str, Any]:
        """Put the pieces together: once done, X knows the upload as media only."""
        asked = False

        def finalize() -> Mapping[str, Any]:
            nonlocal asked
            if asked and (known := self._known(media_id)) is not None:
                return known
            asked = True
            return self._post(f"/2/media/upload/{media_id}/finalize", None)

        return self._tried(finalize)

    def _known(self, media_id: str) -> Mapping[str, Any] | None:
        """What X says of a file whose answer was lost; None where X refuses to say."""
        try:
            return self._status(media_id)
        except Exception as error:
            if may_pass(error):
                raise
            return None

    def _processed(self, data: Mapping[str, Any]) -> None:
        """Wait until X has processed a file.

        Raises:
            NotReadyError: it could not, or did not in time.
        """
        media_id = str(data["id"])
        info = data.get("processing_info") or {}
        while info.get("state") in {"pending", "in_progress"}:
            rest = min(max(float(info.get("check_after_secs", 1)), 1.0), _LONGEST_REST)
            if self.pace.monotonic() + rest > self.end:
                raise NotReadyError("X is still processing the media")
            self.pace.sleep(rest)
            told = self._tried(lambda: self._status(media_id))
            info = told.get("processing_info") or {}
        if info.get("state", "succeeded") != "succeeded":
            raise NotReadyError("X could not process the media; save the file anew")

    def _status(self, media_id: str) -> Mapping[str, Any]:
        asked = {"media_id": media_id, "command": "STATUS"}
        return _data(self._request("GET", "/2/media/upload", params=asked))

    def _post(self, route: str, body: Mapping[str, Any] | None) -> Mapping[str, Any]:
        return _data(self._request("POST", route, **({"json": body} if body else {})))

    def _request(self, method: str, route: str, **how: Any) -> Any:  # noqa: ANN401 - tweepy is untyped
        return self.client.request(method, route, user_auth=True, **how)

    def _tried(self, ask: Callable[[], T]) -> T:
        """Ask up to three times, where what failed may pass and there is time left."""
        for rest in _RESTS[: _TRIES - 1]:
            try:
                return ask()
            except Exception as error:
                late = self.pace.monotonic() + rest > self.end
                if late or not may_pass(error):
                    raise
            self.pace.sleep(rest)
        return ask()


def may_pass(error: Exception) -> bool:
    """Whether a second try may go better: the connection broke, or a 5xx came."""
    import requests  # noqa: PLC0415 - loaded by then

    answer = getattr(error, "response", None)
    if answer is not None:
        return bool(answer.status_code >= 500)
    return isinstance(error, requests.ConnectionError | requests.Timeout)


def _data(answer: Any) -> Mapping[str, Any]:  # noqa: ANN401 - tweepy is untyped
    data: Mapping[str, Any] = answer.json()["data"]
    return data


def _base64(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")
