"""The readings of libyaml's complaints: one function for each kind of mistake."""

from __future__ import annotations

import re

from mergecast.loading.failure import Failure
from mergecast.loading.mistakes_quotes import after_quote
from mergecast.loading.remarks import Said, brief
from mergecast.loading.structure import empty_key, second_document

_KEY_AND_VALUE = re.compile(
    r"""( *(?:- +)*)([\w.-]+|"[^"\n]*"|'[^'\n]*')[ ]*:[ \t]+(\S.*)"""
)
_NO_SPACE = re.compile(r"[ -]*([A-Za-z_][\w-]*):(?=[^\s:/])")
_DASH_NO_SPACE = re.compile(r" *-(?=[^\s-])")
_DOCUMENT_END = re.compile(r"^(?:(?:\.\.\.|---)(?=\s|$)|%)", re.MULTILINE)
_SPECIAL = "@`%*&!|>[]{}\"'#-?,"
_MAX_KEY = 1024

_QUOTE_OR_BAR = "put the text in quotes, or write it on the lines under `{}: |`"


def colon(failure: Failure) -> Said | None:
    """A second ``: `` in a line, or a line that cannot have a key."""
    file, line = failure.file, failure.line
    first = _KEY_AND_VALUE.match(file.text, *line)
    if first and first.start(3) <= failure.at:
        key = first[2].strip("\"'")
        if special := _special(failure, first.start(3), key):
            return special
        return file.say(
            "colon-in-text",
            (failure.at, failure.at + 1),
            f"the value of '{brief(key)}' has another colon with a space after it, "
            "as if it were a key",
            _QUOTE_OR_BAR.format(key),
        )
    if failure.at - line[0] > _MAX_KEY:
        return _long_key(failure, line)
    above = failure.line_above
    if above[0] == line[0]:
        return None
    return _no_space(failure, above) or _too_deep(failure, above)


def _too_deep(failure: Failure, above: tuple[int, int]) -> Said:
    """A key under a line that has its value already."""
    file, line = failure.file, failure.line
    value = _KEY_AND_VALUE.match(file.text, *above)
    if _indent(failure.words(line)) > _indent(failure.words(above)) and value:
        return file.say(
            "wrong-indentation",
            line,
            f"this key is indented under '{brief(value[2])}', which has its value",
            "indent it like the keys it belongs to",
        )
    return _wordless(failure, above)


def no_colon(failure: Failure) -> Said | None:
    """A line that is no key, no item and part of no text."""
    line = (
        failure.line
        if failure.since is None
        else failure.file.line_around(failure.since)
    )
    if ": " in failure.words(line)[_MAX_KEY:]:
        return _long_key(failure, line)
    return _no_space(failure, line) or _wordless(failure, line)


def _long_key(failure: Failure, line: tuple[int, int]) -> Said:
    return failure.file.say(
        "yaml-syntax",
        line,
        f"a key has at most {_MAX_KEY:,} characters",
        "if this is text, put it in quotes or under `text: |`",
    )


def _wordless(failure: Failure, line: tuple[int, int]) -> Said:
    return failure.file.say(
        "missing-colon",
        _words_of(failure, line),
        "this line is no `key: value`, and part of no text above it",
        "write a colon and a space after the key; indent it if it continues a text",
    )


def _no_space(failure: Failure, line: tuple[int, int]) -> Said | None:
    text = failure.file.text
    found = _NO_SPACE.match(text, *line) or _DASH_NO_SPACE.match(text, *line)
    if found is None:
        return None
    sign = text[found.end() - 1]
    return failure.file.say(
        "missing-space",
        (found.end() - 1, found.end() + 1),
        f"there is no space after the '{sign}'",
        f"write `{found[0].strip()} ` and then the value",
    )


def no_key(failure: Failure) -> Said | None:
    """Something that follows where a key was due."""
    file, (start, end) = failure.file, failure.line
    before = file.text[start : failure.at]
    first = _KEY_AND_VALUE.match(file.text, start, end)
    if first and first.start(3) < failure.at:
        special = _special(failure, first.start(3), first[2].strip("\"'"))
        if special:
            return special
    if before.strip(" -"):
        return None
    if file.text.startswith(":", failure.at):
        return empty_key(file, (failure.at, failure.at + 1))
    above = failure.words(failure.line_above)
    if file.text.startswith("- ", failure.at):
        message = "a list item stands where a key is due"
    elif " #" in above:
        message = "the text above ended at its #, so this line belongs to nothing"
    else:
        message = "this line is indented like none of the lines above it"
    return file.say(
        "wrong-indentation",
        (failure.at, end),
        message,
        "indent it like the line above that it belongs to; all lines of a text alike",
    )


def no_item(failure: Failure) -> Said | None:
    """Something else in a list."""
    return failure.file.say(
        "wrong-indentation",
        (failure.at, failure.line[1]),
        "a list stands above, and this line is no item of it",
        "begin it with `- `, or indent it like what it belongs to",
    )


def open_bracket(failure: Failure) -> Said | None:
    """A bracket that is never closed, or one that nothing opened."""
    file = failure.file
    one = file.text[failure.at : failure.at + 1]
    opened = (
        file.text[failure.since : failure.since + 1]
        if failure.since is not None
        else ""
    )
    if one in {"]", "}"} and opened not in {"[", "{"}:
        return special_start(failure)
    at = failure.since if opened in {"[", "{"} else failure.at
    if at is None or opened not in {"[", "{"}:
        opening = max(
            file.text.rfind("[", 0, failure.at), file.text.rfind("{", 0, failure.at)
        )
        if opening < 0:
            return special_start(failure)
        at, opened = opening, file.text[opening]
    closing = {"[": "]", "{": "}"}[opened]
    return file.say(
        "unclosed-bracket",
        (at, at + 1),
        f"the '{opened}' here is not closed, or a comma is missing behind it",
        f"write '{closing}' at its end; put quotes around a text that begins with it",
    )


def after_end(failure: Failure) -> Said | None:
    """Words after the end of the document."""
    ends = [found.start() for found in _DOCUMENT_END.finditer(failure.file.text)]
    before = [end for end in ends if end < failure.at]
    return second_document(failure.file, before[-1] if before else failure.at)


def special_start(failure: Failure) -> Said | None:
    """A text that begins with a sign that YAML keeps for itself."""
    at = failure.at if failure.since is None else failure.since
    if (
        "next token" in failure.context
        or failure.file.text[at : at + 1] not in _SPECIAL
    ):
        at = failure.at
    return _special(failure, at, "text")


def _special(failure: Failure, at: int, key: str) -> Said | None:
    """The remark about the value at an offset, if it begins with such a sign."""
    sign = failure.file.text[at : at + 1]
    if not sign or sign not in _SPECIAL:
        return None
    if sign in {'"', "'"}:
        return after_quote(failure, at, sign)
    return failure.file.say(
        "special-start",
        (at, at + 1),
        f"a text cannot begin with '{sign}' here: YAML gives it another meaning",
        _QUOTE_OR_BAR.format(key if key.isidentifier() else "text"),
    )


def block(failure: Failure) -> Said | None:
    """Words beside ``|`` or ``>``, or an indentation of 0."""
    file = failure.file
    at = failure.at if failure.since is None else failure.since
    return file.say(
        "text-beside-bar",
        (failure.at, max(failure.line[1], failure.at + 1)),
        f"nothing but a comment may stand beside '{file.text[at]}'",
        "begin the text on the next line, indented; put quotes around a text that "
        f"begins with '{file.text[at]}'",
    )


def directive(failure: Failure) -> Said | None:
    """A line that begins with ``%``."""
    return failure.file.say(
        "yaml-directive",
        failure.line,
        "a line that begins with % gives orders to the parser",
        "take the line out; put quotes around a text that begins with %",
    )


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _words_of(failure: Failure, line: tuple[int, int]) -> tuple[int, int]:
    return line[0] + _indent(failure.words(line)), line[1]
