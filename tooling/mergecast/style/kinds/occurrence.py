"""``occurrence``: how often a pattern may and must be there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mergecast.style.kinds.base import Hit, Surroundings
from mergecast.style.pattern import Pattern
from mergecast.style.rule import Occurrence
from mergecast.style.text import Text


@dataclass(frozen=True, slots=True)
class OccurrenceRunner:
    """One hit a text: the first match that is too many, or the text that has too few.

    Vale points at the very first match; the first one too many is what to take out.
    """

    token: Pattern
    most: int
    least: int

    @property
    def pattern(self) -> Pattern | None:
        """Too few may be none, so then every text has to be counted."""
        return None if self.least else self.token

    def hits(self, text: Text) -> Iterator[Hit]:
        """The text, where it has too many or too few."""
        found = [groups[0] for groups in self.token.matches(text)]
        if self.most and len(found) > self.most:
            start, end = found[self.most]
            yield Hit(start, end, (text.value[start:end],))
        elif len(found) < self.least and text.value.strip():
            yield Hit(0, len(text.value), (str(len(found)),), whole=True)


def runner(body: Occurrence, around: Surroundings) -> OccurrenceRunner:
    """Ready to run.

    Raises:
        PatternError: no engine can read the pattern.
    """
    del around
    start = "(?i)" if body.ignorecase else ""
    pattern = Pattern(f"{start}(?:{body.token})")
    return OccurrenceRunner(pattern, body.most, body.least)
