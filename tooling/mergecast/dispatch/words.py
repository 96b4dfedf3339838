"""Are two texts the same words? Networks hand back a text a little changed.

What no reader sees does not count: the form of accents (NFC), kinds and number of
spaces, the scheme of a link and a slash at its end. Everything else does.
"""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256

_SPACE = re.compile(r"\s+")
_SCHEME = re.compile(r"https?://", re.IGNORECASE)
_SLASH = re.compile(r"/(?= |$)")


def normal(text: str) -> str:
    """The words alone."""
    plain = _SPACE.sub(" ", unicodedata.normalize("NFC", text)).strip()
    return _SLASH.sub("", _SCHEME.sub("", plain))


def digest_of(text: str) -> str:
    """The sha256 of the words: a claim keeps it, so that they can be looked for."""
    return "sha256:" + sha256(normal(text).encode()).hexdigest()
