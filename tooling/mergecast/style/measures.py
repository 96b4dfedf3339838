"""Count what a text is made of, and estimate how hard it is to read.

The formulas are those of their authors; syllables are counted by rules for English
(Chinese and other scripts without spaces: one syllable a character), so the grades
mean little for other languages.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from typing import Final

from mergecast.style.sentences import paragraphs, sentences, words

Counts = Mapping[str, float]

_VOWELS = re.compile(r"[aeiouyáéíóúüâêîôû]+")
_SILENT = re.compile(r"(?:[^laeiouy]e|[^aeiouytd]ed|[^aeiouyscxz]es)$|(?<=[aeiouy])e$")
_COMMON_ENDING = re.compile(r"(?:es|ed|ing)$")
_LETTERS = re.compile(r"[^\W_]")


def syllables(word: str) -> int:
    """About how many syllables a word has, at least one.

    >>> [syllables(word) for word in ("merge", "calendar", "approved", "table")]
    [1, 3, 2, 2]
    """
    plain = _SILENT.sub("", word.lower()) if len(word) > 3 else word.lower()
    return len(_VOWELS.findall(plain)) or 1


def counts(text: str) -> dict[str, float]:
    """What can stand in a formula, by name; nothing where there is no word."""
    found = [text[start:end] for start, end in words(text)]
    if not found:
        return {}
    by_word = [syllables(word) for word in found]
    hard = [word for word, count in zip(found, by_word, strict=True) if count > 2]
    return {
        "words": len(found),
        "sentences": len(sentences(text)) or 1,
        "paragraphs": len(paragraphs(text)) or 1,
        "characters": len(_LETTERS.findall(text)),
        "syllables": sum(by_word),
        "polysyllabic_words": len(hard),
        "complex_words": sum(
            syllables(_COMMON_ENDING.sub("", word)) > 2 for word in hard
        ),
        "long_words": sum(len(word) > 6 for word in found),
    }


def _fog(n: Counts) -> float:
    return 0.4 * (n["words"] / n["sentences"] + 100 * n["complex_words"] / n["words"])


def _coleman(n: Counts) -> float:
    per_hundred = 100 / n["words"]
    letters, stops = n["characters"] * per_hundred, n["sentences"] * per_hundred
    return 0.0588 * letters - 0.296 * stops - 15.8


def _kincaid(n: Counts) -> float:
    return (
        0.39 * n["words"] / n["sentences"] + 11.8 * n["syllables"] / n["words"] - 15.59
    )


def _smog(n: Counts) -> float:
    return 1.0430 * math.sqrt(n["polysyllabic_words"] * 30 / n["sentences"]) + 3.1291


def _automated(n: Counts) -> float:
    return (
        4.71 * n["characters"] / n["words"] + 0.5 * n["words"] / n["sentences"] - 21.43
    )


READABILITY: Final[Mapping[str, Callable[[Counts], float]]] = {
    "Gunning Fog": _fog,
    "Coleman-Liau": _coleman,
    "Flesch-Kincaid": _kincaid,
    "SMOG": _smog,
    "Automated Readability": _automated,
}
"""Measures by the names that rules use."""
