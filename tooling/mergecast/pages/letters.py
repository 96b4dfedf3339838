"""One or two letters for each account, by which a small disc tells them apart.

Accounts of a team often begin alike (``project``, ``project-zh``, ``project-ms``): what
they share says nothing, what comes after it does.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import count, islice, takewhile

from mergecast.renderers.cells import graphemes

_SHORT = 2
"""A word of so many letters is shown as it is: mostly it is a language or a country."""


def letters(keys: Sequence[str]) -> Mapping[str, str]:
    """What stands for each account; no two have the same."""
    words = {key: _words(key) for key in keys}
    columns = zip(*words.values(), strict=False)
    shared = sum(1 for _ in takewhile(lambda each: len(set(each)) == 1, columns))
    shared = shared if len(words) > 1 else 0
    ways = {key: list(_ways(each[shared:] or each)) for key, each in words.items()}
    found = {key: way[0] for key, way in ways.items()}
    for step in (1, 2):
        often = Counter(found.values())
        for key, way in ways.items():
            if often[found[key]] > 1:
                found[key] = way[step]
    return _numbered(found)


def _words(key: str) -> list[str]:
    return [each for each in re.split(r"[\W_]+", key) if each] or [key]


def _ways(words: list[str]) -> Iterator[str]:
    """A letter, or a short word; then two letters; then those of two words."""
    first = words[0].upper()
    if len(first) <= _SHORT and first.isascii():
        yield first
    else:
        yield _beginning(first, 1)
    yield _beginning(first, _SHORT)
    yield "".join(_beginning(each.upper(), 1) for each in words[:2])


def _beginning(word: str, length: int) -> str:
    return "".join(each for each, _ in islice(graphemes(word), length))


def _numbered(found: Mapping[str, str]) -> Mapping[str, str]:
    """Those that are still alike get a number instead of their second letter."""
    often = Counter(found.values())
    taken = {each for each, times in often.items() if times == 1}
    told = {}
    for key, shown in found.items():
        if often[shown] > 1:
            one = _beginning(shown, 1)
            shown = next(  # noqa: PLW2901 - what is shown is what is chosen here
                each for n in count(1) if (each := f"{one}{n}") not in taken
            )
            taken.add(shown)
        told[key] = shown
    return told
