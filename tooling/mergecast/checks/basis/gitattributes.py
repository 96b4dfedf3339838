"""What a ``.gitattributes`` file says: patterns, and the attributes they get.

The grammar is git's: comments, quoted patterns, ``-off``, ``!unspecified``,
``name=value``, macros, and the last word of a line wins. A line with a mistake is read
as far as it can be, where git would drop it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from mergecast.source import Span

State = bool | str | None
"""On, off, a value, or back to unspecified."""

_BLANK = " \t\r"
_WORD = re.compile(r"[^ \t\r]+")
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
_ESCAPE = re.compile(rb'\\(?:([abfnrtv"\\])|([0-3][0-7]{2}))')
_CONTROLS = dict(zip(b"abfnrtv", b"\a\b\f\n\r\t\v", strict=True))
_MACRO = b"[attr]"


class Given(NamedTuple):
    """An attribute as a line gives it, and the word that does: itself or a macro."""

    name: str
    state: State
    word: str
    span: Span

    @property
    def written(self) -> str:
        """The attribute as it would be written out."""
        if isinstance(self.state, str):
            return f"{self.name}={self.state}"
        sign = "!" if self.state is None else "" if self.state else "-"
        return sign + self.name


class Line(NamedTuple):
    """A pattern, and what the files that it matches get."""

    pattern: bytes
    given: tuple[Given, ...]


def lines(text: str, *, top: bool) -> Iterator[Line]:
    """The lines of a file, macros applied.

    ``top`` is whether it is the file at the top: only there can macros be made.
    """
    found = list(_raw(text.removeprefix("\ufeff")))
    off: State = False
    macros = {"binary": {"diff": off, "merge": off, "text": off}}
    for name, line in found:
        if name and top:
            macros[name] = {given.name: given.state for given in line.given}
    for name, line in found:
        if not name:
            yield Line(line.pattern, tuple(_expanded(line.given, macros)))


def _raw(text: str) -> Iterator[tuple[str, Line]]:
    """Each line with the name of the macro that it makes, if it makes one."""
    for number, whole in enumerate(text.split("\n"), start=1):
        start = len(whole) - len(whole.lstrip(_BLANK))
        if start == len(whole) or whole[start] == "#":
            continue
        pattern, rest = _pattern(whole, start)
        words = [
            (word[0], Span(number, word.start() + 1, number, word.end() + 1))
            for word in _WORD.finditer(whole, rest)
        ]
        # "[attr]" by itself is a pattern: a file called a, t or r.
        macro = pattern.startswith(_MACRO) and pattern != _MACRO
        name = pattern.removeprefix(_MACRO).decode("utf-8", "replace") if macro else ""
        yield name, Line(pattern, tuple(_given(*word) for word in words))


def _pattern(whole: str, start: int) -> tuple[bytes, int]:
    quoted = _QUOTED.match(whole, start)
    if quoted is not None:
        raw = quoted[1].encode()
        if b"\\" not in _ESCAPE.sub(b"", raw):
            return _ESCAPE.sub(_unescaped, raw), quoted.end()
    word = _WORD.match(whole, start)
    return (word[0].encode(), word.end()) if word else (b"", len(whole))


def _unescaped(match: re.Match[bytes]) -> bytes:
    if match[2]:
        return bytes([int(match[2], 8)])
    return bytes([_CONTROLS.get(match[1][0], match[1][0])])


def _given(word: str, span: Span) -> Given:
    name, equals, value = word.partition("=")
    if name[:1] in {"-", "!"}:
        return Given(name[1:], False if name[0] == "-" else None, word, span)
    return Given(name, value if equals else True, word, span)


def _expanded(
    given: tuple[Given, ...], macros: Mapping[str, Mapping[str, State]]
) -> Iterator[Given]:
    """What holds in the end: of several words for one attribute, the last."""
    said: set[str] = set()
    waiting = list(given)
    while waiting:
        each = waiting.pop()
        if each.name in said:
            continue
        said.add(each.name)
        yield each
        if each.state is True and each.name in macros:
            waiting += [
                Given(name, state, each.word, each.span)
                for name, state in macros[each.name].items()
            ]
