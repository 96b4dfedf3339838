"""The sink that calculates: a CSV file, opened in a spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from mergecast.renderers.encoders.visible import many_lines

# Full-width signs too: spreadsheets set to Chinese or Japanese take them for their own.
_SIGNS = "=+\\-@\uff0b\uff0d\uff1d\uff20"
_FORMULA = re.compile(rf"\s*[{_SIGNS}]|[\t\n]")
# Where a spreadsheet parts cells at semicolons or tabs, quotes after the first cell no
# longer hold a field together: what follows a break there begins a cell, and what ends
# a field runs on into the next one. Only what calls, pipes or refers does harm then,
# and what waits for more; "- a point" and "@mei" stay as they are.
_BEGUN = re.compile(rf"(?:(?<=[;\t])|^)((?:[\"']|[^\S\t])*)(?=[{_SIGNS}])")
_HARM = re.compile(r".*[(|!\uff08\uff5c\uff01]")
_PLAIN = re.compile(r"[\w .,?\u3002]*[\w.?\u3002] *")


def encode_csv(text: str) -> str:
    """One field, quoted, that no spreadsheet runs as a formula.

    Such a field gets a leading apostrophe, as spreadsheets themselves mark text.
    """
    first, *rest = many_lines(text).split("\n")
    lines = [_first(first, last=not rest)]
    lines += [_later(line) for line in rest[:-1]]
    lines += [_later(line, last=True) for line in rest[-1:]]
    shown = "\n".join(lines)
    guard = "'" if _FORMULA.match(shown) else ""
    quoted = shown.replace('"', '""')
    return f'"{guard}{quoted}"'


def _first(line: str, *, last: bool) -> str:
    """What begins the field has a guard of its own."""
    head = re.match(r"[^;\t]*", line)
    kept = head.end() if head else 0
    return line[:kept] + _later(line[kept:], last=last)


def _later(line: str, *, last: bool = False) -> str:
    """A line in which something else could begin a cell; in linear time."""
    harm = _HARM.match(line)
    end = harm.end() if harm else 0

    def guarded(found: re.Match[str]) -> str:
        at = found.end()
        open_ = last and not _PLAIN.fullmatch(line, at + 1)
        return f"'{found[0]}" if at < end or open_ else found[0]

    return _BEGUN.sub(guarded, line)


def csv_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A whole file (RFC 4180): lines end in CR and LF, every field is quoted."""
    return "".join(",".join(map(encode_csv, line)) + "\r\n" for line in (header, *rows))
