"""Which texts say nearly the same: without comparing each with each.

A text is the set of its words (of its pairs of characters, where a script has no spaces
between words), without links, mentions, case and punctuation. How alike two are is what
they share of all that both have.

An index has the longest words of each text, and under each word a bounded number of
texts: long words are rare, so what says nearly the same stands under many of the same.
Asked for a text it counts, and names the few that share most; only those are compared.
So the cost grows with the texts, whatever they say.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from heapq import nlargest
from typing import Generic, TypeVar
from unicodedata import normalize

T = TypeVar("T", bound=Hashable)

_KEPT = 32
"""Words of a text that an index has, the longest ones."""

_UNDER_ONE = 64
"""Texts under one word, the last ones; what stands under it oftener tells little."""

_SHARED = 3
"""So many words in common are worth a comparison."""

LEAST = 6
"""With fewer words two texts are alike by chance."""

# Each begins with plain letters, which a search finds without trying every place.
_LINK = re.compile(r"https?://\S+")
_MENTION = re.compile(r"@\w+")
_ASCII_WORD = re.compile(r"[a-z0-9_]{3,}")
_WORD = re.compile(r"\w{3,}")
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003ffff]+"
)
"""Scripts without spaces between words: Thai, Lao, Burmese, Khmer, kana and Han."""


def words(text: str) -> frozenset[str]:
    """The words of a text, without what does not make two texts different."""
    if "://" in text:
        text = _LINK.sub(" ", text)
    if "@" in text:
        text = _MENTION.sub(" ", text)
    if text.isascii():
        return frozenset(_ASCII_WORD.findall(text.lower()))
    text = normalize("NFKC", text).casefold()
    runs = _UNSPACED.findall(text)
    pairs = {run[at : at + 2] for run in runs for at in range(max(1, len(run) - 1))}
    spaced = _UNSPACED.sub(" ", text) if runs else text
    return frozenset(pairs.union(_WORD.findall(spaced)))


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """How alike two texts are, from 0 to 1; nothing where one has but a few words."""
    if min(len(one), len(other)) < LEAST:
        return 0.0
    both = len(one & other)
    return both / (len(one) + len(other) - both)


@dataclass(slots=True)
class Index(Generic[T]):
    """Texts by name, and which of them may be like another."""

    _under: dict[str, list[T]] = field(default_factory=dict)

    def add(self, name: T, found: frozenset[str]) -> None:
        """Take a text by its words."""
        for word in _telling(found):
            names = self._under.get(word)
            if names is None:
                self._under[word] = [name]
            else:
                names.append(name)
                if len(names) > 2 * _UNDER_ONE:
                    del names[:_UNDER_ONE]

    def like(self, found: frozenset[str], most: int) -> list[T]:
        """Names of the texts that share most with these words, at most so many."""
        shared: Counter[T] = Counter()
        for word in _telling(found):
            shared.update(self._under.get(word, ())[-_UNDER_ONE:])
        near = ((count, name) for name, count in shared.items() if count >= _SHARED)
        best = nlargest(most, near, key=_count)
        return [name for _, name in best]


def _count(each: tuple[int, object]) -> int:
    return each[0]


def _telling(found: Iterable[str]) -> list[str]:
    """The longest words of a text, in an order that is everywhere the same."""
    in_order = sorted(found)
    in_order.sort(key=len, reverse=True)
    return in_order[:_KEPT]
