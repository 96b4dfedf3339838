"""``spelling``: words have to be in a dictionary."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mergecast.style.kinds.base import (
    Exceptions,
    Hit,
    NoDictionaryError,
    Surroundings,
)
from mergecast.style.pattern import Pattern
from mergecast.style.rule import Spelling
from mergecast.style.text import Text

_WORD = r"[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*|[#\p{N}][\p{L}\p{N}_]*"
_FILTERS = (r"[A-Z][a-z]+[A-Z]+\w+", r"[A-Z]+$", r"[^a-zA-Z_'’]")
"""What is left alone unless ``custom``: camel case, capitals, other than Latin."""


@dataclass(frozen=True, slots=True)
class SpellingRunner:
    """Looks each word up, as written and small."""

    words: frozenset[str]
    word: Pattern
    filters: tuple[Pattern, ...]
    exceptions: Exceptions
    pattern: Pattern | None = None

    def hits(self, text: Text) -> Iterator[Hit]:
        """Each word that nothing knows."""
        for groups in self.word.matches(text):
            start, end = groups[0]
            word = text.value[start:end]
            if self._known(word) or any(f.found_in(Text(word)) for f in self.filters):
                continue
            if not self.exceptions.cover(text, start, end):
                yield Hit(start, end, (word,))

    def _known(self, word: str) -> bool:
        plain = word.replace("’", "'")
        bare = plain.removesuffix("'s")
        return any(
            form in self.words for form in (plain, plain.lower(), bare, bare.lower())
        )


def runner(body: Spelling, around: Surroundings) -> SpellingRunner:
    """Ready to run.

    Raises:
        NoDictionaryError: a dictionary that it names is not there, or it names none.
        PatternError: no engine can read a pattern.
    """
    names = body.dictionaries or tuple(around.dictionaries)
    if not names:
        raise NoDictionaryError("there is no dictionary for it")
    known: set[str] = set()
    for name in (*names, *body.ignore):
        words = around.dictionaries.get(_plain(name))
        if words is None:
            raise NoDictionaryError(f"there is no list of words '{name}'")
        known.update(words)
    filters = body.filters if body.custom else (*body.filters, *_FILTERS)
    return SpellingRunner(
        frozenset(known),
        Pattern(_WORD),
        tuple(Pattern(each) for each in filters),
        Exceptions.of(f"(?i:{each})" for each in around.exceptions),
    )


def _plain(name: str) -> str:
    """The name of a list: its file without folders and ending."""
    return name.rpartition("/")[2].rpartition(".")[0] or name.rpartition("/")[2]
