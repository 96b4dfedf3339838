"""The sink that draws: a text of a Mermaid diagram, as forges show it.

Mermaid ends a task at a colon, a line at a semicolon and takes ``#`` and ``%%`` for
comments; a line that begins with one of its words is an order. So whatever is neither
a letter, a digit nor a blank becomes an entity (``#58;``), which it shows as the sign.
"""

from __future__ import annotations

import re

from mergecast.renderers.encoders.visible import one_line

_SPACE = re.compile(r"[\n\r\t ]+")
# Letters and marks of any script, and signs that mean nothing there. U+FB02 and U+00B6
# are what Mermaid itself stands entities between.
_ACTIVE = re.compile(r"[^\w\s.,()!?/+'’“”–—…·\-\u0300-\U0010ffff]|[\ufb02\u00b6_]")
_WORDS = re.compile(
    r"(?=(?:gantt|title|section|date|axis|tick|today|excludes|includes|inclusive|top"
    r"|weekday|weekend|click|call|href|acc|milestone|active|done|crit|vert|after|until"
    r"|style|classdef|display|config|\d{4}-)"
    r")\w",
    re.IGNORECASE,
)


def encode_mermaid(text: str) -> str:
    """The text of a title, section or task; nothing in it can end it."""
    line = one_line(_SPACE.sub(" ", text)).strip(" ")
    # A word of Mermaid's own, or a day, is none once its first letter is an entity.
    begun = _WORDS.match(line)
    first = f"#{ord(line[0])};" if begun else ""
    rest = line[1:] if begun else line
    return (first + _ACTIVE.sub(_entity, rest)) or "#160;"


def _entity(found: re.Match[str]) -> str:
    return f"#{ord(found[0])};"
