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

from mergecast.checks.base import Context, Options
from mergecast.checks.scripts import LATIN_TAKEN_FOR, LETTERS, LOOKS_LATIN, by_script
from mergecast.checks.targets import texts
from mergecast.findings import Remark, Severity
from mergecast.model.post import Post
from mergecast.source import Place

ID = "text-look-alikes"
SEVERITY = Severity.WARNING
OPTIONS: Options = {}

_DRAWN = LETTERS["mathematical"] + LETTERS["encircled"]
_ALIEN = "".join(LETTERS[name] for name in (*LOOKS_LATIN, "full-width Latin")) + _DRAWN
_ANY_ALIEN = re.compile(f"[{_ALIEN}]")
_WORD = re.compile(f"[{LETTERS['Latin']}{_ALIEN}\u0300-\u036f]+")
_DRAWN_WORD = re.compile(f"[{_DRAWN}]{{3,}}")
_ACRONYM_WITH_ENDING = re.compile(f"[A-Z]{{2,}}[{LETTERS['Cyrillic']}]+")


def check(post: Post, context: Context) -> Iterator[Remark]:
    """Look at each word that has a letter from another script than plain Latin."""
    for route, text in texts(post, context):
        if text.isascii() or not _ANY_ALIEN.search(text):
            continue
        drawn = _DRAWN_WORD.search(text)
        if drawn:
            plain = unicodedata.normalize("NFKC", drawn[0])
            yield Remark(
                Place(post.path, route, within=drawn.span()),
                f"'{drawn[0]}' is drawn with symbols, not written with letters",
                hint=f"write '{plain}'; screen readers and search cannot read symbols",
            )
        for start, end, message in _mixed(text):
            yield Remark(
                Place(post.path, route, within=(start, end)),
                message,
                hint="type the word again with one keyboard layout",
            )


def _mixed(text: str) -> Iterator[tuple[int, int, str]]:
    """Each word that mixes look-alikes, and letters that stand for a Latin word."""
    words = [(match, by_script(match[0])) for match in _WORD.finditer(text)]
    lone = []
    for match, letters in words:
        if len(letters) > 1 and (stray := _stray(match[0], letters)):
            yield (*match.span(), f"'{match[0]}' mixes {stray}")
        elif "Cyrillic" in letters and len(letters) == 1:
            lone.append(match)
    latin = any("Latin" in letters for _, letters in words)
    if latin and all(match[0] in LOOKS_LATIN["Cyrillic"] for match in lone):
        for match in lone:
            yield (*match.span(), f"'{match[0]}' is a Cyrillic letter in Latin text")


def _stray(word: str, letters: dict[str, str]) -> str | None:
    """What is mixed in a word of several scripts, None where that is honest."""
    names = [name for name in letters if name not in {"mathematical", "encircled"}]
    if "full-width Latin" in names and "Latin" in names:
        return "full-width and ordinary Latin letters"
    if len(names) < 2 or _ACRONYM_WITH_ENDING.fullmatch(word):
        return None
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
