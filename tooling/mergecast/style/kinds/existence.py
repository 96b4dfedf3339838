"""``existence``: words or patterns that are not to be there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mergecast.style.kinds.base import Exceptions, Hit, Surroundings, of_words
from mergecast.style.pattern import Pattern
from mergecast.style.rule import Existence
from mergecast.style.text import Text


@dataclass(frozen=True, slots=True)
class ExistenceRunner:
    """Every match is a hit, unless an exception covers it."""

    pattern: Pattern
    exceptions: Exceptions

    def hits(self, text: Text) -> Iterator[Hit]:
        """Each stretch that matches."""
        for found in self.pattern.matches(text):
            start, end = found[0]
            if not self.exceptions.cover(text, start, end):
                yield Hit(start, end, (text.value[start:end],))


def runner(body: Existence, around: Surroundings) -> ExistenceRunner:
    """Ready to run; ``raw`` stands before the words, or behind them.

    Raises:
        PatternError: no engine can read a pattern.
    """
    start = "(?i)" if body.ignorecase else ""
    words = ""
    if body.tokens:
        words = of_words(body.tokens, nonword=body.nonword, ignorecase=False)
    joined = words + body.raw if body.append else body.raw + words
    return ExistenceRunner(Pattern(start + joined), Exceptions.of(around.exceptions))
