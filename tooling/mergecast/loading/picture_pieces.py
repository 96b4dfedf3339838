"""Take an image file apart into the pieces it is made of, without decoding any.

JPEG has segments, PNG and WebP have chunks, GIF has blocks. Every byte of the file is
in exactly one piece, in order, so that a file put together from some of them is changed
nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8\xff"
GIF = (b"GIF87a", b"GIF89a")

REST = "(rest)"
"""The kind of what follows the end of the image: viewers never look there."""
HEAD = "(head)"
"""The kind of what the file begins with."""
COMMENT, IPTC = "comment", "IPTC"
_XMP = "XMP "

_NEXT_MARKER = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")
"""What ends the coded picture of a JPEG: no stuffed zero, no restart, no filling."""
_SCAN, _END = 0xDA, 0xD9
_ALONE = {0x01, *range(0xD0, 0xD8)}
_NAMES = {0xD8: "SOI", _SCAN: "SOS", _END: "EOI", 0xFE: "COM"} | {
    0xE0 + n: f"APP{n}" for n in range(16)
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the file; what it carries is ``raw[data:data_end]``."""

    kind: str
    start: int
    end: int
    data: int
    data_end: int

    def carries(self, raw: bytes) -> bytes:
        """Its content, without length, name and checksum."""
        return raw[self.data : self.data_end]


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces as far as they could be read; ``whole`` is whether that is to the end.

    Only a whole file may be written anew: of a broken one nobody knows what a viewer
    makes of it.
    """

    found: tuple[Piece, ...] = ()
    whole: bool = False


def pieces(raw: bytes) -> Pieces:
    """The pieces of a JPEG, PNG, WebP or GIF file; of anything else none."""
    if raw.startswith(JPEG):
        walk = _jpeg(raw)
    elif raw.startswith(PNG):
        walk = _png(raw)
    elif raw.startswith(b"RIFF") and raw[8:12] == b"WEBP":
        walk = _webp(raw)
    elif raw.startswith(GIF):
        walk = _gif(raw)
    else:
        return Pieces()
    found: list[Piece] = []
    for piece in walk:
        if piece is None:
            return Pieces(tuple(found))
        found.append(piece)
    end = found[-1].end
    if end < len(raw):
        found.append(Piece(REST, end, len(raw), end, len(raw)))
    return Pieces(tuple(found), whole=True)


def _jpeg(raw: bytes) -> Iterator[Piece | None]:
    """Segments up to the end of the image; None where the file breaks off."""
    yield Piece(HEAD, 0, 2, 2, 2)
    at = 2
    while True:
        start = at
        while raw[at : at + 2] == b"\xff\xff":
            at += 1
        marker = raw[at + 1] if raw[at : at + 1] == b"\xff" and at + 1 < len(raw) else 0
        name = _NAMES.get(marker, f"{marker:02X}")
        if marker == _END or marker in _ALONE:
            yield Piece(name, start, at + 2, at + 2, at + 2)
            if marker == _END:
                return
            at += 2
            continue
        end = at + 2 + int.from_bytes(raw[at + 2 : at + 4], "big")
        if not marker or end < at + 4 or end > len(raw):
            yield None
            return
        data, data_end = at + 4, end
        if marker == _SCAN:
            following = _NEXT_MARKER.search(raw, end)
            if following is None:
                yield None
                return
            end = following.start()
        yield Piece(name, start, end, data, data_end)
        at = end


def _png(raw: bytes) -> Iterator[Piece | None]:
    """Chunks up to IEND; None where the file breaks off."""
    at = len(PNG)
    yield Piece(HEAD, 0, at, at, at)
    kind = ""
    while kind != "IEND":
        data_end = at + 8 + int.from_bytes(raw[at : at + 4], "big")
        if data_end + 4 > len(raw):
            yield None
            return
        kind = raw[at + 4 : at + 8].decode("latin-1")
        yield Piece(kind, at, data_end + 4, at + 8, data_end)
        at = data_end + 4


def _webp(raw: bytes) -> Iterator[Piece | None]:
    """Chunks up to the length that the file names; None where it breaks off."""
    yield Piece(HEAD, 0, 12, 12, 12)
    at, last = 12, 8 + int.from_bytes(raw[4:8], "little")
    if last > len(raw) or last < at:
        yield None
        return
    while at < last:
        data_end = at + 8 + int.from_bytes(raw[at + 4 : at + 8], "little")
        end = data_end + data_end % 2
        if end > last or at + 8 > last:
            yield None
            return
        yield Piece(raw[at : at + 4].decode("latin-1"), at, end, at + 8, data_end)
        at = end


def _gif(raw: bytes) -> Iterator[Piece | None]:
    """Blocks up to the trailer; None where the file breaks off."""
    at = 13 + _colours(raw, 10)
    yield Piece(HEAD, 0, at, at, at) if at <= len(raw) else None
    while raw[at : at + 1] != b";":
        start, kind, at = at, *_gif_block(raw, at)
        data, at = at, _after_blocks(raw, at)
        if not kind or at > len(raw):
            yield None
            return
        yield Piece(kind, start, at, data, at)
    yield Piece("end", at, at + 1, at + 1, at + 1)


def _gif_block(raw: bytes, at: int) -> tuple[str, int]:
    """What kind of block begins here, and where its data do; empty where none does."""
    if raw[at : at + 1] == b",":
        # After the table of colours comes one byte that says how wide a code is.
        return "image", at + 11 + _colours(raw, at + 9)
    if raw[at : at + 1] != b"!":
        return "", at
    label, name = raw[at + 1 : at + 2], raw[at + 3 : at + 14]
    if label == b"\xff":
        return _APPLICATIONS.get(name, "application"), at + 2
    return COMMENT if label == b"\xfe" else "extension", at + 2


_APPLICATIONS = {
    b"XMP DataXMP": _XMP,
    b"MGKIPTC0000": IPTC,
    b"MGK8BIM0000": IPTC,
}
"""Blocks of programs that say who, where and with what; a loop's length is not here."""


def _colours(raw: bytes, at: int) -> int:
    """How long the table of colours is that a byte of flags tells of."""
    flags = raw[at] if at < len(raw) else 0
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _after_blocks(raw: bytes, at: int) -> int:
    """Where a row of blocks ends, each with a byte for its length; 0 is the last."""
    while at < len(raw) and raw[at]:
        at += 1 + raw[at]
    return at + 1
