"""``conditional``: where one thing stands, another has to, too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mergecast.style.kinds.base import Exceptions, Hit, Surroundings
from mergecast.style.pattern import Pattern
from mergecast.style.rule import Conditional
from mergecast.style.text import Text


@dataclass(frozen=True, slots=True)
class ConditionalRunner:
    """With a group in ``second``, what matched has to be what the group matched."""

    pattern: Pattern
    second: Pattern
    exceptions: Exceptions

    def hits(self, text: Text) -> Iterator[Hit]:
        """Each match of the first that the second does not answer for."""
        answered: set[str] = set()
        for groups in self.second.matches(text):
            if len(groups) == 1:
                return
            answered.update(text.value[slice(*each)] for each in groups[1:] if each)
        for groups in self.pattern.matches(text):
            start, end = groups[0]
            word = text.value[start:end]
            if word not in answered and not self.exceptions.cover(text, start, end):
                yield Hit(start, end, (word,))


def runner(body: Conditional, around: Surroundings) -> ConditionalRunner:
    """Ready to run.

    Raises:
        PatternError: no engine can read a pattern.
    """
    exceptions = Exceptions.of(around.exceptions)
    return ConditionalRunner(Pattern(body.first), Pattern(body.second), exceptions)
