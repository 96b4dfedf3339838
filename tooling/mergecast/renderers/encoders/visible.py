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
_TAGS = "\U000e0020-\U000e007f"
_UNSEEN = f"{_FORMATS}{_SURROGATES}{_TAGS}"
_SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"

# The flag of a region is a black flag that tags spell out. Elsewhere tags are a text
# that nobody sees.
_FLAG = "\U0001f3f4[\U000e0030-\U000e007a]{1,6}\U000e007f"
# A joiner after a Latin, Greek or Cyrillic letter joins nothing: it only hides.
_IDLE_JOINER = r"(?<![^\x00-\u052f\u2000-\u206f])[\u200c\u200d]"
# A selector belongs to the one character before it: a sign, a digit of a keycap, an
# ideograph. After letters, blanks or other selectors it carries what nobody sees.
_IDLE_SELECTOR = (
    rf"(?<![^\x00-\x22\x24-\x29\x2b-\x2f\x3a-\xa8\u2000-\u200f{_SELECTORS}])"
    rf"[{_SELECTORS}]"
)
# What follows a hidden character has nothing to join or to select either.
_HIDDEN = re.compile(
    f"(?P<flag>{_FLAG})"
    f"|(?:[{_CONTROLS}{_UNSEEN}]|{_IDLE_JOINER}|{_IDLE_SELECTOR})"
    rf"[\u200c\u200d{_SELECTORS}]*"
)

_LINE_BREAK = re.compile("\r\n?")


def number(character: str) -> str:
    """The code point in words: ``<U+200B>``."""
    return f"<U+{ord(character):04X}>"


def hidden(text: str) -> list[int]:
    """Where ``text`` holds a character that a reader would not see, or that acts."""
    runs = (at for at in _HIDDEN.finditer(text) if at.lastgroup != "flag")
    return [place for run in runs for place in range(*run.span())]


def one_line(text: str) -> str:
    """``text`` with every hidden character, line breaks and tabs too, as its number."""
    return _HIDDEN.sub(_numbers, text)


def many_lines(text: str) -> str:
    """As ``one_line``, but line feeds and tabs stay; CR and CRLF become a line feed."""
    unified = _LINE_BREAK.sub("\n", text)
    return _HIDDEN.sub(_numbers_unless_layout, unified)


def shorten(text: str, limit: int) -> str:
    """At most ``limit`` characters, with an ellipsis where something was cut."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _numbers(found: re.Match[str]) -> str:
    return found[0] if found.lastgroup == "flag" else "".join(map(number, found[0]))


def _numbers_unless_layout(found: re.Match[str]) -> str:
    first, rest = found[0][0], found[0][1:]
    if first in "\n\t":
        return first + "".join(map(number, rest))
    return _numbers(found)
