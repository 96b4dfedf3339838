"""Run the patterns of rules in bounded time.

RE2 is asked where it can express a pattern; its time is linear. Where it cannot, or
where its idea of a word is too narrow for a text, another engine runs with a limit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from mergecast.style.syntax import Written, written
from mergecast.style.text import Text

SECONDS = 0.5
"""What a rule may take for one text, where its pattern needs the timed engine."""

_MEMORY = 64 << 20
_MOST_MATCHES = 10_000

Groups: TypeAlias = tuple[tuple[int, int], ...]
"""Start and end of a match and of each of its groups, (-1, -1) for an idle one."""

# Neither engine says what its values are.
_Engine: TypeAlias = Any


class PatternError(ValueError):
    """A pattern that no engine can read; the message says why."""


class OverBudgetError(Exception):
    """A pattern took longer than it may for one text."""


@dataclass(slots=True)
class Pattern:
    """A compiled pattern.

    Raises:
        PatternError: no engine can read it.
    """

    source: str
    form: Written = field(init=False)
    _quick: _Engine = field(init=False, default=None)
    _timed: _Engine = field(init=False, default=None)

    def __post_init__(self) -> None:
        self.form = written(self.source)
        if not self.form.beyond:
            self._quick = _re2(self.source)
        if self._quick is None:
            self._timed = _regex(self.form.full)

    @property
    def timed(self) -> bool:
        """Whether RE2 cannot express it."""
        return self._quick is None

    def matches(self, text: Text) -> Iterator[Groups]:
        """Every match that is not empty and not in a link or a name, in order.

        Raises:
            OverBudgetError: it took too long.
        """
        for number, groups in enumerate(self._all(text)):
            if number == _MOST_MATCHES:
                return
            start, end = groups[0]
            if start < end and not text.hides(start, end):
                yield groups

    def found_in(self, text: Text) -> bool:
        """Whether it matches anywhere, if only between two characters.

        Raises:
            OverBudgetError: it took too long.
        """
        return next(iter(self._all(text)), None) is not None

    def at(self, text: Text, start: int) -> Groups | None:
        """The match that begins at a character.

        Raises:
            OverBudgetError: it took too long.
        """
        engine = self._engine()
        try:
            found = engine.match(text.value, pos=start, timeout=SECONDS)
        except TimeoutError as late:
            raise OverBudgetError from late
        return None if found is None else found.regs

    def _all(self, text: Text) -> Iterator[Groups]:
        if self._quick is not None and (text.ascii or not self.form.ascii):
            for found in self._quick.finditer(text.raw):
                spans = (found.span(n) for n in range(self._quick.groups + 1))
                yield tuple(
                    (text.characters(start), text.characters(end))
                    for start, end in spans
                )
            return
        try:
            for found in self._engine().finditer(text.value, timeout=SECONDS):
                yield found.regs
        except TimeoutError as late:
            raise OverBudgetError from late

    def _engine(self) -> _Engine:
        if self._timed is None:
            self._timed = _regex(self.form.full)
        return self._timed


def _re2(source: str) -> _Engine:
    """The pattern in RE2, None where it cannot express it."""
    import re2  # noqa: PLC0415 - only a workspace with rules needs it

    try:
        return re2.compile(source, _options())
    except re2.error:
        return None


def _options() -> _Engine:
    import re2  # noqa: PLC0415 - as above

    options = re2.Options()
    options.max_mem = _MEMORY
    options.log_errors = False
    return options


def _regex(source: str) -> _Engine:
    import regex  # noqa: PLC0415 - as above

    try:
        return regex.compile(source, regex.VERSION0 | regex.UNICODE)
    except (regex.error, RecursionError, OverflowError) as wrong:
        raise PatternError(str(wrong)) from wrong


_TOGETHER = 250
"""Patterns in one set. More of them make an automaton that grows too fast."""


@dataclass(slots=True)
class Sieve:
    """Says which of many patterns may match a text, by reading it once or twice.

    A pattern without a loose form may always match.
    """

    patterns: tuple[Pattern | None, ...]
    _sets: list[tuple[_Engine, tuple[int, ...]]] = field(init=False)
    _always: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        forms = [each and each.form.loose for each in self.patterns]
        some = [n for n, form in enumerate(forms) if form]
        self._always = tuple(n for n, form in enumerate(forms) if not form)
        self._sets = []
        for first in range(0, len(some), _TOGETHER):
            numbers = some[first : first + _TOGETHER]
            self._add([(n, forms[n] or "") for n in numbers])

    def _add(self, forms: list[tuple[int, str]]) -> None:
        import re2  # noqa: PLC0415 - as above

        together = re2.Set.SearchSet(_options())
        taken: list[int] = []
        for number, form in forms:
            try:
                together.Add(form)
            except re2.error:
                self._always += (number,)
            else:
                taken.append(number)
        # It matches every text: where it does not, the automaton ran out of memory.
        together.Add("")
        try:
            together.Compile()
        except re2.error:
            self._always += tuple(taken)
        else:
            self._sets.append((together, tuple(taken)))

    def may_match(self, text: Text) -> list[int]:
        """The numbers of the patterns that are worth trying, in order."""
        found = list(self._always)
        for together, numbers in self._sets:
            hit = together.Match(text.raw)
            if len(numbers) in hit:
                found += [numbers[n] for n in hit if n < len(numbers)]
            else:
                found += numbers
        return sorted(found)
