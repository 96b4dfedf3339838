"""Write a string as a YAML scalar, in the style its author chose where that works."""

from __future__ import annotations

import json
import re

_PLAIN = re.compile(r"[A-Za-z0-9/.][A-Za-z0-9 ./_+~@-]*")
_TYPED = re.compile(
    r"(?:true|false|null|yes|no|on|off|y|n|~|[-+.\d][\d_.:eExXoO+-]*|\.(?:inf|nan))",
    re.IGNORECASE,
)
_UNPRINTABLE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]"
)


def flow_scalar(value: str, style: str = "") -> str:
    """``value`` on one line: plain where that is safe, else quoted.

    >>> flow_scalar("2026-11-24 09:00")
    '2026-11-24 09:00'
    >>> flow_scalar("No. 1: yes")
    '"No. 1: yes"'
    >>> flow_scalar("it's", "'")
    "'it''s'"
    """
    if style == "'" and "\n" not in value and not _UNPRINTABLE.search(value):
        return "'" + value.replace("'", "''") + "'"
    if style == "" and is_plain(value):
        return value
    return double_quoted(value)


def is_plain(value: str) -> bool:
    """Whether a value may stand without quotes and still be read as this string."""
    if _WALL_CLOCK.fullmatch(value):
        return True
    plain = _PLAIN.fullmatch(value) is not None and not value.endswith(" ")
    return plain and _TYPED.fullmatch(value) is None and " #" not in value


_WALL_CLOCK = re.compile(r"\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2}(?::\d{2})?)?")


def double_quoted(value: str) -> str:
    """``value`` in double quotes; JSON's escapes are YAML's too.

    Letters of all scripts and emoji stay readable.
    """
    text = json.dumps(value, ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda match: _escaped(match[0]), text)


def _escaped(char: str) -> str:
    code = ord(char)
    return f"\\u{code:04x}"


def literal_block(value: str, indent: int, *, header: str = "|") -> str | None:
    """``value`` as a literal block at ``indent`` columns; None where that cannot be.

    The result begins with the header and has no line break at its end.
    """
    body = value.rstrip("\n")
    breaks = len(value) - len(body)
    lines = body.split("\n")
    fits = body and not _UNPRINTABLE.search(value) and "\r" not in value
    if not fits or "\x85" in value or lines[0].startswith((" ", "\t")) or not lines[0]:
        return None
    if breaks > 1 or any(line != line.rstrip(" \t") for line in lines):
        return None
    chomp = "" if breaks else "-"
    pad = " " * indent
    rows = [f"{pad}{line}" if line else "" for line in lines]
    return "\n".join([header + chomp, *rows])
