"""Words that people give as a reason: kept for ever, so they have to be writable.

A reason comes from a phone, a form or a command line, and may hold what no text can:
half of a character, bytes that are no UTF-8, controls. An order never fails by its
reason, least of all a stop.
"""

from __future__ import annotations

import re

LONGEST = 500
"""Characters that are kept."""

_HALVES = re.compile("[\ud800-\udfff]+")
_BLANKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")


def plain_reason(text: str) -> str:
    r"""A reason as one line that can be written anywhere.

    >>> plain_reason("flood\x00 in\n Klang\ud83d")
    'flood in Klang�'
    """
    return _BLANKS.sub(" ", _HALVES.sub("\ufffd", text)).strip()[:LONGEST]
