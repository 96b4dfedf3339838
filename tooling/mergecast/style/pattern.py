"""Run the patterns of rules in bounded time.

RE2 is asked where it can express a pattern; its time is linear. Where it cannot, or
where its idea of a word is too narrow for a text, another engine runs with a limit.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from mergecast import clock
from mergecast.style.syntax import Written, written
from mergecast.style.text import Text

SECONDS = 1.0
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
            # Linear in the text, but a match of thousands of groups takes its time.
            end = clock.monotonic() + SECONDS
            for found in self._quick.finditer(text.raw):
                if clock.monotonic() > end:
                    raise OverBudgetError
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
    import re2  # noqa: PLC0415 - only a workspace with rules needs it

    options = re2.Options()
    options.max_mem = _MEMORY
    options.log_errors = False
    return options


def _regex(source: str) -> _Engine:
    import regex  # noqa: PLC0415 - only a workspace with rules needs it

    try:
        with warnings.catch_warnings():
            # Of signs that may mean something else in a later version.
            warnings.simplefilter("ignore")
            return regex.compile(source, regex.VERSION0 | regex.UNICODE)
    except (regex.error, RecursionError, OverflowError) as wrong:
        raise PatternError(str(wrong)) from wrong


_ALWAYS_THERE = "\x02every text\x03"
"""Put behind each text, and looked for: where it is not found, the sieve has failed."""


@dataclass(slots=True)
class Sieve:
    """Says which of many patterns may match a text, by reading it once for all.

    RE2 knows which words a pattern cannot do without; a text without them is none of
    its business. A pattern that needs no word may always match.
    """

    patterns: tuple[Pattern | None, ...]
    _filter: _Engine = field(init=False)
    _numbers: tuple[int, ...] = field(init=False)
    _always: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        import re2  # noqa: PLC0415 - only a workspace with rules needs it

        self._filter = re2.Filter()
        numbers: list[int] = []
        always: list[int] = []
        for number, pattern in enumerate(self.patterns):
            form = pattern.form.loose if pattern is not None else None
            try:
                if form is None:
                    always.append(number)
                else:
                    self._filter.Add(form, _options())
                    numbers.append(number)
            except re2.error:
                always.append(number)
        self._filter.Add(re2.escape(_ALWAYS_THERE), _options())
        self._filter.Compile()
        self._numbers, self._always = tuple(numbers), tuple(always)

    def may_match(self, text: Text) -> list[int]:
        """The numbers of the patterns that are worth trying, in order."""
        raw = text.raw + _ALWAYS_THERE.encode()
        hit = self._filter.Match(raw, potential=True)
        if len(self._numbers) not in hit:
            return list(range(len(self.patterns)))
        found = [self._numbers[n] for n in hit if n < len(self._numbers)]
        return sorted((*found, *self._always))
