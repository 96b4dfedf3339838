"""The sink that calculates: a CSV file, opened in a spreadsheet."""

from __future__ import annotations

import re

from mergecast.renderers.encoders.visible import many_lines

# Full-width signs too: spreadsheets set to Chinese or Japanese take them for their own.
_FORMULA = re.compile(r"\s*[=+\-@\uff0b\uff0d\uff1d\uff20]|[\t\n]")


def encode_csv(text: str) -> str:
    """One field, quoted, that no spreadsheet runs as a formula.

    Such a field gets a leading apostrophe, as spreadsheets themselves mark text.
    """
    shown = many_lines(text)
    guard = "'" if _FORMULA.match(shown) else ""
    quoted = shown.replace('"', '""')
    return f'"{guard}{quoted}"'
