"""Mistakes with quotes: not closed, closed too early, or with a wrong escape."""

from __future__ import annotations

import re

from mergecast.loading.failure import Failure
from mergecast.loading.remarks import File, Said, visible

_NUMBERED = re.compile(r"\\(?:x[0-9A-Fa-f]{0,2}|u[0-9A-Fa-f]{0,4}|U[0-9A-Fa-f]{0,8})")
_CURLY_END = re.compile("[“”„‟‘’]")


def after_quote(failure: Failure, at: int, sign: str) -> Said:
    """Something that follows a quote which closed too early."""
    hint = "put the quotes around the whole text, or write it on the lines under `|`"
    if sign == "'":
        hint += "; an apostrophe between single quotes is written twice"
    return failure.file.say(
        "text-after-quote",
        (failure.at, failure.at + 1),
        f"the quote that opens in column {at - failure.line[0] + 1} is closed before "
        "this, and something follows it",
        hint,
    )


def quoted(failure: Failure) -> Said | None:
    """A quote without an end, or an escape that is none."""
    file = failure.file
    opening = failure.at if failure.since is None else failure.since
    if "escape" not in failure.problem and "hexdecimal" not in failure.problem:
        curly = _CURLY_END.search(file.text, opening, file.line_around(opening)[1])
        if curly:
            return file.say(
                "curly-quotes",
                curly.span(),
                f"the text opens with {file.text[opening]} and does not end with it: "
                f"{curly[0]} is a letter to the parser",
                f"write {file.text[opening]} on both sides",
            )
        return unclosed(file, opening, "is never closed")
    at = file.text.rfind("\\", 0, failure.at + 1)
    escape = _NUMBERED.match(file.text, at)
    if escape is None:
        return file.say(
            "bad-escape",
            (at, at + 2),
            f"'{visible(file.text[at : at + 2])}' means nothing between double quotes",
            "write the backslash twice, or write the text on the lines under `|`",
        )
    return file.say(
        "bad-escape",
        escape.span(),
        f"'{escape[0]}' is no whole character",
        "write the character itself",
    )


def unclosed(file: File, at: int, how: str) -> Said:
    """The remark about a quote that opens at an offset."""
    sign = file.text[at]
    hint = "close it on the same line, or write the text on the lines under `|`"
    if sign == "'":
        hint += "; an apostrophe between single quotes is written twice"
    return file.say(
        "unclosed-quote", (at, at + 1), f"the quote {sign} that opens here {how}", hint
    )
