"""Small images and the way to upload them."""

from __future__ import annotations

import base64
import io
from typing import TYPE_CHECKING

from PIL import Image

if TYPE_CHECKING:
    from sandbox.signing import Client


def picture(
    kind: str = "PNG", size: tuple[int, int] = (40, 30), shade: int = 90
) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", size, (shade, 120, 60)).save(stream, kind)
    return stream.getvalue()


def upload(
    client: Client, content: bytes | None = None, category: str = "tweet_image"
) -> str:
    body = {
        "media": base64.b64encode(content or picture()).decode(),
        "media_category": category,
    }
    answer = client.call("POST", "/2/media/upload", json=body)
    assert answer.status_code == 200, answer.text
    return str(answer.json()["data"]["id"])
