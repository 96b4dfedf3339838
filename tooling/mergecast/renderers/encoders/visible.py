"""Make what cannot be seen visible: controls, bidi marks, lone surrogates.

Every encoder starts here. A hidden character becomes its number, ``<U+202E>``: a
reader sees that it is there and where, and it can neither steer a terminal nor
reorder a line. What writing and emoji need stays: U+200D in a family of emoji or
between letters that join, variation selectors, the tags of a flag.
"""

from __future__ import annotations

import re

_CONTROLS = "\x00-\x1f\x7f-\x9f"
_FORMATS = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U000e0001"
)
_SURROGATES = "\ud800-\udfff"
# A joiner after a Latin, Greek or Cyrillic letter joins nothing: it only hides.
_IDLE_JOINERS = r"(?<![^\x00-\u052f])[\u200c\u200d]"
# Tags spell out a flag after U+1F3F4, and are otherwise text that no one sees.
_IDLE_TAGS = "(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0020-\U000e007f]"

# A selector belongs to the one character before it: a sign, a digit of a keycap, an
# ideograph. After letters, spaces or other selectors it carries text no one sees.
_SELECTOR = "[\ufe00-\ufe0f\U000e0100-\U000e01ef]"
_IDLE_SELECTORS = (
    r"(?<![^\x00-\x22\x24-\x29\x2b-\x2f\x3a-\xa8\ufe00-\ufe0f\U000e0100-\U000e01ef])"
    + _SELECTOR
)

HIDDEN = re.compile(
    f"[{_CONTROLS}{_FORMATS}{_SURROGATES}]"
    f"|{_IDLE_JOINERS}|{_IDLE_TAGS}|{_IDLE_SELECTORS}"
)
"""One character that a reader would not see, or that does something."""

_LINE_BREAK = re.compile("\r\n?")


def number(character: str) -> str:
    """The code point in words: ``<U+200B>``."""
    return f"<U+{ord(character):04X}>"


def one_line(text: str) -> str:
    """``text`` with every hidden character, line breaks and tabs too, as its number."""
    return HIDDEN.sub(_number_of, text)


def many_lines(text: str) -> str:
    """As ``one_line``, but line feeds and tabs stay; CR and CRLF become a line feed."""
    unified = _LINE_BREAK.sub("\n", text)
    return HIDDEN.sub(_number_unless_layout, unified)


def shorten(text: str, limit: int) -> str:
    """At most ``limit`` characters, with an ellipsis where something was cut."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _number_of(found: re.Match[str]) -> str:
    return number(found[0])


def _number_unless_layout(found: re.Match[str]) -> str:
    return found[0] if found[0] in "\n\t" else number(found[0])
