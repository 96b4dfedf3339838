"""``capitalization``: how the words of a text begin."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from mergecast.style.kinds.base import Exceptions, Hit, Surroundings, of_words
from mergecast.style.pattern import Pattern
from mergecast.style.rule import Capitalization
from mergecast.style.text import Text

_WORD = r"[\p{N}\p{L}*]+[^\s]*"
_ARTICLES = (
    "a an and as at but by en for if in nor of on or per so the to up via vs yet"
)
_PREPOSITIONS = (
    "about above across after against along among around before behind below beneath"
    " beside between beyond down during except from inside into like near off onto out"
    " outside over past since than through toward under until upon with within without"
)
_SMALL: Final[Mapping[str, frozenset[str]]] = {
    "AP": frozenset(_ARTICLES.split()),
    "Chicago": frozenset(f"{_ARTICLES} {_PREPOSITIONS}".split()),
}
"""Words that stay small inside a title."""


@dataclass(frozen=True, slots=True)
class CapitalizationRunner:
    """The text as a whole is right or wrong."""

    right: Callable[[Text], bool]
    pattern: Pattern | None = None

    def hits(self, text: Text) -> Iterator[Hit]:
        """The text, where it is wrong."""
        value = text.value
        if value.strip() and not self.right(Text(text.plain)):
            lead = len(value) - len(value.lstrip())
            end = len(value.rstrip())
            yield Hit(lead, end, (value.strip(),), whole=True)


@dataclass(frozen=True, slots=True)
class _Words:
    """Cuts a text in words, where an exception is one word however long it is."""

    body: Capitalization
    exceptions: Exceptions
    word: Pattern
    prefix: Pattern | None = None

    def of(self, text: Text) -> list[tuple[str, str]]:
        """Each word, and what stands before it up to the word before that."""
        value = text.value
        found = self.prefix.at(text, 0) if self.prefix else None
        rest = Text(value[found[0][1] :] if found else value)
        stretches = [groups[0] for groups in self.word.matches(rest)]
        starts = [0, *(start for start, _ in stretches)]
        return [
            (rest.value[start:end], rest.value[before:start].rstrip())
            for before, (start, end) in zip(starts, stretches, strict=False)
        ]

    def excepted(self, word: str) -> bool:
        return self.exceptions.cover(Text(word), 0, len(word))

    def enough(self, good: int, every: int) -> bool:
        return not every or good / every > self.body.threshold

    def title(self, text: Text) -> bool:
        """Whether enough words begin as in a title."""
        found = self.of(text)
        small = _SMALL.get(self.body.style, _SMALL["AP"])
        good = 0
        for number, (word, before) in enumerate(found):
            inside = 0 < number < len(found) - 1
            inside = inside and not before.endswith((":", "!", "?", "."))
            low = inside and word.lower().strip(",;") in small
            begins = word[:1].islower() if low else not word[:1].islower()
            good += begins or word == word.upper() or self.excepted(word)
        return self.enough(good, len(found))

    def sentence(self, text: Text) -> bool:
        """Whether the first word begins large, and enough of the others small."""
        found = self.of(Text(text.value.rstrip("?!.:。！？：")))
        good = 0
        for number, (whole, before) in enumerate(found):
            word = _before_joint(whole)
            fine = word == word.upper() or self.excepted(whole) or self.excepted(word)
            fine = fine or (bool(before) and before.endswith(self.body.indicators))
            if not fine and not number and word != word.lower().capitalize():
                return False
            good += fine or not number or word == word.lower()
        return self.enough(good, len(found))

    def lower(self, text: Text) -> bool:
        """Whether nothing is large."""
        return text.value == text.value.lower() or self.excepted(text.value)

    def upper(self, text: Text) -> bool:
        """Whether nothing is small."""
        return text.value == text.value.upper() or self.excepted(text.value)


def runner(body: Capitalization, around: Surroundings) -> CapitalizationRunner:
    """Ready to run.

    Raises:
        PatternError: no engine can read a pattern.
    """
    exceptions = Exceptions.of(around.exceptions)
    longest = sorted(around.exceptions, key=len, reverse=True)
    known = of_words(longest, nonword=False, ignorecase=False) if longest else ""
    word = Pattern(f"(?:{known})|{_WORD}" if known else _WORD)
    prefix = Pattern(f"^(?:{body.prefix})") if body.prefix else None
    words = _Words(body, exceptions, word, prefix)
    styles = {
        "$title": words.title,
        "$sentence": words.sentence,
        "$lower": words.lower,
        "$upper": words.upper,
    }
    if body.match in styles:
        return CapitalizationRunner(styles[body.match])
    own = Pattern(body.match)

    def matches(text: Text) -> bool:
        return own.found_in(text) or words.excepted(text.value)

    return CapitalizationRunner(matches)


def _before_joint(word: str) -> str:
    """The first of joined words: of ``Top-level`` and ``Client's``."""
    for joint in "-'’":
        if joint in word:
            return word.partition(joint)[0]
    return word
