r"""No word mixes letters of two scripts that look the same.

In `pаypal` with a Cyrillic `а` readers see nothing odd, but search, hashtags and
screen readers do: it is how a wrong keyboard layout, a text from a generator or
somebody's trick shows. Letters that are drawn as mathematical symbols or in circles
(𝗯𝗼𝗹𝗱) are read aloud as gibberish or skipped. Honest neighbours are left alone:
Chinese or Japanese with Latin words, Greek or Russian text, `µg`, `kΩ`, `PDFка`.

Passes::

    id: sale
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: IT-компания Acme открывает офис. 10 µg, 合并即发布 with mergecast。

Fails::

    id: sale
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: "The s\u0430le starts today"

Fails::

    id: sale
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: "\U0001D5E6\U0001D5D4\U0001D5DF\U0001D5D8 today"
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from mergecast.checks.base import NOT_ASCII, Context, Options, Traits
from mergecast.checks.basis.characters import compiled
from mergecast.checks.basis.scripts import (
    LATIN_TAKEN_FOR,
    LETTERS,
    LOOKS_LATIN,
    by_script,
)
from mergecast.checks.basis.targets import texts
from mergecast.findings import Remark, Severity
from mergecast.model.post import Post
from mergecast.source import Place

ID = "text-look-alikes"
SEVERITY = Severity.WARNING
TRAITS: Traits = frozenset({NOT_ASCII})
OPTIONS: Options = {}

_SHOWN = 40
_DRAWN = LETTERS["mathematical"] + LETTERS["encircled"]
_ALIEN = "".join(LETTERS[name] for name in (*LOOKS_LATIN, "full-width Latin")) + _DRAWN
_NOT_CYRILLIC = _ALIEN.replace(LETTERS["Cyrillic"], "")
_LATIN = LETTERS["Latin"] + "\u0300-\u036f"
_ANY_ALIEN = f"[{_ALIEN}]"
_WORD = f"[{_LATIN}{_ALIEN}]+"
_DRAWN_WORD = f"[{_DRAWN}]{{3,}}"
_CYRILLIC_WORD = f"[{LETTERS['Cyrillic']}]{{2,}}"
_ACRONYM_WITH_ENDING = f"[A-Z]{{2,}}[{LETTERS['Cyrillic']}]+"
_SEAMS = (  # where letters of two scripts meet; the rarer kind first, which is fast
    f"[{_LATIN}](?:(?=[{_ALIEN}])|(?<=[{_ALIEN}].))",
    f"[{_NOT_CYRILLIC}](?:(?=[{LETTERS['Cyrillic']}])|(?<=[{LETTERS['Cyrillic']}].))",
)


def check(post: Post, context: Context) -> Iterator[Remark]:
    """Look at each word that has a letter from another script than plain Latin."""
    for route, text in texts(post, context):
        if text.isascii() or not compiled(_ANY_ALIEN).search(text):
            continue
        for start, end, message, hint in _strange_words(text):
            place = Place(post.path, route, within=(start, end))
            yield Remark(place, message, hint=hint)


def _strange_words(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Start, end, a message and a hint of each strange word."""
    if drawn := compiled(_DRAWN_WORD).search(text):
        plain = unicodedata.normalize("NFKC", drawn[0][:_SHOWN])
        message = f"'{drawn[0][:_SHOWN]}' is drawn with symbols, not with letters"
        hint = f"write '{plain}'; screen readers and search cannot read symbols"
        yield (*drawn.span(), message, hint)
    hint = "type it again with one keyboard layout"
    if any(compiled(seam).search(text) for seam in _SEAMS):
        for word in compiled(_WORD).finditer(text):
            if stray := _stray(word[0], by_script(word[0])):
                yield (*word.span(), f"'{word[0][:_SHOWN]}' mixes {stray}", hint)
    if not compiled(_CYRILLIC_WORD).search(text):
        for word in _lone_letters(text):
            message = (
                f"'{word[0]}' is a Cyrillic letter in a text without Cyrillic words"
            )
            yield (*word.span(), message, hint)


def _lone_letters(text: str) -> list[re.Match[str]]:
    """Cyrillic letters that stand for a Latin word: ``a``, ``I``, typed elsewhere."""
    words = [word for word in compiled(_WORD).finditer(text) if len(word[0]) == 1]
    lone = [word for word in words if "Cyrillic" in by_script(word[0])]
    return lone if all(word[0] in LOOKS_LATIN["Cyrillic"] for word in lone) else []


def _stray(word: str, letters: dict[str, str]) -> str | None:
    """What is mixed in a word of several scripts, None where that is honest."""
    names = [name for name in letters if name not in {"mathematical", "encircled"}]
    if len(names) < 2 or compiled(_ACRONYM_WITH_ENDING).fullmatch(word):
        return None
    if "full-width Latin" in names and "Latin" in names:
        return "full-width and ordinary Latin letters"
    if "Greek" in names and len(word) <= 3:
        return None  # a unit or a symbol of a formula
    for name in names:
        others = [other for other in names if other != name]
        alike = LOOKS_LATIN.get(name, "")
        if name == "Latin":
            alike = "".join(LATIN_TAKEN_FOR.get(other, "") for other in others)
        if all(letter in alike for letter in letters[name]):
            listed = ", ".join(dict.fromkeys(letters[name]))
            return f"{name} letters ({listed}) with {' and '.join(others)} ones"
    return None
