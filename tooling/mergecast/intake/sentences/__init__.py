"""What authors are told, in the language of their form; a test holds the three alike.

A name in braces stands for a value, which is encoded before it is put in.
"""

from __future__ import annotations

from collections.abc import Mapping

from mergecast.intake.sentences import en, ms, zh

SENTENCES: Mapping[str, Mapping[str, str]] = {
    "en": en.SENTENCES,
    "zh": zh.SENTENCES,
    "ms": ms.SENTENCES,
}
FINDINGS: Mapping[str, Mapping[str, str]] = {
    "en": en.FINDINGS,
    "zh": zh.FINDINGS,
    "ms": ms.FINDINGS,
}
"""What a check's finding means for an author, by its id."""
WEEKDAYS: Mapping[str, tuple[str, ...]] = {
    "en": en.WEEKDAYS,
    "zh": zh.WEEKDAYS,
    "ms": ms.WEEKDAYS,
}
