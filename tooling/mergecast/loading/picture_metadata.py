"""Read what an image file tells besides the picture: where, by whom, with what.

Tags are those of Exif 3.0 (CIPA DC-008), XMP and IPTC-IIM. Everything here may be
hostile: an offset that leads nowhere ends the reading, and nothing is unpacked without
a limit.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal

from mergecast.loading.picture_pieces import COMMENT, REST, Pieces, pieces
from mergecast.model.media import Tells

ORIENTATION = 0x0112
EXIF_HEAD = b"Exif\0\0"
_EXIF_IFD, _GPS_IFD = 0x8769, 0x8825
_LATITUDE, _LONGITUDE = 2, 4
_THUMBNAIL = 0x0201
_TAGS = {
    0x013B: Tells.PERSON,  # Artist
    0x013C: Tells.COMPUTER,  # HostComputer
    0x9C9D: Tells.PERSON,  # XPAuthor
    0x927C: Tells.CAMERA,  # MakerNote, where cameras keep their number, too
    0xA430: Tells.PERSON,  # CameraOwnerName
    0xA431: Tells.CAMERA,  # BodySerialNumber
    0xA435: Tells.CAMERA,  # LensSerialNumber
    0xA437: Tells.PERSON,  # Photographer
    0xA438: Tells.PERSON,  # ImageEditor
}
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8}
_MOST_ENTRIES = 1_000
_MOST_UNPACKED = 1 << 20

_WORDS = (
    (re.compile(rb"GPS(?:Dest)?(?:Latitude|Longitude)[\s=>]"), Tells.PLACE),
    (re.compile(rb"dc:creator[\s=>]|OwnerName[\s=>]"), Tells.PERSON),
    (re.compile(rb"SerialNumber[\s=>]"), Tells.CAMERA),
    (re.compile(rb"photoshop:City[\s=>]|Iptc4xmp(?:Core|Ext):Location"), Tells.TOWN),
    # By-line, writer; city, sublocation; each with a length of one byte.
    (re.compile(rb"\x1c\x02[\x50\x7a]\x00[\x01-\xff]"), Tells.PERSON),
    (re.compile(rb"\x1c\x02[\x5a\x5c]\x00[\x01-\xff]"), Tells.TOWN),
)
"""What is looked for in XMP and IPTC, which are searched and not parsed."""
_TEXTS = {
    b"author": Tells.PERSON,
    b"artist": Tells.PERSON,
    b"parameters": Tells.PROMPT,
    b"prompt": Tells.PROMPT,
    b"workflow": Tells.PROMPT,
}
"""What the names of a PNG's texts mean."""
_BLANK = b"\0 \t\r\n"


@dataclass(frozen=True, slots=True)
class Told:
    """What a file tells, in the order of ``Tells``; how it is turned (1: it is not)."""

    tells: tuple[Tells, ...] = ()
    orientation: int = 1


def told(raw: bytes, taken_apart: Pieces | None = None) -> Told:
    """What an image tells besides the picture; of any other file nothing."""
    found: set[Tells] = set()
    orientation = 0
    for kind, content in _carried(raw, taken_apart or pieces(raw)):
        if kind == REST:
            found |= {Tells.REST} if content.strip(_BLANK) else set()
        elif kind == COMMENT:
            found.add(Tells.COMMENT)
        elif kind == "exif":
            found |= _exif(content)
            orientation = orientation or _orientation(content)
        else:
            found |= _words(kind, content)
    return Told(tuple(each for each in Tells if each in found), orientation or 1)


def _carried(raw: bytes, apart: Pieces) -> Iterator[tuple[str, bytes]]:
    """Each piece that may tell something: exif, words, a PNG's text, or the rest."""
    for piece in apart.found:
        match piece.kind:
            case "APP1" if piece.carries(raw).startswith(EXIF_HEAD):
                yield "exif", piece.carries(raw)[len(EXIF_HEAD) :]
            case "eXIf" | "EXIF":
                yield "exif", piece.carries(raw).removeprefix(EXIF_HEAD)
            case "comment":
                yield COMMENT, piece.carries(raw)
            case "APP1" | "APP13" | "XMP " | "IPTC":
                yield "words", piece.carries(raw)
            case "tEXt" | "iTXt" | "zTXt":
                yield from _text(piece.kind, piece.carries(raw))
            case "(rest)":
                yield REST, piece.carries(raw)


def _text(kind: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """A PNG's text, unpacked, and the profile that some programs hide in one."""
    name, _, value = content.partition(b"\0")
    if kind == "zTXt":
        value = _unpacked(value[1:])
    elif kind == "iTXt":
        packed, rest = value[:1] == b"\1", value[2:].partition(b"\0")[2]
        value = rest.partition(b"\0")[2]
        value = _unpacked(value) if packed else value
    yield "text", name + b"\0" + value
    if name.startswith(b"Raw profile type "):
        with suppress(ValueError):
            profile = bytes.fromhex(b"".join(value.split()[2:]).decode("ascii"))
            exif = profile.startswith((EXIF_HEAD, b"II", b"MM"))
            yield ("exif" if exif else "words"), profile.removeprefix(EXIF_HEAD)


def _unpacked(packed: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(packed, _MOST_UNPACKED)
    except zlib.error:
        return b""


def _words(kind: str, content: bytes) -> set[Tells]:
    found = {what for words, what in _WORDS if words.search(content)}
    name = content.partition(b"\0")[0].strip().lower()
    return found | {_TEXTS[name]} if kind == "text" and name in _TEXTS else found


def _exif(tiff: bytes) -> set[Tells]:
    first, following = _directory(tiff, _first(tiff))
    small = _directory(tiff, following)[0] if following else {}
    found = {Tells.THUMBNAIL} if _THUMBNAIL in small else set()
    inner = _directory(tiff, _number(tiff, first.get(_EXIF_IFD, b"")))[0]
    for tag, value in (*first.items(), *inner.items()):
        if tag in _TAGS and value.strip(_BLANK):
            found.add(_TAGS[tag])
    place = _directory(tiff, _number(tiff, first.get(_GPS_IFD, b"")))[0]
    spots = (place.get(_LATITUDE, b""), place.get(_LONGITUDE, b""))
    # A camera that does not know writes 0/0 or 0/1; a fraction's lower half counts not.
    if any(spot[n : n + 4].strip(b"\0") for spot in spots for n in (0, 8, 16)):
        found.add(Tells.PLACE)
    return found


def _orientation(tiff: bytes) -> int:
    value = _number(tiff, _directory(tiff, _first(tiff))[0].get(ORIENTATION, b""))
    return value if 1 <= value <= 8 else 0


def _order(tiff: bytes) -> Literal["little", "big"]:
    return "little" if tiff.startswith(b"II") else "big"


def _first(tiff: bytes) -> int:
    """Where the first directory is; 0 where this is no TIFF."""
    return _number(tiff, tiff[4:8]) if tiff[:2] in {b"II", b"MM"} else 0


def _number(tiff: bytes, value: bytes) -> int:
    return int.from_bytes(value[:4], _order(tiff))


def _directory(tiff: bytes, at: int) -> tuple[dict[int, bytes], int]:
    """The values of one directory by tag, and where the next one is (0: nowhere)."""
    found: dict[int, bytes] = {}
    count = _number(tiff, tiff[at : at + 2]) if at else 0
    for n in range(min(count, _MOST_ENTRIES)):
        entry = tiff[at + 2 + 12 * n : at + 14 + 12 * n]
        if len(entry) < 12:
            return found, 0
        size = _SIZES.get(_number(tiff, entry[2:4]), 0) * _number(tiff, entry[4:8])
        start = _number(tiff, entry[8:12])
        value = entry[8 : 8 + size] if size <= 4 else tiff[start : start + size]
        found.setdefault(_number(tiff, entry[:2]), value)
    following = at + 2 + 12 * count
    return found, _number(tiff, tiff[following : following + 4]) if at else 0
