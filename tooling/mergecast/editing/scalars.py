"""Write a string as a YAML scalar, in each of the styles.

Nothing here has to be right in every case: what is written is read again, and a form
that does not say the same is dropped for the next one (``editing.proof``).
"""

from __future__ import annotations

import json
import re

# Other programs read the same files by YAML 1.1, where these would not be text.
_TYPED = re.compile(
    r"(?:true|false|null|yes|no|on|off|y|n|~|[-+.\d][\d_.:,eExXoOa-fA-F+-]*"
    r"|\.(?:inf|nan))",
    re.IGNORECASE,
)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2}(?::\d{2})?)?")
_SIGNS = re.compile(r":(?: |\Z)| #|\W\?\Z|[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
_FLOW_SIGNS = re.compile(r"[,\[\]{}]|:(?:[ ,\]}]|\Z)")
_LAST = ".!?)%/…。！？）"
_UNPRINTABLE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]"
)


def flow_scalar(value: str, style: str = "", *, in_flow: bool = False) -> str:
    """``value`` on one line: in its style where that is possible, else quoted.

    >>> flow_scalar("2026-11-24 09:00")
    '2026-11-24 09:00'
    >>> flow_scalar("No. 1: yes")
    '"No. 1: yes"'
    >>> flow_scalar("it's", "'")
    "'it''s'"
    """
    if style == "'" and "\n" not in value and not _UNPRINTABLE.search(value):
        return "'" + value.replace("'", "''") + "'"
    if style == "" and is_plain(value, in_flow=in_flow):
        return value
    return double_quoted(value)


def is_plain(value: str, *, in_flow: bool = False) -> bool:
    """Whether a value may stand without quotes, for any reader of YAML.

    >>> [is_plain(each) for each in ("a, b", "a: b", "yes", "https://a.example/")]
    [True, False, False, True]
    """
    if _DATE.fullmatch(value):
        return True
    if not value or not value[0].isalnum() or value != value.strip():
        return False
    if not (value[-1].isalnum() or value[-1] in _LAST) or _SIGNS.search(value):
        return False
    if in_flow and _FLOW_SIGNS.search(value):
        return False
    return _TYPED.fullmatch(value) is None and "：" not in value


def double_quoted(value: str) -> str:
    """``value`` in double quotes; letters of all scripts and emoji stay readable."""
    # JSON's escapes are YAML's too.
    text = json.dumps(value, ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def literal_block(value: str, base: int, indent: int) -> tuple[str, str] | None:
    """The ``|`` sign and the lines of ``value``; None where that cannot be.

    ``base`` is the column that the block has to be right of, ``indent`` where its
    lines begin. The lines have no line break at their end.
    """
    return _block("|", value, base, indent)


def folded_block(value: str, base: int, indent: int) -> tuple[str, str] | None:
    """The ``>`` sign and the lines of ``value``, each paragraph in one of them."""
    if re.search(r"^[ \t]", value, re.MULTILINE):
        return None  # indented lines do not fold
    unfolded = re.sub(r"(?<=[^\n])\n(?=\n*[^\n])", "\n\n", value)
    return _block(">", unfolded, base, indent)


def _block(sign: str, value: str, base: int, indent: int) -> tuple[str, str] | None:
    body = value.rstrip("\n")
    breaks = len(value) - len(body)
    if not body or "\r" in value or _UNPRINTABLE.search(value):
        return None
    lines = body.split("\n")
    first = next(line for line in lines if line)
    explicit = str(indent - base) if first[0] in " \t" else ""
    if explicit and not 1 <= indent - base <= 9:
        return None
    pad = " " * indent
    rows = [pad + line if line else "" for line in lines] + [""] * (breaks - 1)
    chomp = "-" if breaks == 0 else "" if breaks == 1 else "+"
    return sign + explicit + chomp, "\n".join(rows)
