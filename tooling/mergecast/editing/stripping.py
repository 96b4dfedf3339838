"""Take out of an image file what is no picture; the picture stays byte for byte.

Nothing is decoded and encoded again: segments of a JPEG, chunks of a PNG or WebP and
blocks of a GIF are left out, and all others are copied as they are. How a photo is to
be turned is kept, alone.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import replace

from mergecast.loading.media import describe
from mergecast.loading.picture_metadata import EXIF_HEAD, ORIENTATION, told
from mergecast.loading.picture_pieces import (
    COMMENT,
    HEAD,
    IPTC,
    PNG,
    REST,
    Piece,
    pieces,
)

_DROPPED = {
    *("APP1", "APP13", "COM"),
    *("eXIf", "tEXt", "iTXt", "zTXt"),
    *("EXIF", "XMP "),
    *(COMMENT, IPTC),
    REST,
}
"""Exif and XMP, IPTC, comments; texts of a PNG; what follows the end of the image."""

_MORE_PICTURES = b"MPF\0"
"""Begins the list of further pictures behind the end of a JPEG, which go with it."""

_WEBP_HAS_EXIF, _WEBP_HAS_XMP = 0x08, 0x04


def stripped(raw: bytes) -> bytes | None:
    """The same image and nothing else; None where there is nothing to take out.

    A file that is broken anywhere is left alone, too, and one whose kind, size or
    frames would read differently afterwards.
    """
    apart = pieces(raw)
    kept = [piece for piece in apart.found if not _is_dropped(piece, raw)]
    if not apart.whole or len(kept) == len(apart.found):
        return None
    orientation = told(raw, apart).orientation
    made = b"".join(_put_together(raw, kept, orientation))
    if raw.startswith(b"RIFF"):
        made = made[:4] + struct.pack("<I", len(made) - 8) + made[8:]
    # Already without it: a turned photo keeps how it is turned, and nothing changes.
    return made if made != raw and _shows_the_same(raw, made) else None


def _is_dropped(piece: Piece, raw: bytes) -> bool:
    if piece.kind == "APP2":
        return piece.carries(raw).startswith(_MORE_PICTURES)
    return piece.kind in _DROPPED


def _put_together(raw: bytes, kept: list[Piece], orientation: int) -> Iterator[bytes]:
    """The pieces that stay, and where a photo is turned how, in its format's place."""
    turned = orientation != 1
    kinds = {piece.kind for piece in kept}
    after = next(kind for kind in ("APP0", "IHDR", HEAD) if kind in kinds)
    for piece in kept:
        content = raw[piece.start : piece.end]
        if piece.kind == "VP8X" and content[8:9]:
            flags = content[8] & ~(_WEBP_HAS_EXIF | _WEBP_HAS_XMP)
            flags |= _WEBP_HAS_EXIF if turned else 0
            content = content[:8] + bytes([flags]) + content[9:]
        yield content
        if turned and piece.kind == after:
            after = ""
            yield _turning(raw, orientation)
    if turned and "VP8X" in kinds:
        exif = _exif(orientation)
        yield b"EXIF" + struct.pack("<I", len(exif)) + exif


def _turning(raw: bytes, orientation: int) -> bytes:
    """A segment or chunk that says how an image is turned; WebP has it at its end."""
    exif = _exif(orientation)
    if raw.startswith(b"RIFF"):
        return b""
    if raw.startswith(PNG):
        named = b"eXIf" + exif
        length, check = len(exif), zlib.crc32(named)
        return struct.pack(">I", length) + named + struct.pack(">I", check)
    content = EXIF_HEAD + exif
    return b"\xff\xe1" + struct.pack(">H", 2 + len(content)) + content


def _exif(orientation: int) -> bytes:
    """The smallest Exif there is: one directory with one entry."""
    entry = struct.pack(">HHIHH", ORIENTATION, 3, 1, orientation, 0)
    return b"MM\0*" + struct.pack(">IH", 8, 1) + entry + struct.pack(">I", 0)


def _shows_the_same(before: bytes, after: bytes) -> bool:
    one, other = describe(before), describe(after)
    same = replace(other, size=one.size, sha256=one.sha256, tells=one.tells)
    return one.type is not None and one == same and not told(after).tells
