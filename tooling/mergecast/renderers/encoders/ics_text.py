"""The sink that is a list of properties: an iCalendar file (RFC 5545)."""

from __future__ import annotations

import re

from mergecast.renderers.encoders.visible import many_lines

_ESCAPES = re.compile(r"[\\;,\n]")
_OCTETS = 75


def encode_ics(text: str) -> str:
    r"""A value of type TEXT; line breaks become ``\n``, so no property can be added."""
    return _ESCAPES.sub(_escape, many_lines(text))


def fold_ics(line: str) -> str:
    """A content line in pieces of at most 75 octets, never inside a character."""
    pieces: list[str] = []
    piece, octets = "", 0
    for character in line:
        size = len(character.encode())
        if octets + size > _OCTETS:
            pieces.append(piece)
            # The space that marks a continued line counts.
            piece, octets = " ", 1
        piece += character
        octets += size
    return "\r\n".join([*pieces, piece])


def _escape(found: re.Match[str]) -> str:
    return "\\n" if found[0] == "\n" else "\\" + found[0]
