"""What all types of rule share: hits, exceptions, the shape of a pattern of words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from mergecast.style.pattern import Groups, Pattern
from mergecast.style.text import Text

_GROUP = re.compile(r"\$(\d{1,2})")


@dataclass(frozen=True, slots=True)
class Hit:
    """A stretch that a rule has something against.

    ``said`` fills the message; ``instead`` is what could be written there. ``whole``:
    it is the text as such, and no words of it.
    """

    start: int
    end: int
    said: tuple[str, ...]
    instead: tuple[str, ...] = ()
    whole: bool = False


class Runner(Protocol):
    """A rule, ready to look at texts.

    Where ``pattern`` does not match, it has nothing to say; None: it always may have.
    """

    @property
    def pattern(self) -> Pattern | None:
        """What has to match."""
        ...

    def hits(self, text: Text) -> Iterable[Hit]:
        """What it has against a text, in order.

        Raises:
            OverBudgetError: a pattern took too long.
        """
        ...


class NoDictionaryError(ValueError):
    """A rule needs a dictionary that is not there; the message names it."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a rule is given besides its own keys.

    ``exceptions`` are patterns of its own and of the vocabulary; ``dictionaries`` are
    words by the name of their list.
    """

    exceptions: tuple[str, ...] = ()
    dictionaries: Mapping[str, Collection[str]] = field(default_factory=dict)


def of_words(alternatives: Sequence[str], *, nonword: bool, ignorecase: bool) -> str:
    r"""The pattern of any of some words or patterns, bounded by words unless told not.

    >>> of_words(["a", "b"], nonword=False, ignorecase=True)
    '(?i)(?m)\\b(?:a|b)\\b'
    """
    edge = "" if nonword else r"\b"
    start = "(?i)(?m)" if ignorecase else "(?m)"
    return f"{start}{edge}(?:{'|'.join(alternatives)}){edge}"


@dataclass(frozen=True, slots=True)
class Exceptions:
    """Words and phrases that a rule leaves alone."""

    pattern: Pattern | None

    @classmethod
    def of(cls, written: Iterable[str]) -> Exceptions:
        """From patterns; the longest goes first, so that a phrase wins over a word.

        Raises:
            PatternError: no engine can read one of them.
        """
        longest = sorted(dict.fromkeys(written), key=len, reverse=True)
        if not longest:
            return cls(None)
        return cls(Pattern(of_words(longest, nonword=False, ignorecase=False)))

    def cover(self, text: Text, start: int, end: int) -> bool:
        """Whether an exception is in a stretch, or the stretch in one.

        Raises:
            OverBudgetError: a pattern took too long.
        """
        if self.pattern is None:
            return False
        if self.pattern.found_in(Text(text.value[start:end].strip())):
            return True
        return any(
            found[0][0] <= start and end <= found[0][1]
            for found in self.pattern.matches(text)
        )


def filled(template: str, text: str, groups: Groups) -> str:
    """A template with what the groups of a match in ``text`` matched.

    >>> filled("$1-$2", "ab", ((0, 2), (0, 1), (1, 2)))
    'a-b'
    """

    def group(found: re.Match[str]) -> str:
        number = int(found[1])
        if number >= len(groups) or groups[number][0] < 0:
            return ""
        return text[slice(*groups[number])]

    return _GROUP.sub(group, template)
