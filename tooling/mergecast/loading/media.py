"""Read what is known of media files, without ever decoding an image."""

from __future__ import annotations

import io
import posixpath
from hashlib import sha256

from mergecast.loading.other_kinds import other_kind
from mergecast.model.media import MediaFact, MediaState, Tells
from mergecast.repository.trees import LINK, SUBMODULE, Tree

_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "PngImagePlugin", "PngImageFile", "image/png"),
    (b"\xff\xd8\xff", "JpegImagePlugin", "JpegImageFile", "image/jpeg"),
    (b"GIF8", "GifImagePlugin", "GifImageFile", "image/gif"),
    (b"RIFF", "WebPImagePlugin", "WebPImageFile", "image/webp"),
)
"""How a file begins, Pillow's reader of it, and its MIME type."""

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
    """Type, size in pixels, frames, digest, and what else an image's bytes tell."""
    digest = sha256(raw).hexdigest()
    size, kind, frames = (0, 0), None, 1
    tells: tuple[Tells, ...] = ()
    whole = True
    for signature, module, reader, mime in _SIGNATURES:
        if raw.startswith(signature):
            opened = _opened(raw, module, reader)
            if opened is not None:
                size, frames = opened
                kind = mime
                tells, whole = _told(raw)
    return MediaFact(
        *(MediaState.FILE, len(raw), kind, *size, frames),
        sha256=digest,
        tells=tells,
        seems=None if kind else other_kind(raw),
        whole=whole,
    )


def _told(raw: bytes) -> tuple[tuple[Tells, ...], bool]:
    """What it tells, and whether it goes on to the end of its image."""
    from mergecast.loading.picture_metadata import (  # noqa: PLC0415 - only for images
        told,
    )
    from mergecast.loading.picture_pieces import (  # noqa: PLC0415 - only for images
        pieces,
    )

    apart = pieces(raw)
    return told(raw, apart).tells, apart.whole


def _opened(raw: bytes, module: str, reader: str) -> tuple[tuple[int, int], int] | None:
    """Width and height, and frames; None where the bytes are no such image.

    The readers are taken one by one and not by ``Image.open``: only headers are read,
    so an image of any size is safe, and a check wants to name how large it is.
    """
    from importlib import import_module  # noqa: PLC0415 - only for posts with media

    try:
        plugin = import_module(f"PIL.{module}")
        with getattr(plugin, reader)(io.BytesIO(raw)) as image:
            return image.size, int(getattr(image, "n_frames", 1))
    except Exception:  # noqa: BLE001 - a codec may fail in any way on hostile bytes
        return None


def _near(tree: Tree, name: str) -> tuple[str, ...]:
    from difflib import get_close_matches  # noqa: PLC0415 - only for a missing file

    there = [
        entry.path.removeprefix("calendar/") for entry in tree.entries("calendar/media")
    ]
    wanted = name.rpartition("/")[2]
    same_file = [path for path in there if path.rpartition("/")[2] == wanted]
    return tuple(dict.fromkeys(same_file + get_close_matches(name, there, n=3)))[:3]
