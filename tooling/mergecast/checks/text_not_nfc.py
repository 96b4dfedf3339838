r"""Every text is written in Unicode's normal form C.

`é` can be one character, or an `e` with an accent put on top. Both look the same,
but they are not found by the same search, do not count the same, and show up as a
change in review that nobody can see. Files from a Mac or a PDF often hold the second
kind. ``mergecast check --fix`` turns it into the first. Vowel signs of Arabic and
Hebrew that merely stand in the order of typing are left alone.

Passes::

    id: cafe-opens
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: The café is open.

Fails::

    id: cafe-opens
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: "The cafe\u0301 is open."
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from mergecast.checks.base import NOT_ASCII, Context, Options, Traits
from mergecast.checks.basis.targets import rewritten, texts
from mergecast.findings import Remark, Severity
from mergecast.model.post import Post
from mergecast.source import Place

ID = "text-not-nfc"
SEVERITY = Severity.WARNING
TRAITS: Traits = frozenset({NOT_ASCII})
OPTIONS: Options = {}

_LONGEST = 12
"""More accents than any writing puts on one letter; beyond, the rest is not shown."""


def check(post: Post, context: Context) -> Iterator[Remark]:
    """Compare each text with its normal form."""
    for route, text in texts(post, context):
        if text.isascii() or unicodedata.is_normalized("NFC", text):
            continue
        normal = unicodedata.normalize("NFC", text)
        if sorted(normal) == sorted(text):
            continue
        start, end = _first_difference(text, normal)
        yield Remark(
            Place(post.path, route, within=(start, end)),
            f"'{text[start:end]}' is written as {_points(text[start:end])} "
            f"instead of {_points(unicodedata.normalize('NFC', text[start:end]))}",
            hint="run 'mergecast check --fix', which writes it in one form",
            fix=rewritten(post, route, text, normal),
        )


def _first_difference(text: str, normal: str) -> tuple[int, int]:
    """The first character, with what is put on top, that the normal form changes."""
    pairs = enumerate(zip(text, normal, strict=False))
    start = next((n for n, (old, new) in pairs if old != new), len(text) - 1)
    while start and unicodedata.combining(text[start]):
        start -= 1
    end = start + 1
    while end < min(len(text), start + _LONGEST) and not _ends_at(text, start, end):
        end += 1
    return start, end


def _ends_at(text: str, start: int, end: int) -> bool:
    """Whether ``[start, end)`` changes, and changes the same without what follows."""
    normal = unicodedata.normalize("NFC", text[start:end])
    longer = unicodedata.normalize("NFC", text[start : end + 1])
    whole = not unicodedata.combining(text[end]) and longer == normal + text[end]
    return whole and normal != text[start:end]


def _points(text: str) -> str:
    return " ".join(f"U+{ord(character):04X}" for character in text)
