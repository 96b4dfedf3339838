"""Bytes to text: plain UTF-8, and a name for whatever else it is."""

from __future__ import annotations

import codecs

from mergecast.findings import Remark
from mergecast.loading.limits import MAX_BYTES
from mergecast.loading.remarks import Said
from mergecast.source import TOP, Place, Span

_SAVE = "save the file as UTF-8 without a byte order mark"
_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)


def decode(path: str, raw: bytes) -> str | Said:
    """The text of a file, or what keeps it from being read."""
    if len(raw) > MAX_BYTES:
        return "file-too-large", Remark(
            Place(path, span=TOP),
            f"the file has {len(raw):,} bytes, the limit is {MAX_BYTES:,}",
            "split it, and keep images in files of their own",
        )
    if wide := _wide(raw):
        return "not-utf-8", Remark(
            Place(path, span=TOP), f"the file is {wide}, not UTF-8", _SAVE
        )
    if raw.startswith(codecs.BOM_UTF8):
        return "byte-order-mark", Remark(
            Place(path, span=Span(1, 1, 1, 2)),
            "the file begins with an invisible byte order mark (U+FEFF)",
            _SAVE,
        )
    try:
        return raw.decode()
    except UnicodeDecodeError as problem:
        return "not-utf-8", _undecodable(path, raw, problem)


def _wide(raw: bytes) -> str | None:
    """The name of an encoding with several bytes for each letter."""
    for mark, name in _MARKS:
        if raw.startswith(mark):
            return name
    # YAML's own signs have one zero byte beside them in UTF-16, three in UTF-32.
    head = raw[:200]
    fewer, more = sorted((head[::2].count(0), head[1::2].count(0)))
    half = len(head) // 2
    if half < 2 or more * 3 < half * 2 or fewer * 4 > half * 3:
        return None
    return "UTF-32" if fewer * 3 > half else "UTF-16"


def _undecodable(path: str, raw: bytes, problem: UnicodeDecodeError) -> Remark:
    before = raw[: problem.start].decode()
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return Remark(
        Place(path, span=Span(line, column, line, column + 1)),
        f"byte 0x{raw[problem.start]:02x} is not UTF-8",
        _SAVE,
    )
