"""``consistency``: pairs of which only one may be used."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mergecast.style.kinds.base import Hit, Surroundings, of_words
from mergecast.style.pattern import Pattern
from mergecast.style.rule import Consistency
from mergecast.style.text import Text


@dataclass(frozen=True, slots=True)
class ConsistencyRunner:
    """Looks for both of each pair; what came second is the hit."""

    pattern: Pattern
    pairs: tuple[tuple[Pattern, Pattern], ...]

    def hits(self, text: Text) -> Iterator[Hit]:
        """The first use of the form that came second, of each pair used as both."""
        for pair in self.pairs:
            both = [next(each.matches(text), None) for each in pair]
            found = [groups[0] for groups in both if groups is not None]
            if len(found) == 2 and found[0] != found[1]:
                start, end = max(found)
                yield Hit(start, end, (text.value[start:end],))


def runner(body: Consistency, around: Surroundings) -> ConsistencyRunner:
    """Ready to run.

    Raises:
        PatternError: no engine can read a pattern.
    """
    del around

    def words(*forms: str) -> Pattern:
        made = of_words(forms, nonword=body.nonword, ignorecase=body.ignorecase)
        return Pattern(made)

    pairs = tuple((words(one), words(other)) for one, other in body.either)
    every = words(*(form for pair in body.either for form in pair))
    return ConsistencyRunner(every, pairs)
