"""Upload images to X by its v2 endpoints, which tweepy has no methods for."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import tweepy


def upload(client: tweepy.Client, raw: bytes, alt: str) -> str:
    """Upload one image byte for byte, give it its alt text, and return its media id.

    The fields are those of X's OpenAPI description 2.167 (2026-08-22).

    Raises:
        Exception: whatever tweepy or requests raise; nothing was posted.
    """
    body = {
        "media": base64.b64encode(raw).decode("ascii"),
        "media_category": "tweet_gif" if raw.startswith(b"GIF8") else "tweet_image",
    }
    answer = client.request("POST", "/2/media/upload", json=body, user_auth=True)
    media_id = str(answer.json()["data"]["id"])
    if alt:
        about = {"id": media_id, "metadata": {"alt_text": {"text": alt}}}
        client.request("POST", "/2/media/metadata", json=about, user_auth=True)
    return media_id
