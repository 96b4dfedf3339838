"""No image has more pixels than its readers' devices and the network can handle.

A file of a few kilobytes can unpack into gigabytes of pixels, which networks and
browsers refuse. An image may have 50 million pixels; for a GIF the network says how
wide, high and long it may be. Above that it may be refused after the upload.

Passes::

    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: It is out.
    media:
      - {file: media/loop.gif, alt: A pull request is merged and becomes a post}

Fails::

    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: It is out.
    media:
      - {file: media/bomb.png, alt: A merged pull request turning into a post}
"""

from __future__ import annotations

from collections.abc import Iterator

from mergecast.checks.base import MEDIA_DOUBT, Context, Options, Traits
from mergecast.checks.basis.targets import file_of, shown
from mergecast.findings import Remark, Severity
from mergecast.model.media import MediaFact
from mergecast.model.post import Post
from mergecast.networks.base import Limits

ID = "media-too-many-pixels"
SEVERITY = Severity.ERROR
TRAITS: Traits = frozenset({MEDIA_DOUBT})
OPTIONS: Options = {}

_MOST_PIXELS = 50_000_000
"""Larger than any camera's photo on a post needs, and 200 MB once unpacked."""


def check(post: Post, context: Context) -> Iterator[Remark]:
    """Multiply, as the file's header has it; nothing is unpacked."""
    if not context.media:
        return
    found: dict[Remark, None] = {}
    for media, fact, network, limits in shown(post, context):
        gif = fact.type == "image/gif"
        trouble = _gif(fact, limits, network.NAME) if gif else _image(fact)
        if trouble:
            hint = "make it smaller or shorter" if gif else "make it smaller"
            message = f"'{media.file}' {trouble}"
            found[Remark(file_of(post, media), message, hint=hint)] = None
    yield from found


def _image(fact: MediaFact) -> str | None:
    pixels = fact.width * fact.height * fact.frames
    if pixels <= _MOST_PIXELS:
        return None
    return (
        f"has {_size(fact.width, fact.height)} = {pixels:,} pixels; "
        f"the limit is {_MOST_PIXELS:,}"
    )


def _gif(fact: MediaFact, limits: Limits, name: str) -> str | None:
    width, height = limits.gif_size
    pixels = fact.width * fact.height * fact.frames
    if fact.width > width or fact.height > height:
        return (
            f"has {_size(fact.width, fact.height)} pixels; "
            f"{name} takes GIFs of at most {_size(width, height)}"
        )
    if fact.frames > limits.gif_frames:
        return f"has {fact.frames:,} frames; {name} takes at most {limits.gif_frames:,}"
    if pixels > limits.gif_pixels:
        return (
            f"has {pixels:,} pixels in all its frames; "
            f"{name} takes at most {limits.gif_pixels:,}"
        )
    return None


def _size(width: int, height: int) -> str:
    return f"{width:,} x {height:,}"
