"""Say what a file is that is no image which networks take, by how it begins."""

from __future__ import annotations

_AVIF = {b"avif", b"avis"}
_HEIC = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
"""Brands in the first box of a file of ISO media (ISO/IEC 23008-12, AV1 image)."""

_OLD_MOVIE = {b"moov", b"mdat", b"wide", b"free", b"skip"}
"""How a QuickTime file of before 2001 begins, after a length."""

_BEGINNINGS = (
    (b"\x1aE\xdf\xa3", "video/webm"),
    (b"\xff\x0a", "image/jxl"),
    (b"\0\0\0\x0cJXL \r\n\x87\n", "image/jxl"),
    (b"BM", "image/bmp"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"%PDF-", "application/pdf"),
)
_SVG_WITHIN = 4_096
"""So far in the root of a drawing is looked for: editors put long comments before."""


def other_kind(raw: bytes) -> str | None:
    """The MIME type of a photo, video or drawing; None where it is none of these.

    >>> other_kind(b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    'image/svg+xml'
    """
    if raw[4:8] == b"ftyp":
        return _of_iso_media(raw)
    if raw[4:8] in _OLD_MOVIE:
        return "video/quicktime"
    if raw.startswith(b"RIFF") and raw[8:12] == b"AVI ":
        return "video/x-msvideo"
    for beginning, kind in _BEGINNINGS:
        if raw.startswith(beginning):
            return kind
    text = raw[:_SVG_WITHIN].removeprefix(b"\xef\xbb\xbf").lstrip()
    if text.startswith(b"<") and b"<svg" in text:
        return "image/svg+xml"
    return None


def _of_iso_media(raw: bytes) -> str:
    """By the main brand, then by those that it says it is compatible with."""
    length = min(int.from_bytes(raw[:4], "big"), 256)
    main = raw[8:12]
    brands = {main, *(raw[n : n + 4] for n in range(16, length, 4))}
    if main == b"qt  ":
        return "video/quicktime"
    if brands & _AVIF:
        return "image/avif"
    return "image/heic" if brands & _HEIC else "video/mp4"
