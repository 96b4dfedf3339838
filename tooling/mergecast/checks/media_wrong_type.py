"""Media files are images of a kind that the network takes, and their names say so.

What counts is the content: a JPEG called `.png` shows in some places and not in
others, and a text file called `.png` shows nowhere. Photos of a phone (HEIC), drawings
(SVG) and videos are known by their content, too, and the hint says what to export
instead.

Passes::

    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: It is out.
    media:
      - {file: media/launch.png, alt: A merged pull request turning into a post}

Fails::

    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: It is out.
    media:
      - {file: media/notes.png, alt: A merged pull request turning into a post}
"""

from __future__ import annotations

from collections.abc import Iterator

from mergecast.checks.base import MEDIA_DOUBT, Context, Options, Traits
from mergecast.checks.basis.targets import file_of, shown
from mergecast.findings import Remark, Severity
from mergecast.model.media import MediaFact
from mergecast.model.post import Post

ID = "media-wrong-type"
SEVERITY = Severity.ERROR
TRAITS: Traits = frozenset({MEDIA_DOUBT})
OPTIONS: Options = {}

_ENDINGS = {
    "image/jpeg": ("jpg", "jpeg", "jpe", "jfif"),
    "image/png": ("png",),
    "image/gif": ("gif",),
    "image/webp": ("webp",),
}


_VIDEO = "show a still image of it, or a short GIF"
_INSTEAD = {
    "image/heic": (
        "a HEIC photo",
        "export it as JPEG; an iPhone does so in Settings > Camera > Formats",
    ),
    "image/avif": ("an AVIF image", "export it as JPEG or PNG"),
    "image/jxl": ("a JPEG XL image", "export it as JPEG"),
    "image/tiff": ("a TIFF image", "export it as JPEG or PNG"),
    "image/bmp": ("a BMP image", "export it as PNG"),
    "image/svg+xml": (
        "an SVG drawing",
        "export it as PNG, with as many pixels as it is to be shown with",
    ),
    "application/pdf": ("a PDF document", "export the page as PNG"),
    "video/quicktime": ("a QuickTime video (MOV)", _VIDEO),
    "video/mp4": ("an MP4 video", _VIDEO),
    "video/webm": ("a WebM or Matroska video", _VIDEO),
    "video/x-msvideo": ("an AVI video", _VIDEO),
}
"""What cannot be sent, by its content: what it is, and what to export instead."""


def check(post: Post, context: Context) -> Iterator[Remark]:
    """Compare content, name and what the network takes."""
    if not context.media:
        return
    found: dict[Remark, None] = {}
    for media, fact, network, limits in shown(post, context):
        trouble = _trouble(media.file, fact, network.NAME, limits.media_types)
        if trouble:
            found[Remark(file_of(post, media), *trouble)] = None
    yield from found


def _trouble(
    name: str, fact: MediaFact, network: str, taken: tuple[str, ...]
) -> tuple[str, str] | None:
    """A message and a hint, None where all is well."""
    kind = fact.type
    if kind is None and fact.seems in _INSTEAD:
        what, instead = _INSTEAD[fact.seems]
        if fact.seems.startswith("video/"):
            return f"'{name}' is {what}; videos are not sent yet", instead
        return f"'{name}' is {what}, which {network} does not take", instead
    if kind is None:
        return f"'{name}' is not an image", f"use {_listed(taken)}"
    if kind not in taken:
        message = f"'{name}' is {_short(kind)}, which {network} does not take"
        return message, f"save it as {_listed(taken)}"
    stem, dot, ending = name.rpartition(".")
    endings = _ENDINGS.get(kind, (ending,))
    if ending.lower() in endings or not dot or "/" in ending:
        return None
    message = f"'{name}' is {_short(kind)}, but its name ends in '.{ending}'"
    return message, f"rename it to '{stem}.{endings[0]}'"


def _short(kind: str) -> str:
    return kind.removeprefix("image/").upper()


def _listed(kinds: tuple[str, ...]) -> str:
    *first, last = map(_short, kinds)
    return f"{', '.join(first)} or {last}" if first else last
