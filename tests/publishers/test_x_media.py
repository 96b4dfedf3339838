"""Uploads: whole or in pieces, tried again where that is safe, never without end."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from hashlib import sha256
from http.client import HTTPConnection
from random import Random
from typing import Any
from urllib.parse import urlsplit

import pytest
from PIL import Image
from publishers.stopped_clock import StoppedClock

from mergecast.dispatch.ports import NotReadyError
from mergecast.publishers.x import Credentials, client
from mergecast.publishers.x_media import PIECE, WHOLE, Uploader
from mergecast.publishers.x_session import RefusedError
from mergecast.sandbox import server
from mergecast.sandbox.accounts import SandboxAccount, credentials
from mergecast.sandbox.context import Conduct
from mergecast.sandbox.server import RunningSandbox

ONE_SHOT = "POST /2/media/upload"
INITIALIZE = "POST /2/media/upload/initialize"
APPEND = "POST /2/media/upload/:id/append"
FINALIZE = "POST /2/media/upload/:id/finalize"
STATUS = "GET /2/media/upload"
METADATA = "POST /2/media/metadata"
LOST = ["503", "500", "500-applied", "drop", "drop-applied", "html-503"]


@pytest.fixture
def sandbox() -> Iterator[RunningSandbox]:
    conduct = Conduct(hold_seconds=0.1, slow_seconds=0.01)
    account = SandboxAccount("acme_hq", "1000001", "Acme")
    with server.start(":memory:", accounts=(account,), conduct=conduct) as running:
        yield running


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock()


def uploader(url: str, clock: StoppedClock, seconds: float = 240) -> Uploader:
    own = credentials("acme_hq")
    keys = Credentials(
        *(own.consumer_key, own.consumer_secret),
        *(own.access_token, own.access_token_secret),
    )
    return Uploader.start(client(keys, url), clock.pace(seconds))


def misbehave(sandbox: RunningSandbox, on: str, *kinds: str) -> None:
    """Let the next requests of a route go wrong, one after the other."""
    connection = HTTPConnection(urlsplit(sandbox.url).netloc)
    script = [{"on": on, "kind": kind, "times": 1} for kind in kinds]
    kind_of_body = {"Content-Type": "application/json"}
    connection.request("POST", "/_sandbox/faults", json.dumps(script), kind_of_body)
    assert connection.getresponse().status < 300
    connection.close()


def shown(sandbox: RunningSandbox, uploads: Uploader, media_id: str) -> dict[str, Any]:
    """The media as a post shows it: only what is processed can be shown."""
    body = {"text": "look", "media": {"media_ids": [media_id]}}
    uploads.client.request("POST", "/2/tweets", json=body, user_auth=True)
    connection = HTTPConnection(urlsplit(sandbox.url).netloc)
    connection.request("GET", "/_sandbox/posts")
    (post,) = json.loads(connection.getresponse().read())["posts"]
    connection.close()
    (media,) = post["media"]
    found: dict[str, Any] = media
    return found


def gif() -> bytes:
    out = io.BytesIO()
    frames = [Image.new("P", (30, 20), shade) for shade in (1, 2, 3)]
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    return out.getvalue()


def photo() -> bytes:
    """An image of more than two pieces: noise cannot be made smaller."""
    out = io.BytesIO()
    noise = Random(7).randbytes(900 * 900 * 3)  # noqa: S311 - noise for a test
    Image.frombytes("RGB", (900, 900), noise).save(out, "PNG")
    return out.getvalue()


PHOTO = photo()


def test_a_large_image_goes_in_pieces_byte_for_byte(
    sandbox: RunningSandbox, clock: StoppedClock
) -> None:
    assert len(PHOTO) > 2 * PIECE >= 2 * WHOLE
    uploads = uploader(sandbox.url, clock)
    media = shown(sandbox, uploads, uploads.upload(PHOTO, "雪花"))

    digest = sha256(PHOTO).hexdigest()
    assert (media["sha256"], media["alt_text"]) == (digest, "雪花")
    assert clock.waits == []


def test_a_gif_is_waited_for_until_it_is_processed(
    sandbox: RunningSandbox, clock: StoppedClock
) -> None:
    uploads = uploader(sandbox.url, clock)
    media = shown(sandbox, uploads, uploads.upload(gif(), "Tiga warna"))

    assert (media["sha256"], media["alt_text"]) == (
        sha256(gif()).hexdigest(),
        "Tiga warna",
    )
    assert clock.waits == [1, 1]


@pytest.mark.parametrize("kind", LOST)
@pytest.mark.parametrize("on", [INITIALIZE, APPEND, FINALIZE, STATUS, METADATA])
def test_each_step_is_tried_again_after_a_fault(
    sandbox: RunningSandbox, clock: StoppedClock, on: str, kind: str
) -> None:
    misbehave(sandbox, on, kind, kind)
    uploads = uploader(sandbox.url, clock)
    media = shown(sandbox, uploads, uploads.upload(gif(), "three colours"))

    assert media["sha256"] == sha256(gif()).hexdigest()
    assert media["alt_text"] == "three colours"


@pytest.mark.parametrize("kind", LOST)
def test_a_small_image_is_tried_again_whole(
    sandbox: RunningSandbox, clock: StoppedClock, kind: str
) -> None:
    small = io.BytesIO()
    Image.new("RGB", (9, 9)).save(small, "PNG")
    misbehave(sandbox, ONE_SHOT, kind, kind)
    uploads = uploader(sandbox.url, clock)
    media = shown(sandbox, uploads, uploads.upload(small.getvalue(), ""))

    assert media["sha256"] == sha256(small.getvalue()).hexdigest()
    assert clock.waits == [1, 4]


def test_nothing_is_tried_more_than_three_times(
    sandbox: RunningSandbox, clock: StoppedClock
) -> None:
    misbehave(sandbox, APPEND, "503", "drop", "503", "none")
    with pytest.raises(RefusedError):
        uploader(sandbox.url, clock).upload(gif(), "")

    assert clock.waits == [1, 4]


@pytest.mark.parametrize("kind", ["429", "402"])
def test_what_x_refuses_is_not_tried_again(
    sandbox: RunningSandbox, clock: StoppedClock, kind: str
) -> None:
    misbehave(sandbox, INITIALIZE, kind)
    with pytest.raises(RefusedError) as refused:
        uploader(sandbox.url, clock).upload(gif(), "")

    answer = refused.value.response
    assert answer is not None
    assert answer.status_code == int(kind)
    assert clock.waits == []


def test_there_is_no_second_try_when_time_is_up(
    sandbox: RunningSandbox, clock: StoppedClock
) -> None:
    misbehave(sandbox, INITIALIZE, "503")
    with pytest.raises(RefusedError):
        uploader(sandbox.url, clock, seconds=0.5).upload(gif(), "")

    assert clock.waits == []


def test_processing_without_end_is_given_up_for_now(
    sandbox: RunningSandbox, clock: StoppedClock
) -> None:
    with pytest.raises(NotReadyError, match="still processing"):
        uploader(sandbox.url, clock, seconds=1.5).upload(gif(), "")

    assert clock.waits == [1]


def test_a_gif_that_x_cannot_play_is_named(
    sandbox: RunningSandbox, clock: StoppedClock
) -> None:
    with pytest.raises(NotReadyError, match="could not process the media"):
        uploader(sandbox.url, clock).upload(gif()[:-40], "")
