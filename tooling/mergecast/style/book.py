"""All rules of a style guide, as read from their files."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from mergecast.findings import Severity
from mergecast.style.fields import Trouble
from mergecast.style.rule import Existence, Rule, Substitution

VOCABULARY_RULES = ("Vale.Terms", "Vale.Avoid")
"""The rules that a vocabulary makes: for what is accepted, and for what is not."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a vocabulary, and where it stands."""

    pattern: str
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words that are right as they are written, and words that never are."""

    accept: tuple[Entry, ...] = ()
    reject: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a file of rules: which rule, its file, and what."""

    rule: str
    path: str
    trouble: Trouble


@dataclass(frozen=True, slots=True)
class Book:
    """Rules, vocabulary and dictionaries (words by the name of their list).

    ``problems`` are what reading the files brought up. ``off`` are ids that a package's
    own file switches off. ``text`` is that of all files, which decides what is said;
    ``names`` are the ids of all rules, also of those that cannot run.
    """

    rules: tuple[Rule, ...] = ()
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    dictionaries: Mapping[str, Collection[str]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    off: frozenset[str] = frozenset()
    text: str = ""
    names: frozenset[str] = frozenset()

    @property
    def every_rule(self) -> tuple[Rule, ...]:
        """The rules, and those that the vocabulary makes."""
        return (*self.rules, *vocabulary_rules(self.vocabulary))


def vocabulary_rules(vocabulary: Vocabulary) -> tuple[Rule, ...]:
    """``Vale.Terms`` and ``Vale.Avoid``: what a vocabulary asks for."""
    found = []
    accept = [entry.pattern for entry in vocabulary.accept]
    plain = [each for each in accept if not each.startswith("(?")]
    if plain:
        swap = tuple((each, each) for each in plain)
        body = Substitution(swap, ignorecase=True)
        message = "Use '%s' instead of '%s'."
        path = vocabulary.accept[0].path
        name, level = VOCABULARY_RULES[0], Severity.ERROR
        found.append(Rule(name, path, body, message, level, vocabulary=False))
    if vocabulary.reject:
        tokens = tuple(entry.pattern for entry in vocabulary.reject)
        path = vocabulary.reject[0].path
        found.append(
            Rule(
                VOCABULARY_RULES[1],
                path,
                Existence(tokens, ignorecase=False),
                "Avoid using '%s'.",
                Severity.ERROR,
                vocabulary=False,
            )
        )
    return tuple(found)
