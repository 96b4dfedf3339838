"""Holding statements filled in: what may stand in a variable, and what comes of it.

A statement was approved in peace. So a value may not bring in what nobody approved: a
link elsewhere, a mention, a hashtag, a second line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from unicodedata import category

from mergecast.model.statement import Statement, Variable, VariableKind

_PIECE = re.compile(r"\{\{|\}\}|\{([a-z][a-z0-9_]{0,63})\}|[{}]")
_NUMBER = re.compile(r"[0-9]{1,9}")
_TIME = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LINK = re.compile(r"https://([a-z0-9.-]+)(?:/[A-Za-z0-9._~/-]{0,200})?")
_ACTIVE = re.compile(r"[@＠#＃$]|://|[^\s.]\.[^\W\d_]{2,}")
"""What a network makes a mention, a hashtag, a cashtag or a link of."""


def names(text: str) -> tuple[str, ...]:
    """The variables of a text, in their order, each once."""
    return tuple(dict.fromkeys(found[1] for found in _PIECE.finditer(text) if found[1]))


def stray(text: str) -> tuple[int, int] | None:
    """Where a brace stands that belongs to no variable; two of a kind are one brace."""
    found = next(
        (each for each in _PIECE.finditer(text) if each[0] in {"{", "}"}), None
    )
    return found.span() if found else None


def filled(text: str, values: Mapping[str, str]) -> str:
    """The words with every variable filled in.

    Raises:
        KeyError: a variable has no value.

    >>> filled("{what} is down.", {"what": "Sign-in"})
    'Sign-in is down.'
    """

    def one(found: re.Match[str]) -> str:
        return values[found[1]] if found[1] else found[0][0]

    return _PIECE.sub(one, text)


def wordings(statement: Statement, values: Mapping[str, str]) -> dict[str, str]:
    """What the statement says with these values, in each language that they fill."""
    return {
        locale: filled(text, values)
        for locale, text in statement.texts.items()
        if values.keys() >= set(names(text))
    }


def faults(
    statement: Statement, values: Mapping[str, str]
) -> Iterator[tuple[str, str, str]]:
    """What is wrong with values: the variable, what, and what to do."""
    for name in values:
        if name not in statement.variables:
            known = ", ".join(statement.variables) or "none"
            yield name, f"the statement has no variable '{name}'", f"it has: {known}"
    for name, variable in statement.variables.items():
        if name not in values:
            yield name, f"variable '{name}' has no value", f"answer: {variable.ask}"
        elif wrong := fault(variable, values[name]):
            yield name, f"'{values[name]}' does not fit variable '{name}'", wrong


def fault(variable: Variable, value: str) -> str | None:
    """What to write instead; None where the value fits."""
    if variable.kind is VariableKind.WORDS:
        return _words(variable, value)
    if variable.kind is VariableKind.CHOICE:
        wanted = ", ".join(variable.choices)
        return None if value in variable.choices else f"write one of: {wanted}"
    if variable.kind is VariableKind.LINK:
        return _link(variable, value)
    if variable.kind is VariableKind.DAY:
        return None if _is_day(value) else "write a day, like 2026-11-24"
    pattern, hint = _FORMS[variable.kind]
    return None if pattern.fullmatch(value) else hint


_FORMS = {
    VariableKind.NUMBER: (_NUMBER, "write a whole number"),
    VariableKind.TIME: (_TIME, "write a time of day, like 14:30"),
}


def _words(variable: Variable, value: str) -> str | None:
    if not value.strip() or value != value.strip():
        return "write some words, without spaces around them"
    if len(value) > variable.longest:
        return f"write at most {variable.longest} characters; these are {len(value)}"
    if any(category(each) in {"Cc", "Cf", "Zl", "Zp"} for each in value):
        return "keep to one line, without characters that nobody sees"
    if _ACTIVE.search(value):
        return "leave out links, mentions and hashtags"
    return None


def _link(variable: Variable, value: str) -> str | None:
    found = _LINK.fullmatch(value)
    if found and found[1] in variable.hosts:
        return None
    return f"write an https:// address under {' or '.join(variable.hosts)}"


def _is_day(value: str) -> bool:
    try:
        return bool(_DAY.fullmatch(value)) and bool(date.fromisoformat(value))
    except ValueError:
        return False
