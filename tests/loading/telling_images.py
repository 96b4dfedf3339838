"""Images made in memory that tell where, by whom and with what they were made."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image
from PIL.PngImagePlugin import PngInfo

PLACE = {1: "N", 2: (3.0, 8.0, 24.5), 3: "E", 4: (101.0, 41.0, 12.0)}
XMP = (
    b'<x:xmpmeta><rdf:Description exif:GPSLatitude="3,8.4N" '
    b"photoshop:City='Kuala Lumpur'><dc:creator>Mei</dc:creator>"
    b"</rdf:Description></x:xmpmeta>"
)
IPTC = b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x08\x1c\x02\x50\0\x03Mei"


def picture(width: int = 24, height: int = 10, mode: str = "RGB") -> Image.Image:
    """No two pixels beside each other are equal."""
    image = Image.new(mode, (width, height))
    pixels: Any = image.load()
    for x in range(width):
        for y in range(height):
            pixels[x, y] = ((x * 37) % 256, (y * 91) % 256, (x * y) % 256, 200)[
                : len(mode)
            ]
    return image


def exif(orientation: int = 1, **told: bool) -> bytes:
    """Exif with a position (``place``), names (``person``) and numbers (``camera``)."""
    made = Image.Exif()
    made[0x0112] = orientation
    if told.get("person"):
        made[0x013B] = "Mei"
    if told.get("camera"):
        made.get_ifd(0x8769)[0xA431] = "SN-12345"
    if told.get("place"):
        made.get_ifd(0x8825).update(PLACE)
    return made.tobytes()


def saved(kind: str, image: Image.Image | None = None, **how: Any) -> bytes:  # noqa: ANN401 - Pillow's own
    """The image as a file."""
    out = io.BytesIO()
    (image or picture()).save(out, kind, **how)
    return out.getvalue()


def segment(marker: int, content: bytes) -> bytes:
    """A segment of a JPEG."""
    return bytes([0xFF, marker]) + (len(content) + 2).to_bytes(2, "big") + content


def with_segments(raw: bytes, *segments: bytes) -> bytes:
    """A JPEG with these directly after its beginning."""
    return raw[:2] + b"".join(segments) + raw[2:]


def texts(**named: str) -> PngInfo:
    """Texts of a PNG, one of them compressed."""
    info = PngInfo()
    for name, value in named.items():
        info.add_text(name, value)
        info.add_text(f"{name} again", value, zip=True)
        info.add_itxt(f"{name} once more", value, zip=True)
    return info
