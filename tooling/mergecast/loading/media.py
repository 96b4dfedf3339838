"""Read what is known of media files, without ever decoding an image."""

from __future__ import annotations

import io
import posixpath
from difflib import get_close_matches
from hashlib import sha256

from mergecast.model.media import MediaFact, MediaState
from mergecast.repository.trees import LINK, SUBMODULE, Tree

FORMATS = {
    "PNG": "image/png",
    "JPEG": "image/jpeg",
    "GIF": "image/gif",
    "WEBP": "image/webp",
}
_LFS_POINTER = b"version https://git-lfs.github.com/spec/"


def where(name: str) -> str | None:
    """The workspace path of a media name (relative to ``calendar/``), None if outside.

    >>> where("media/launch.png")
    'calendar/media/launch.png'
    >>> where("../mergecast.yaml") is None
    True
    """
    path = posixpath.normpath(posixpath.join("calendar", name))
    plain = "\\" not in name and "\0" not in name and not name.startswith("/")
    return path if plain and path.startswith("calendar/") else None


def fact(tree: Tree, name: str) -> MediaFact:
    """What the tree says of the media file that a post calls ``name``."""
    path = where(name)
    if path is None:
        return MediaFact(MediaState.OUTSIDE)
    mode = tree.mode(path)
    if mode in {LINK, SUBMODULE}:
        return MediaFact(MediaState.LINK)
    raw = tree.read(path)
    if raw is None:
        return MediaFact(MediaState.MISSING, near=_near(tree, name))
    if raw.startswith(_LFS_POINTER):
        return MediaFact(MediaState.POINTER, len(raw))
    return describe(raw)


def describe(raw: bytes) -> MediaFact:
    """Type, size in pixels, frames and digest of an image, from its bytes."""
    digest = sha256(raw).hexdigest()
    unknown = MediaFact(MediaState.FILE, len(raw), sha256=digest)
    from PIL import Image  # noqa: PLC0415 - 50 ms; only for posts with media

    # Only headers are read here, so an image of any size is safe to open; a check
    # judges the pixels. (Pillow would refuse and hide how large the image is.)
    Image.MAX_IMAGE_PIXELS = None
    try:
        with Image.open(io.BytesIO(raw), formats=list(FORMATS)) as image:
            width, height = image.size
            kind = FORMATS[image.format or ""]
            frames = int(getattr(image, "n_frames", 1))
    except Exception:  # noqa: BLE001 - a codec may fail in any way on hostile bytes
        return unknown
    return MediaFact(
        MediaState.FILE, len(raw), kind, width, height, frames, sha256=digest
    )


def _near(tree: Tree, name: str) -> tuple[str, ...]:
    there = [
        entry.path.removeprefix("calendar/") for entry in tree.entries("calendar/media")
    ]
    same_file = [path for path in there if path.rsplit("/")[-1] == name.rsplit("/")[-1]]
    return tuple(dict.fromkeys(same_file + get_close_matches(name, there, n=3)))[:3]
