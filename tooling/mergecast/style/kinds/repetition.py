"""``repetition``: what is not to stand twice in a row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mergecast.style.kinds.base import Exceptions, Hit, Surroundings
from mergecast.style.pattern import Pattern
from mergecast.style.rule import Repetition
from mergecast.style.sentences import sentences
from mergecast.style.text import Text


@dataclass(frozen=True, slots=True)
class RepetitionRunner:
    """Compares each match with the one before it, in the same sentence."""

    pattern: Pattern
    body: Repetition
    exceptions: Exceptions

    def hits(self, text: Text) -> Iterator[Hit]:
        """Each stretch from a match to its repetition."""
        before: tuple[int, int] = (0, 0)
        last = ""
        count = 0
        for groups in self.pattern.matches(text):
            start, end = groups[0]
            word = text.value[start:end].strip()
            same = bool(word) and self._same(word, last)
            count += same
            if same and count > self.body.most and self._one(text, before[0], end):
                yield Hit(before[0], end, (word,))
                count = 0
            before, last = (start, end), word

    def _same(self, word: str, last: str) -> bool:
        if self.body.alpha and not word.isalpha():
            return False
        if self.body.ignorecase:
            return word.casefold() == last.casefold()
        return word == last

    def _one(self, text: Text, start: int, end: int) -> bool:
        if len(sentences(text.value[start:end])) != 1:
            return False
        return not self.exceptions.cover(text, start, end)


def runner(body: Repetition, around: Surroundings) -> RepetitionRunner:
    """Ready to run.

    Raises:
        PatternError: no engine can read a pattern.
    """
    start = "(?i)" if body.ignorecase else ""
    pattern = Pattern(f"{start}(?:{'|'.join(body.tokens)})")
    return RepetitionRunner(pattern, body, Exceptions.of(around.exceptions))
