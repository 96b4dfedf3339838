"""The characters that a reviewer does not see, or sees elsewhere: one pattern for all.

Apart from ``characters``, which says what is wrong with each: most files have none, and
then nobody needs to know.
"""

from __future__ import annotations

import re

BREAKS = "\x85\u2028\u2029"
"""A new line to YAML, and nothing at all to most viewers of a diff."""
CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff"
TURNS = "\u202a-\u202e\u2066-\u2069"
"""Bidi controls: they change the order in which a line is shown."""
MARKS = "\u061c\u200e\u200f"
"""Bidi marks: they settle a single spot in Arabic or Hebrew."""
BYTE_ORDER_MARK = "\ufeff"
HIDDEN = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u2060-\u2065\u206a-\u206f"
    "\u2800\u3164\ufdd0-\ufdef\ufe00-\ufe0d\ufeff\uffa0\ufff0-\ufffc"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""Takes no room, or shows nothing where it stands."""

HAZARDOUS = re.compile(f"[\t{BREAKS}{CONTROLS}{TURNS}{MARKS}{HIDDEN}]")
"""Any of them, or a tab: where this finds nothing, no character is a hazard."""
