"""Run all rules over a post at once.

A sieve reads each text once for all rules of a scope and says which of them may have
something to say: of 500 rules that is a handful, and only these are run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from mergecast.findings import Edit
from mergecast.model.languages import reads
from mergecast.model.post import Post
from mergecast.source import Place
from mergecast.style.book import Book, Problem
from mergecast.style.fields import Trouble
from mergecast.style.kinds import RUNNERS
from mergecast.style.kinds.base import Hit, NoDictionaryError, Runner, Surroundings
from mergecast.style.mending import hint_of, phrased, splice_of
from mergecast.style.pattern import OverBudgetError, PatternError, Sieve
from mergecast.style.rule import (
    Conditional,
    Consistency,
    Existence,
    Metric,
    Readability,
    Rule,
    Scopes,
)
from mergecast.style.scopes import applies
from mergecast.style.text import Text
from mergecast.style.texts import Block, Wording, blocks, wordings

_TEXT: Scopes = (("text",),)
_BODY: Scopes = (("body",),)


@dataclass(frozen=True, slots=True)
class Said:
    """What a rule says of a post, and where; ``words`` are the offending ones."""

    rule: Rule
    place: Place
    words: str
    message: str
    hint: str = ""
    fix: Edit | None = None


@dataclass(frozen=True, slots=True)
class Ready:
    """A rule that can run."""

    rule: Rule
    runner: Runner


@dataclass(frozen=True, slots=True)
class _Shelf:
    """Rules of the same scopes, with their sieve."""

    scopes: Scopes
    rules: tuple[Ready, ...]
    sieve: Sieve


@dataclass(slots=True)
class Engine:
    """Rules, ready to run on many posts.

    ``language`` is that of words of which nobody says another. ``problems`` are rules
    that cannot run; ``slow`` is filled with rules that took too long: these are out.
    """

    rules: tuple[Ready, ...]
    problems: tuple[Problem, ...] = ()
    language: str = "en"
    slow: set[str] = field(default_factory=set)
    _shelves: tuple[_Shelf, ...] = field(init=False)
    _wanted: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        by_scope: dict[Scopes, list[Ready]] = {}
        for each in self.rules:
            by_scope.setdefault(_scopes(each.rule), []).append(each)
        self._shelves = tuple(
            _Shelf(scopes, tuple(rules), Sieve(tuple(r.runner.pattern for r in rules)))
            for scopes, rules in by_scope.items()
        )
        self._wanted = frozenset(
            term for scopes in by_scope for terms in scopes for term in terms
        )

    def said_of(self, post: Post, networks: Mapping[str, str]) -> list[Said]:
        """All that the rules say of a post; ``networks`` are those of its accounts."""
        found: dict[tuple[str, Place], Said] = {}
        counts: dict[str, int] = {}
        for wording in wordings(post, networks):
            for block in blocks(wording, self._wanted):
                for rule, hit in self.hits(block, wording):
                    start, end = hit.start, hit.end
                    place = block.place(post.path, start, end)
                    if (rule.id, place) in found:
                        continue
                    counts[rule.id] = counts.get(rule.id, 0) + 1
                    if not rule.limit or counts[rule.id] <= rule.limit:
                        found[rule.id, place] = _said(rule, hit, block, place)
        return list(found.values())

    def hits(self, block: Block, wording: Wording) -> Iterator[tuple[Rule, Hit]]:
        """What the rules say of one text."""
        for shelf in self._shelves:
            if not applies(shelf.scopes, block.kinds, block.within):
                continue
            for number in shelf.sieve.may_match(block.text):
                ready = shelf.rules[number]
                rule = ready.rule
                if rule.id in self.slow or not self._is_for(rule, block, wording):
                    continue
                for hit in self._run(ready, block.text):
                    yield rule, hit

    def _run(self, ready: Ready, text: Text) -> list[Hit]:
        try:
            return list(ready.runner.hits(text))
        except OverBudgetError:
            self.slow.add(ready.rule.id)
            return []

    def _is_for(self, rule: Rule, block: Block, wording: Wording) -> bool:
        if rule.accounts and not set(rule.accounts).intersection(wording.accounts):
            return False
        return not rule.locales or reads(rule.locales, block.locale or self.language)


def engine(book: Book, language: str = "en", off: Iterable[str] = ()) -> Engine:
    """The rules of a book that can run and are not switched off."""
    out = {*book.off, *off}
    ready: list[Ready] = []
    problems: list[Problem] = []
    for rule in book.every_rule:
        if rule.id not in out:
            made = prepared(rule, book)
            if isinstance(made, Ready):
                ready.append(made)
            else:
                problems.append(made)
    return Engine(tuple(ready), tuple(problems), language)


def prepared(rule: Rule, book: Book) -> Ready | Problem:
    """A rule ready to run, or why it cannot."""
    accepted = _accepted(rule, book)
    around = Surroundings((*rule.exceptions, *accepted), book.dictionaries)
    try:
        return Ready(rule, RUNNERS[type(rule.body)](rule.body, around))
    except PatternError as wrong:
        message = f"rule '{rule.id}' has a pattern that cannot be read: {wrong}"
        hint = "mend the pattern; try it with one word first"
    except NoDictionaryError as wrong:
        message = f"rule '{rule.id}' cannot check spelling: {wrong}"
        hint = "put a list of words into styleguide/rules/config/dictionaries/"
        said = Trouble(("extends",), message, hint, "rule-without-dictionary")
        return Problem(rule.id, rule.path, said)
    return Problem(rule.id, rule.path, Trouble((), message, hint))


def _accepted(rule: Rule, book: Book) -> tuple[str, ...]:
    """Accepted words are exceptions, but not to rules of what is no word."""
    nonword = isinstance(rule.body, Existence) and rule.body.nonword
    if not rule.vocabulary or nonword:
        return ()
    return tuple(entry.pattern for entry in book.vocabulary.accept)


def _scopes(rule: Rule) -> Scopes:
    """What holds for a text as a whole is asked of the whole of it."""
    whole = Metric | Readability | Consistency | Conditional
    return _BODY if rule.scope == _TEXT and isinstance(rule.body, whole) else rule.scope


def _said(rule: Rule, hit: Hit, block: Block, place: Place) -> Said:
    value = block.text.value
    splice = splice_of(rule, hit, value)
    fix = None
    if splice is not None:
        there = block.place(place.path, splice.start, splice.end)
        within = there.within or (0, 0)
        if within[1] - within[0] == splice.end - splice.start:
            fix = Edit(replace(there, within=within), splice.value)
    words = value[hit.start : hit.end]
    hint = hint_of(rule, hit, splice)
    return Said(rule, place, words, phrased(rule, hit), hint, fix)
