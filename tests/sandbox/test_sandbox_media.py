"""Uploads, whole and in pieces, and alt texts."""

from __future__ import annotations

import base64
import hashlib
import struct
import zlib
from typing import TYPE_CHECKING

import pytest
import requests
from hypothesis import given, settings
from hypothesis import strategies as st
from sandbox.description import validator
from sandbox.pictures import picture, upload
from sandbox.stage import NOW

from mergecast.sandbox.multipart import read_fields
from mergecast.sandbox.pictures import picture as seen
from mergecast.sandbox.problems import RefusedError
from mergecast.sandbox.server import RunningSandbox
from mergecast.sandbox.wire import Request

if TYPE_CHECKING:
    from sandbox.signing import Client

INITIALIZE = "/2/media/upload/initialize"


def b64(content: bytes) -> str:
    return base64.b64encode(content).decode()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_an_image_in_json_comes_back_byte_for_byte(
    sandbox: RunningSandbox, acme: Client, kind: str
) -> None:
    content = picture(kind)

    media_id = upload(acme, content)

    served = requests.get(f"{sandbox.url}/media/{media_id}", timeout=5)
    assert served.content == content
    assert served.headers["content-type"] == f"image/{kind.lower()}"
    assert served.headers["x-content-type-options"] == "nosniff"


def test_an_image_in_a_form_comes_back_byte_for_byte(
    sandbox: RunningSandbox, acme: Client
) -> None:
    content = picture()

    answer = acme.call(
        "POST",
        "/2/media/upload",
        files={"media": ("läunch.png", content, "image/png")},
        data={"media_category": "tweet_image"},
    )

    data = answer.json()["data"]
    assert data["size"] == len(content)
    assert data["image"] == {"w": 40, "h": 30, "image_type": "image/png"}
    served = requests.get(f"{sandbox.url}/media/{data['id']}", timeout=5)
    assert served.content == content


def begin(client: Client, **body: object) -> str:
    answer = client.call("POST", INITIALIZE, json=body)
    assert answer.status_code == 200, answer.text
    return str(answer.json()["data"]["id"])


def test_pieces_are_put_together_in_order_even_when_one_is_sent_twice(
    sandbox: RunningSandbox, acme: Client
) -> None:
    content = picture(size=(200, 200))
    upload_id = begin(acme, media_category="tweet_image", total_bytes=len(content))
    path = f"/2/media/upload/{upload_id}"
    half = len(content) // 2

    second = {"media": b64(content[half:]), "segment_index": 1}
    assert acme.call("POST", f"{path}/append", json=second).status_code == 200
    for _ in range(2):
        answer = acme.call(
            "POST",
            f"{path}/append",
            files={"media": ("blob", content[:half])},
            data={"segment_index": "0"},
        )
        assert answer.status_code == 200
    done = acme.call("POST", f"{path}/finalize").json()["data"]

    assert done["id"] == upload_id
    acme.post_id(text="in pieces", media={"media_ids": [upload_id]})
    (post,) = requests.get(f"{sandbox.url}/_sandbox/posts", timeout=5).json()["posts"]
    assert post["media"][0]["sha256"] == hashlib.sha256(content).hexdigest()


def test_an_upload_with_a_gap_or_another_size_is_not_finished(acme: Client) -> None:
    content = picture()
    gap = begin(acme, total_bytes=len(content))
    short = begin(acme, total_bytes=len(content) + 1)
    body = {"media": b64(content), "segment_index": 1}
    acme.call("POST", f"/2/media/upload/{gap}/append", json=body)
    acme.call(
        "POST", f"/2/media/upload/{short}/append", json={**body, "segment_index": 0}
    )

    for upload_id in (gap, short):
        answer = acme.call("POST", f"/2/media/upload/{upload_id}/finalize")
        assert answer.status_code == 400


def test_a_gif_in_pieces_is_processed_before_it_can_be_posted(acme: Client) -> None:
    upload_id = begin(acme, media_category="tweet_gif", media_type="image/gif")
    path = f"/2/media/upload/{upload_id}"
    piece = {"media": b64(picture("GIF")), "segment_index": 0}
    acme.call("POST", f"{path}/append", json=piece)
    done = acme.call("POST", f"{path}/finalize").json()["data"]
    early = acme.post(text="too early", media={"media_ids": [upload_id]})

    states = [state_of(acme, upload_id) for _ in range(3)]

    assert done["processing_info"] == {"state": "pending", "check_after_secs": 1}
    assert early.status_code == 400
    assert states == ["in_progress", "succeeded", "succeeded"]
    assert (
        acme.post(text="in time", media={"media_ids": [upload_id]}).status_code == 201
    )


def state_of(client: Client, media_id: str) -> str:
    status = client.call("GET", f"/2/media/upload?media_id={media_id}&command=STATUS")
    data = status.json()["data"]
    assert (
        list(validator("GetMediaUploadStatusResponse").iter_errors(status.json())) == []
    )
    return str(data["processing_info"]["state"])


def test_a_gif_that_does_not_play_to_its_end_fails(acme: Client) -> None:
    content = picture("GIF")
    upload_id = begin(acme, media_category="tweet_gif", media_type="image/gif")
    path = f"/2/media/upload/{upload_id}"
    piece = {"media": b64(content[: len(content) // 2]), "segment_index": 0}
    acme.call("POST", f"{path}/append", json=piece)
    assert acme.call("POST", f"{path}/finalize").status_code == 200
    states = [state_of(acme, upload_id) for _ in range(3)]

    assert states == ["in_progress", "failed", "failed"]
    post = acme.post(text="broken", media={"media_ids": [upload_id]})
    assert post.status_code == 400


@pytest.mark.parametrize(
    ("content", "category"),
    [
        (b"not an image at all", "tweet_image"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "tweet_image"),
        (picture("GIF"), "tweet_image"),
        (picture("PNG"), "tweet_gif"),
        (picture("BMP"), "tweet_image"),
        (picture("PNG")[:20], "tweet_image"),
        (picture("PNG") + b"\0" * 5 * 1024 * 1024, "tweet_image"),
    ],
)
def test_what_is_no_fitting_image_is_refused(
    acme: Client, content: bytes, category: str
) -> None:
    body = {"media": b64(content), "media_category": category}

    answer = acme.call("POST", "/2/media/upload", json=body)

    assert answer.status_code == 400


def test_an_image_of_monstrous_size_is_never_decoded() -> None:
    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    bomb = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"")

    assert seen(bomb) is None


def test_media_belongs_to_who_uploaded_it(acme: Client, beta: Client) -> None:
    media_id = upload(acme)
    upload_id = begin(acme, media_category="tweet_image")
    alt = {"id": media_id, "metadata": {"alt_text": {"text": "taken over"}}}

    assert beta.post(text="x", media={"media_ids": [media_id]}).status_code == 400
    assert beta.call("POST", "/2/media/metadata", json=alt).status_code == 403
    assert beta.call("POST", f"/2/media/upload/{upload_id}/finalize").status_code == 403


@pytest.mark.parametrize(
    ("gifs", "images", "status"), [(1, 0, 201), (0, 4, 201), (1, 1, 400), (2, 0, 400)]
)
def test_a_post_shows_four_images_or_one_gif(
    acme: Client, gifs: int, images: int, status: int
) -> None:
    ids = [upload(acme, picture("GIF"), "tweet_gif") for _ in range(gifs)]
    ids += [upload(acme, picture(shade=shade)) for shade in range(images)]

    assert acme.post(text="look", media={"media_ids": ids}).status_code == status


@pytest.mark.parametrize("text", ["", "x" * 1000, "山" * 1000])
def test_an_alt_text_has_up_to_a_thousand_characters(acme: Client, text: str) -> None:
    media_id = upload(acme)
    body = {"id": media_id, "metadata": {"alt_text": {"text": text}}}
    longer = {"id": media_id, "metadata": {"alt_text": {"text": text + "x" * 1000}}}

    answer = acme.call("POST", "/2/media/metadata", json=body)

    assert answer.json()["data"] == {
        "id": media_id,
        "associated_metadata": {"alt_text": {"text": text}},
    }
    if text:
        assert acme.call("POST", "/2/media/metadata", json=longer).status_code == 400


@pytest.mark.parametrize("media_id", ["", "x", "1", "9" * 30])
def test_media_that_is_not_there_is_not_found(acme: Client, media_id: str) -> None:
    answer = acme.call("GET", f"/2/media/upload?media_id={media_id}")

    assert answer.status_code == 404


def form(body: bytes, content_type: str = "multipart/form-data; boundary=B") -> Request:
    headers = {"content-type": content_type}
    return Request("POST", "/", "", (), headers, body, NOW, "")


@given(st.binary(max_size=200).filter(lambda b: b"\r\n--B" not in b"\r\n" + b))
@settings(max_examples=200, deadline=None)
def test_a_form_field_keeps_every_byte(content: bytes) -> None:
    body = (
        b'--B\r\nContent-Disposition: form-data; name="media"; filename="a"\r\n'
        b"Content-Type: application/octet-stream\r\n\r\n" + content + b"\r\n--B--\r\n"
    )

    assert read_fields(form(body)) == {"media": content}


@given(st.binary(max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_a_form_or_a_refusal(content: bytes) -> None:
    for body in (content, b"--B" + content, b"--B\r\n" + content + b"\r\n--B--"):
        try:
            read_fields(form(body))
        except RefusedError as refused:
            assert refused.answer.status == 400  # noqa: PT017 - both ends are good


@pytest.mark.parametrize(
    "content_type", ["multipart/form-data", "multipart/form-data; boundary=\xe9", "x/y"]
)
def test_a_form_without_a_boundary_is_refused(content_type: str) -> None:
    with pytest.raises(RefusedError):
        read_fields(form(b"--B--", content_type))
