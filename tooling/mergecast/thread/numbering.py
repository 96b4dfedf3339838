"""How the parts of a thread are counted in their own words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

Number: TypeAlias = Callable[[str, int, int], str]
"""(words of a part, its number, how many there are) -> what it says."""


def _plain(words: str, _number: int, _total: int) -> str:
    return words


def _behind(words: str, number: int, total: int) -> str:
    return f"{words} {number}/{total}"


def _in_brackets(words: str, number: int, total: int) -> str:
    return f"{words} ({number}/{total})"


def _before(words: str, number: int, _total: int) -> str:
    return f"{number}. {words}"


def _on_top(words: str, number: int, total: int) -> str:
    return f"{number}/{total}\n{words}"


STYLES: Mapping[str, Number] = {
    "none": _plain,
    "1/5": _behind,
    "(1/5)": _in_brackets,
    "1.": _before,
    "top": _on_top,
}
"""By the name of a style, as people ask for it."""
