"""Which character keeps a post from being written: one that no reviewer could see."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from mergecast.editing.proof import EditError
from mergecast.editing.writing import written


def hidden(data: Mapping[str, Any]) -> str | None:
    """The first character that no file may have, by its number and name.

    None where a file can say all of it.
    """
    if _can_be_said(data):
        return None
    for each in dict.fromkeys(_letters(data)):
        if not _can_be_said({"text": f"x{each}x"}):
            name = unicodedata.name(each, "")
            return f"U+{ord(each):04X} {name}".rstrip()
    return "?"


def _can_be_said(data: Mapping[str, Any]) -> bool:
    try:
        written([], data)
    except EditError:
        return False
    return True


def _letters(data: object) -> Iterable[str]:
    """Every character that is no plain letter, digit or sign."""
    if isinstance(data, str):
        yield from (c for c in data if not c.isalnum() and not c.isspace())
        yield from (c for c in data if c.isspace() and c not in " \n")
    elif isinstance(data, Mapping):
        for each in data.values():
            yield from _letters(each)
    elif isinstance(data, list):
        for each in data:
            yield from _letters(each)
