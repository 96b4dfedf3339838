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
_PLAIN = r"[\w .,?\u3002]*[\w.?\u3002] *"
_BLANK = r"(?:[\"']|[^\S\n\t])*"
_INNER = re.compile(
    rf"(?<=[\n;\t])({_BLANK})(?=[{_SIGNS}]"
    rf"(?:[^\n]*[(|!（｜！]|(?!{_PLAIN}\Z)[^\n]*\Z))"
)


def encode_csv(text: str) -> str:
    """One field, quoted, that no spreadsheet runs as a formula.

    Such a field gets a leading apostrophe, as spreadsheets themselves mark text.
    """
    shown = _INNER.sub(r"'\1", many_lines(text))
    guard = "'" if _FORMULA.match(shown) else ""
    quoted = shown.replace('"', '""')
    return f'"{guard}{quoted}"'


def csv_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A whole file (RFC 4180): lines end in CR and LF, every field is quoted."""
    return "".join(",".join(map(encode_csv, line)) + "\r\n" for line in (header, *rows))
