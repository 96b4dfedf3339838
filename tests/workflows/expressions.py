"""The expressions of workflows, as far as the shipped ones use them, and no further.

What is not known here raises, so that a test never passes by a guess. What is known is
as GitHub documents it: comparing ignores the case of letters, different kinds are
compared as numbers, and what is missing is null.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

Value: TypeAlias = Any
"""Null, a truth, a number, text, a list or an object."""

_TOKEN = re.compile(
    r"\s*(?:(?P<text>'(?:[^']|'')*')|(?P<number>-?\d+(?:\.\d+)?)"
    r"|(?P<name>[A-Za-z_][A-Za-z0-9_-]*)|(?P<mark>&&|\|\||==|!=|[!().,*]))"
)
_INSERT = re.compile(r"\$\{\{(.*?)\}\}", re.DOTALL)
_STATUS = {"always", "success", "failure", "cancelled"}


class UnknownExpressionError(Exception):
    """Something that this evaluator does not know."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What an expression can see; ``status`` are the functions about the job."""

    contexts: Mapping[str, Value]
    status: Mapping[str, bool]

    def holds(self, condition: object) -> bool:
        """Whether an ``if:`` lets its job or step run."""
        if condition is None:
            return self.status["success"]
        text = str(condition).strip()
        inner = _INSERT.fullmatch(text)
        text = inner[1] if inner else text
        told = truth(self.value(text))
        asks = any(f"{name}()" in text for name in _STATUS)
        return told if asks else self.status["success"] and told

    def value(self, text: str) -> Value:
        """What an expression comes to."""
        parser = _Parser(self, [*_tokens(text)])
        found = parser.any()
        parser.end()
        return found

    def text(self, text: object) -> str:
        """A string of a workflow, with what it inserts."""
        return _INSERT.sub(lambda hit: shown(self.value(hit[1])), str(text))


def truth(value: Value) -> bool:
    """Whether a value counts as true."""
    return value not in (None, False, 0, "")


def shown(value: Value) -> str:
    """A value as text; GitHub writes truths in small letters."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict | list):
        raise UnknownExpressionError("an object as text")
    return f"{value:g}" if isinstance(value, float) else str(value)


def same(one: Value, other: Value) -> bool:
    """Whether two values are equal, as GitHub sees it."""
    if isinstance(one, str) and isinstance(other, str):
        return one.casefold() == other.casefold()
    if type(one) is type(other):
        return bool(one == other)
    return _number(one) == _number(other)


def _number(value: Value) -> float:
    if value is None:
        return 0.0
    if isinstance(value, bool | int | float):
        return float(value)
    if isinstance(value, str):
        try:
            return float(value or "0")
        except ValueError:
            return math.nan
    return math.nan


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    at, text = 0, text.rstrip()
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            raise UnknownExpressionError(text[at:])
        kind = str(found.lastgroup)
        yield kind, found[kind]
        at = found.end()


def _contains(where: Value, what: Value) -> bool:
    if isinstance(where, list):
        return any(same(each, what) for each in where)
    return shown(what).casefold() in shown(where).casefold()


def _starts(where: Value, what: Value) -> bool:
    return shown(where).casefold().startswith(shown(what).casefold())


_FUNCTIONS: Mapping[str, Callable[[Value, Value], bool]] = {
    "contains": _contains,
    "startsWith": _starts,
}
_WORDS: Mapping[str, Value] = {"true": True, "false": False, "null": None}


class _Parser:
    """Reads from the loosest to the tightest: ``||``, ``&&``, ``==``, ``!``, ``.``."""

    def __init__(self, scope: Scope, tokens: list[tuple[str, str]]) -> None:
        self.scope, self.tokens, self.at = scope, tokens, 0

    def _next(self, *marks: str) -> str | None:
        if self.at < len(self.tokens):
            kind, text = self.tokens[self.at]
            if kind == "mark" and text in marks:
                self.at += 1
                return text
        return None

    def _need(self, mark: str) -> None:
        if self._next(mark) is None:
            raise UnknownExpressionError(f"no '{mark}' in {self.tokens}")

    def end(self) -> None:
        if self.at < len(self.tokens):
            raise UnknownExpressionError(f"more than an expression: {self.tokens}")

    def any(self) -> Value:
        found = self._all()
        while self._next("||"):
            other = self._all()
            found = found if truth(found) else other
        return found

    def _all(self) -> Value:
        found = self._equal()
        while self._next("&&"):
            other = self._equal()
            found = other if truth(found) else found
        return found

    def _equal(self) -> Value:
        found = self._not()
        while mark := self._next("==", "!="):
            found = same(found, self._not()) is (mark == "==")
        return found

    def _not(self) -> Value:
        if self._next("!"):
            return not truth(self._not())
        return self._single()

    def _single(self) -> Value:
        if self._next("("):
            found = self.any()
            self._need(")")
            return found
        if self.at >= len(self.tokens):
            raise UnknownExpressionError("an expression that breaks off")
        kind, text = self.tokens[self.at]
        self.at += 1
        if kind == "text":
            return text[1:-1].replace("''", "'")
        if kind == "number":
            return float(text)
        if kind == "mark":
            raise UnknownExpressionError(text)
        return self._call(text) if self._next("(") else self._path(text)

    def _call(self, name: str) -> Value:
        if name in _STATUS:
            self._need(")")
            return self.scope.status[name]
        if name not in _FUNCTIONS:
            raise UnknownExpressionError(f"{name}()")
        first = self.any()
        self._need(",")
        second = self.any()
        self._need(")")
        return _FUNCTIONS[name](first, second)

    def _path(self, name: str) -> Value:
        if name in _WORDS:
            return _WORDS[name]
        if name not in self.scope.contexts:
            raise UnknownExpressionError(name)
        found, many, path = self.scope.contexts[name], False, name
        while self._next("."):
            if self._next("*"):
                found, many = list(found or []), True
                continue
            word = self.tokens[self.at][1]
            self.at += 1
            if path == "github" and word not in found:
                raise UnknownExpressionError(f"github.{word}")
            path = f"{path}.{word}"
            found = [_member(e, word) for e in found] if many else _member(found, word)
        return found


def _member(value: Value, name: str) -> Value:
    return value.get(name) if isinstance(value, dict) else None
