"""Where a top-level domain ends, if one begins behind a dot."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

ASCII_NAME = re.compile(r"[A-Za-z]++(?![0-9@+\-])")
"""A run of ASCII letters. A digit, ``@``, ``+`` or ``-`` behind it makes it no TLD."""


@cache
def _names() -> tuple[frozenset[str], re.Pattern[str]]:
    """The ASCII names, and a pattern for all others and for punycode."""
    path = Path(__file__).with_name("data") / "tlds.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    names = " ".join((*data["generic"], *data["country"])).split()
    # The longest first: one Indian domain is the beginning of another.
    others = sorted((n for n in names if not n.isascii()), key=len, reverse=True)
    pattern = re.compile(
        rf"(?i:{'|'.join(map(_plain, others))})(?![0-9A-Za-z@+\-])"
        r"|[Xx][Nn]--[\-0-9A-Za-z]+"
    )
    return frozenset(name for name in names if name.isascii()), pattern


def tld_end(text: str, dot: int) -> int:
    """Where the TLD behind the dot ends, or 0 if there is none."""
    ascii_names, others = _names()
    name = ASCII_NAME.match(text, dot + 1)
    if name and name[0].lower() in ascii_names:
        return name.end()
    other = others.match(text, dot + 1)
    return other.end() if other else 0


def _plain(name: str) -> str:
    """The name as a pattern in which ASCII letters match ASCII letters only.

    Ignoring case would let the long s (U+017F) pass for an s.
    """
    return re.sub("[a-z]", lambda m: f"(?-i:[{m[0]}{m[0].upper()}])", name)
