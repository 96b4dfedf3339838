"""What an unquoted scalar means: ``true``, ``false``, ``null``, a number, or text.

YAML 1.1 makes 750 of ``12:30``, false of ``NO`` and 8 of ``010``. Here only what
nobody can misread is more than text; everything else is text as it stands.
"""

from __future__ import annotations

import re

WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "": None}
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]{0,17})\.[0-9]{1,18}")

Scalar = str | int | float | bool | None


def resolve(plain: str) -> Scalar:
    """The value of an unquoted scalar.

    >>> [resolve(each) for each in ("20", "-1.5", "true", "", "yes", "010", "09:00")]
    [20, -1.5, True, None, 'yes', '010', '09:00']
    """
    if plain in WORDS:
        return WORDS[plain]
    if _INTEGER.fullmatch(plain):
        return int(plain)
    if _DECIMAL.fullmatch(plain):
        return float(plain)
    return plain
