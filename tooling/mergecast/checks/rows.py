"""Make the small row of a post that the calendar's checks look at."""

from __future__ import annotations

from hashlib import blake2b

from mergecast.checks.base import Row
from mergecast.model.post import Part, Post
from mergecast.model.schedule import Schedule
from mergecast.model.settings import Settings

_NO_SETTINGS = Settings()


def row(post: Post, schedule: Schedule, settings: Settings = _NO_SETTINGS) -> Row:
    """The row of ``post``; equal texts for readers give equal hashes."""
    if post.variants:
        texts = tuple(
            _hash(post.parts_for(key, network_of(key, settings)))
            for key in post.accounts
        )
    else:
        texts = (_hash(post.parts),) * len(post.accounts)
    return Row(
        post.path,
        post.id,
        post.accounts,
        int(schedule.at.timestamp()) if schedule.at else None,
        texts,
        post.publish_at is None,
        tuple(
            name.split("@")[0].split(":")[0].split("~")[0]
            for name in (post.text("reply_to"), post.text("quote"))
            if name is not None and "/" not in name
        ),
    )


def network_of(key: str, settings: Settings) -> str:
    """The network of an account, empty where it is not set up."""
    account = settings.accounts.get(key)
    return account.network if account else ""


def _hash(parts: tuple[Part, ...]) -> int:
    words = "\n\n".join(" ".join(part.text.split()).casefold() for part in parts)
    return int.from_bytes(blake2b(words.encode(), digest_size=8).digest(), "big")
