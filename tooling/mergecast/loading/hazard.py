"""What a hazard is: something in a YAML file that people and parser see differently."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mergecast.findings import Severity

_LONGEST = 400
_UNSHOWN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\xa0\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u3000\ufeff\ufff0-\uffff\udc80-\udcff]| (?=\n)"
)


@dataclass(frozen=True, slots=True)
class Hazard:
    """One line of the table.

    ``passes`` and ``fails`` are whole files. A byte that is no UTF-8 stands in them as
    a lone surrogate (Python's ``surrogateescape``). A file with a hazard that
    ``refuses`` is not used at all; with another one it is, for what it says.
    """

    id: str
    severity: Severity
    title: str
    explanation: str
    passes: str
    fails: str
    refuses: bool = True


def example_bytes(example: str) -> bytes:
    """The file that an example stands for."""
    return example.encode("utf-8", "surrogateescape")


def shown(example: str) -> str:
    r"""An example for people: what shows nothing as its number, what is long cut.

    >>> shown("text: a\u200bb")
    'text: a<U+200B>b'
    """
    cut = example if len(example) <= _LONGEST else f"{example[:_LONGEST]}…"
    return _UNSHOWN.sub(lambda found: _number(found[0]), cut)


def _number(one: str) -> str:
    if "\udc80" <= one <= "\udcff":
        return f"<byte {ord(one) - 0xDC00:02X}>"
    return f"<U+{ord(one):04X}>"
