"""How an order in a comment begins: `/word`, and what stands behind it.

One grammar for all comments. People write them on phones, so a capital letter, a
no-break space, a wide slash or a stop behind the word mean nothing.
"""

from __future__ import annotations

import re
import unicodedata

STOPS = ".,;:!"
"""What phones add behind a word."""

_BEGINS = re.compile(
    rf"/(?P<word>[A-Za-z][A-Za-z_-]{{0,30}})[{STOPS}]?(?:[ \t]+(?P<rest>.*))?"
)
_START = 24
"""Characters in which a phone's spaces and signs are made plain; the rest stays."""


def begun(line: str) -> tuple[str, str] | None:
    """The word of an order and the rest of its line; None where it is none.

    >>> begun("/Resend. not there")
    ('Resend', 'not there')
    >>> begun("see /help")
    """
    plain = unicodedata.normalize("NFKC", line[:_START]) + line[_START:]
    found = _BEGINS.fullmatch(plain.rstrip())
    return (found["word"], (found["rest"] or "").strip()) if found else None
