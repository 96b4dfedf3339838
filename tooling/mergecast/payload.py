"""The one place that decides what is sent.

``payload(post, account)`` is a function of the post's bundle (the post file and its
media) alone: no ledger, no clock, no environment. What reviewers see in the plan is
what is approved is what is sent. Owner, notes, time, layout and comments do not change
it; anything that a reader gets does.

References to own posts (a thread's parent, ``reply_to``, ``quote``) are keys here, and
become the network's ids at the send.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from mergecast.model.key import Key
from mergecast.model.post import Media, Part, Post
from mergecast.model.series import Series
from mergecast.model.settings import Account

VERSION = 1
"""Written into every payload, so that a later form cannot be taken for this one."""

_FLAGS = ("paid", "made_with_ai")


class MediaUnreadError(ValueError):
    """A payload binds the bytes of its media, and these were not read."""

    def __init__(self, file: str) -> None:
        super().__init__(f"media '{file}' cannot be read")
        self.file = file


@dataclass(frozen=True, slots=True)
class PartPayload:
    """All that one part will send: JSON, and the digest of its RFC 8785 form.

    ``part`` is the part as the model has it, for whoever uploads its media.
    """

    key: Key
    body: Mapping[str, Any]
    digest: str
    part: Part


@dataclass(frozen=True, slots=True)
class TargetPayload:
    """All that one target will send, part by part."""

    account: str
    parts: tuple[PartPayload, ...]
    digest: str


def payload(post: Post, account: Account) -> TargetPayload:
    """What ``post`` will send to ``account``.

    Args:
        post: the post, its media read (``Media.sha256``); or a series on one day.
        account: one of its accounts.

    Raises:
        MediaUnreadError: a media file was not read.
    """
    parts = tuple(
        _part_payload(post, account, number, part)
        for number, part in enumerate(post.parts_for(account.key, account.network), 1)
    )
    target = {"payload": VERSION, "target": [part.digest for part in parts]}
    return TargetPayload(account.key, parts, digest(target))


def post_digest(targets: Mapping[str, str]) -> str:
    """The digest of a whole post, from its targets' digests by account key."""
    return digest({"payload": VERSION, "post": dict(targets)})


def series_digest(series: Series, accounts: Mapping[str, Account]) -> str:
    """The digest of a whole series: all that decides which words go out when.

    Its texts count as what they send, in their order; everything else as it is written.

    Raises:
        KeyError: an account is not in ``accounts``.
        MediaUnreadError: a media file was not read.
    """
    texts = []
    for index in range(len(series.texts)):
        spoken = series.spoken(index)
        sent = {key: payload(spoken, accounts[key]).digest for key in series.accounts}
        texts.append(post_digest(sent))
    days: dict[str, Any] = {
        "rule": series.rule,
        "starts": series.starts,
        "timezone": series.timezone,
        "which": series.data.get("which"),
        "count": series.count,
        "until": series.until,
        "except": sorted(series.left_out),
    }
    return digest({"payload": VERSION, "series": {**days, "texts": texts}})


def retraction_digest(post: str | None, reason: str) -> str:
    """The digest of taking a post back: what people approve, beside its payload.

    Args:
        post: the digest of the whole post; None where it cannot be known any more (its
            image is gone), which must not keep what is wrong online.
        reason: why it is taken back, as the post says.
    """
    return digest({"payload": VERSION, "retract": {"post": post, "reason": reason}})


def digest(body: Mapping[str, Any]) -> str:
    """``sha256:<hex>`` of the canonical form (RFC 8785) of ``body``."""
    import rfc8785  # noqa: PLC0415 - a check of 100,000 posts needs no digests

    return "sha256:" + sha256(rfc8785.dumps(dict(body))).hexdigest()


def _part_payload(post: Post, account: Account, number: int, part: Part) -> PartPayload:
    key = Key(post.id, post.date, account.key, number)
    body: dict[str, Any] = {
        "payload": VERSION,
        "network": account.network,
        "account": account.key,
        "text": part.text,
    }
    if part.media:
        body["media"] = [_media(item) for item in part.media]
    if part.poll:
        body["poll"] = {
            "options": list(part.poll.options),
            "minutes": part.poll.minutes,
        }
    body |= {name: True for name in _FLAGS if post.flag(name)}
    if (settings := post.text("reply_settings")) and settings != "everyone":
        body["reply_settings"] = settings
    return PartPayload(key, (body := _linked(post, key, body)), digest(body), part)


def _linked(post: Post, key: Key, body: dict[str, Any]) -> dict[str, Any]:
    """Add what a part hangs on: the part before it, or what the post replies to."""
    if key.part and key.part > 1:
        before = Key(key.post, key.date, key.account, key.part - 1)
        return body | {"reply_to": {"key": str(before)}}
    for field in ("reply_to", "quote"):
        if target := post.text(field):
            body[field] = {"url" if "/" in target else "key": target}
    return body


def _media(item: Media) -> dict[str, str]:
    if item.sha256 is None:
        raise MediaUnreadError(item.file)
    return {"sha256": item.sha256, "alt": item.alt}
