"""The sink that calls everybody: a message for Slack, Mattermost and their like.

Slack needs three signs escaped and nothing else, and takes its orders (``<!channel>``)
from what is not. Others look for ``@channel`` in the plain text.
"""

from __future__ import annotations

import re

from mergecast.renderers.encoders.visible import one_line

_SIGNS = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_SPACE = re.compile(r"[\n\r\t ]+")
_CALL = re.compile(r"@(?=\w)")
_GAP = "\u200b"


def encode_chat(text: str) -> str:
    """Inline text that reads as it was written, and calls nobody."""
    line = one_line(_SPACE.sub(" ", text)).strip(" ")
    return _CALL.sub(f"@{_GAP}", line.translate(_SIGNS))
