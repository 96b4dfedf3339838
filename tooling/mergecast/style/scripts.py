"""Scripts that are written without spaces between words, and what text is in them."""

from __future__ import annotations

import re
from functools import cache

UNSPACED = (
    "\u0e00-\u0eff"  # Thai, Lao
    "\u1000-\u109f\u1780-\u17ff"  # Myanmar, Khmer
    "\u3005-\u3007\u3040-\u30ff\u3100-\u312f\u31f0-\u31ff"  # kana, bopomofo
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"  # Han
    "\uff66-\uff9f"  # half-width katakana
    "\U00020000-\U0003ffff"  # Han, the rarer ones
)
"""The inside of a character class: a word may begin or end beside any of these."""

_TONES = "\U0001f3fb-\U0001f3ff"
_PICTURE = r"(?:\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f)"
_JOINED = rf"(?<=[\p{{Extended_Pictographic}}\ufe0f{_TONES}]\u200d)"
_JOINS = r"(?=\u200d\p{Extended_Pictographic})"
_BEFORE_EMOJI = rf"(?<!\u200d)(?![{_TONES}])(?={_PICTURE})"
_BEHIND_EMOJI = rf"(?<={_PICTURE})(?![\u200d\ufe0f{_TONES}])"

BOUNDARY = (
    rf"(?:(?!{_JOINS}|{_JOINED})\b|(?<=[{UNSPACED}])|(?=[{UNSPACED}])"
    rf"|{_BEFORE_EMOJI}|{_BEHIND_EMOJI})"
)
r"""What ``\b`` means in a rule: where a word begins or ends, in any script.

An emoji is a word of its own, as readers see it: not the mother in a family.
"""

_OF_LANGUAGE = (
    ("ja", "\u3040-\u30ff"),
    ("ko", "\uac00-\ud7af"),
    ("zh", "\u4e00-\u9fff"),
    ("ar", "\u0600-\u06ff"),
    ("th", "\u0e00-\u0e7f"),
)
_LEAST = 0.2


@cache
def _counting(inside: str) -> re.Pattern[str]:
    return re.compile(f"[{inside}]")


def language_of(text: str) -> str | None:
    """The language that the script of a text tells; None where it tells none.

    >>> language_of("合并即发布, with mergecast")
    'zh'
    """
    if text.isascii():
        return None
    letters = sum(character.isalpha() for character in text) or 1
    for language, inside in _OF_LANGUAGE:
        found = len(_counting(inside).findall(text))
        # A few kana among Chinese characters make it Japanese; no other mix does so.
        if found / letters > (0.1 if language == "ja" else _LEAST):
            return language
    return None
