"""No part shows more media than its network takes side by side.

On X a part shows up to four images, or one GIF and nothing else.

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
      - {file: media/loop.gif, alt: A pull request is merged and becomes a post}
      - {file: media/launch.png, alt: A merged pull request turning into a post}
"""

from __future__ import annotations

from collections.abc import Iterator

from mergecast.checks.base import Context, Options, Traits
from mergecast.checks.basis.targets import targets
from mergecast.findings import Remark, Severity
from mergecast.model.post import Media, Part, Post
from mergecast.networks.base import Limits, Network
from mergecast.source import Place

ID = "media-too-many"
SEVERITY = Severity.ERROR
TRAITS: Traits = frozenset({"media", "thread", "variants"})
OPTIONS: Options = {}


def check(post: Post, context: Context) -> Iterator[Remark]:
    """Count the images and GIFs of each part."""
    if not any(part.media for part in post.wordings):
        return
    found: dict[Remark, None] = {}
    for parts, network, _, limits in targets(post, context):
        for part in parts:
            if len(part.media) > min(1, limits.images_per_part, limits.gifs_per_part):
                for media, message, hint in _excess(part, context, network, limits):
                    place = Place(post.path, media.route)
                    found[Remark(place, message, hint=hint)] = None
    yield from found


def _excess(
    part: Part, context: Context, network: Network, limits: Limits
) -> Iterator[tuple[Media, str, str]]:
    """The first file that is one too many, a message and a hint."""
    name = network.NAME
    gifs = [media for media in part.media if _is_gif(media, context)]
    images = [media for media in part.media if media not in gifs]
    if gifs and images:
        message = f"a GIF beside {_count(images, 'image')}; {name} shows a GIF alone"
        yield gifs[0], message, "keep the GIF or the images"
    for kind, found, most in (
        ("image", images, limits.images_per_part),
        ("GIF", gifs, limits.gifs_per_part),
    ):
        if len(found) > most:
            message = f"{_count(found, kind)} in one part; {name} shows at most {most}"
            yield found[most], message, "drop some, or spread them over a thread"


def _is_gif(media: Media, context: Context) -> bool:
    fact = context.media.get(media.file)
    if fact is None or fact.type is None:
        return media.file.lower().endswith(".gif")
    return fact.type == "image/gif"


def _count(found: list[Media], kind: str) -> str:
    return f"{len(found)} {kind}{'' if len(found) == 1 else 's'}"
