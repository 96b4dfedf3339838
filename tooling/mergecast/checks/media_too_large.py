"""No media file is larger than its network takes.

On X an image may have 5 MB and a GIF 15 MB. A larger one would be refused at the
minute it is due.

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
      - {file: media/huge.png, alt: A merged pull request turning into a post}
"""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from mergecast.checks.base import MEDIA_DOUBT, Context, Options, Traits
from mergecast.checks.basis.targets import file_of, shown
from mergecast.findings import Remark, Severity
from mergecast.model.post import Post

ID = "media-too-large"
SEVERITY = Severity.ERROR
TRAITS: Traits = frozenset({MEDIA_DOUBT})
OPTIONS: Options = {}


def check(post: Post, context: Context) -> Iterator[Remark]:
    """Compare each file's size with the limit for its kind."""
    if not context.media:
        return
    found: dict[Remark, None] = {}
    for media, fact, network, limits in shown(post, context):
        gif = fact.type == "image/gif"
        most = limits.gif_bytes if gif else limits.image_bytes
        # What is no image at all needs no advice on how to make it smaller.
        if fact.size <= most or fact.seems:
            continue
        remark = Remark(
            file_of(post, media),
            f"'{media.file}' has {_megabytes(fact.size)}; {network.NAME} takes "
            f"{'GIFs' if gif else 'images'} of at most {_megabytes(most)}",
            hint="use fewer frames or fewer pixels"
            if gif
            else "save it with fewer pixels, or as JPEG",
        )
        found[remark] = None
    yield from found


def _megabytes(size: int) -> str:
    """Rounded up, so that what is over a limit never reads as equal to it."""
    return f"{ceil(size * 100 / 1024**2) / 100:g} MB"
