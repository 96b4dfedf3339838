"""``substitution``: what is written, and what to write instead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from mergecast.style.kinds.base import (
    Exceptions,
    Hit,
    Surroundings,
    filled,
    of_words,
)
from mergecast.style.pattern import Pattern, PatternError
from mergecast.style.rule import Substitution
from mergecast.style.text import Text

_LITERAL = re.compile(r"(?:[^\\.^$*+?{}\[\]()|]|\\[-.'/!@#&])+")


@dataclass(frozen=True, slots=True)
class SubstitutionRunner:
    """One pattern finds any of the words; then it is looked up which one it was."""

    pattern: Pattern
    words: Mapping[str, str]
    others: tuple[tuple[Pattern, str], ...]
    body: Substitution
    exceptions: Exceptions
    _right: dict[str, Pattern | None] = field(default_factory=dict)

    def hits(self, text: Text) -> Iterator[Hit]:
        """Each stretch that matches and is not yet as it should be."""
        for found in self.pattern.matches(text):
            start, end = found[0]
            written = text.value[start:end]
            instead = self._instead(text, start, end)
            if instead is None or self._is_right(instead, written.strip()):
                continue
            if not self.exceptions.cover(text, start, end):
                choices = self._choices(instead, written)
                yield Hit(start, end, (" or ".join(choices), written.strip()), choices)

    def _instead(self, text: Text, start: int, end: int) -> str | None:
        written = text.value[start:end]
        known = self.words.get(written.casefold() if self.body.ignorecase else written)
        if known is not None:
            return known
        for pattern, instead in self.others:
            groups = pattern.at(text, start)
            if groups is not None and groups[0] == (start, end):
                return filled(instead, text.value, groups)
        return None

    def _choices(self, instead: str, written: str) -> tuple[str, ...]:
        choices = tuple(instead.split("|"))
        if self.body.capitalize and written[:1].isupper():
            return tuple(each[:1].upper() + each[1:] for each in choices)
        return choices

    def _is_right(self, instead: str, written: str) -> bool:
        """Whether what is written is what should be: what is right may be a pattern."""
        if written in instead.split("|"):
            return True
        if _LITERAL.fullmatch(instead):
            return False
        if instead not in self._right:
            try:
                self._right[instead] = Pattern(f"^(?:{instead})$")
            except PatternError:
                self._right[instead] = None
        right = self._right[instead]
        return right is not None and right.found_in(Text(written))


def runner(body: Substitution, around: Surroundings) -> SubstitutionRunner:
    """Ready to run; the longest key goes first.

    Raises:
        PatternError: no engine can read a pattern.
    """
    swap = sorted(body.swap, key=lambda pair: len(pair[0]), reverse=True)
    words: dict[str, str] = {}
    others: list[tuple[Pattern, str]] = []
    for key, instead in swap:
        plain = re.sub(r"\\(.)", r"\1", key)
        if _LITERAL.fullmatch(key):
            words.setdefault(plain.casefold() if body.ignorecase else plain, instead)
        else:
            others.append((Pattern(_pattern((key,), body)), instead))
    every = Pattern(_pattern(tuple(key for key, _ in swap), body))
    exceptions = Exceptions.of(around.exceptions)
    return SubstitutionRunner(every, words, tuple(others), body, exceptions)


def _pattern(keys: tuple[str, ...], body: Substitution) -> str:
    return of_words(keys, nonword=body.nonword, ignorecase=body.ignorecase)
